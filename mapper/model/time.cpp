#include "mapper/model/time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace konbit {
namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;
// Years 0000 to 9999: what four digits can say.
constexpr UnixSeconds kFirst = -62'167'219'200;
constexpr UnixSeconds kLast = 253'402'300'799;

/// Takes pieces off the front of a text; the first piece that does not fit makes it `failed`.
class Scanner {
public:
    explicit Scanner(std::string_view text) noexcept : rest_{text} {}

    int digits(std::size_t count) noexcept {
        if (rest_.size() < count) return fail();
        int number = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return fail();
            number = number * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return number;
    }
    bool skip_any(std::string_view choices) noexcept {
        if (rest_.empty() || choices.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    void expect_any(std::string_view choices) noexcept {
        if (!skip_any(choices)) fail();
    }
    void skip_fraction() noexcept {
        if (!skip_any(".,")) return;
        expect_any("0123456789");
        while (skip_any("0123456789")) {
        }
    }
    [[nodiscard]] bool at_end() const noexcept { return rest_.empty(); }
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    int fail() noexcept {
        failed_ = true;
        return 0;
    }

private:
    std::string_view rest_;
    bool failed_ = false;
};

std::int64_t scan_date(Scanner& scan) noexcept {
    using namespace std::chrono;
    const int y = scan.digits(4);
    scan.expect_any("-");
    const auto m = static_cast<unsigned>(scan.digits(2));
    scan.expect_any("-");
    const auto d = static_cast<unsigned>(scan.digits(2));
    const year_month_day date{year{y}, month{m}, day{d}};
    if (!date.ok()) return scan.fail();
    return sys_days{date}.time_since_epoch().count() * kSecondsPerDay;
}

int scan_below(Scanner& scan, int limit) noexcept {
    const int number = scan.digits(2);
    return number < limit ? number : scan.fail();
}

std::int64_t scan_time_of_day(Scanner& scan) noexcept {
    const int hour = scan_below(scan, 24);
    scan.expect_any(":");
    const int minute = scan_below(scan, 60);
    int second = 0;
    if (scan.skip_any(":")) {
        second = scan_below(scan, 60);
        scan.skip_fraction();
    }
    return hour * 3600 + minute * 60 + second;
}

std::int64_t scan_offset(Scanner& scan) noexcept {
    if (scan.skip_any("Zz")) return 0;
    const bool west = scan.skip_any("-");
    if (!west) scan.expect_any("+");
    const int hour = scan_below(scan, 15);
    int minute = 0;
    if (!scan.at_end()) {
        scan.skip_any(":");
        minute = scan_below(scan, 60);
    }
    return (west ? -1 : 1) * (hour * 3600 + minute * 60);
}

}  // namespace

std::string to_iso8601(UnixSeconds time) {
    using namespace std::chrono;
    const sys_seconds instant{seconds{std::clamp(time, kFirst, kLast)}};
    const auto midnight = floor<days>(instant);
    const year_month_day date{midnight};
    const hh_mm_ss clock{instant - midnight};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::optional<UnixSeconds> parse_iso8601(std::string_view text) noexcept {
    Scanner scan{text};
    UnixSeconds time = scan_date(scan);
    if (!scan.at_end()) {
        scan.expect_any("Tt ");
        time += scan_time_of_day(scan);
        time -= scan_offset(scan);
    }
    if (scan.failed() || !scan.at_end()) return std::nullopt;
    return time;
}

}  // namespace konbit
