#include "mapper/meaning/road_hours.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "mapper/meaning/road_units.hpp"

namespace konbit {
namespace {

using namespace std::string_view_literals;

constexpr int kDayMinutes = 24 * 60;
constexpr std::array kDays{"Mo"sv, "Tu"sv, "We"sv, "Th"sv, "Fr"sv, "Sa"sv, "Su"sv};
constexpr std::array kMonths{"Jan"sv, "Feb"sv, "Mar"sv, "Apr"sv, "May"sv, "Jun"sv,
                             "Jul"sv, "Aug"sv, "Sep"sv, "Oct"sv, "Nov"sv, "Dec"sv};

struct Span {
    int from = 0, to = 0;  ///< minutes of the day; `to` over 1440: into the next one
};

/// One rule between semicolons.
struct HoursRule {
    std::optional<std::uint8_t> days;          ///< bit 0: Monday; nullopt: not named
    std::optional<std::pair<int, int>> dates;  ///< month * 32 + day, both included
    std::vector<Span> times;                   ///< empty: the whole day
    bool holidays = false, off = false;
};

struct Day {
    int weekday = 0;  ///< 0: Monday
    int date = 0;     ///< month * 32 + day
};

/// Civil from days (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
Day day_of(std::int64_t days) noexcept {
    const auto weekday = static_cast<int>(((days + 3) % 7 + 7) % 7);
    const std::int64_t z = days + 719'468;
    const std::int64_t era = (z >= 0 ? z : z - 146'096) / 146'097;
    const auto doe = static_cast<int>(z - era * 146'097);
    const int yoe = (doe - doe / 1460 + doe / 36'524 - doe / 146'096) / 365;
    const int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const int mp = (5 * doy + 2) / 153;
    const int day = doy - (153 * mp + 2) / 5 + 1;
    return {weekday, (mp < 10 ? mp + 3 : mp - 9) * 32 + day};
}

/// Reads a rule from left to right.
class HoursReader {
public:
    explicit HoursReader(std::string_view text) : text_{text} {}

    std::optional<HoursRule> rule() {
        HoursRule rule;
        skip();
        if (take("24/7")) return end(rule);
        if (!dates(rule) || !days(rule)) return std::nullopt;
        take(":");
        if (!times(rule)) return std::nullopt;
        return end(rule);
    }

private:
    std::optional<HoursRule> end(HoursRule& rule) {
        rule.off = take("off") || take("closed");
        if (!rule.off) take("open");
        return text_.empty() ? std::optional{rule} : std::nullopt;
    }

    void skip() { text_ = trimmed_value(text_); }
    bool take(std::string_view word) {
        if (!text_.starts_with(word)) return false;
        text_.remove_prefix(word.size());
        skip();
        return true;
    }
    template <std::size_t N>
    std::optional<int> name(const std::array<std::string_view, N>& names) {
        for (std::size_t i = 0; i < N; ++i) {
            if (take(names[i])) return static_cast<int>(i);
        }
        return std::nullopt;
    }
    std::optional<int> number(int most) {
        int value = 0;
        std::size_t digits = 0;
        while (digits < text_.size() && digits < 3 && text_[digits] >= '0' && text_[digits] <= '9')
            value = value * 10 + (text_[digits++] - '0');
        if (digits == 0 || value > most) return std::nullopt;
        text_.remove_prefix(digits);
        return value;
    }

    /// "Nov-Apr", "Dec 01-Mar 31", "Jul".
    bool dates(HoursRule& rule) {
        const auto month = name(kMonths);
        if (!month) return true;
        const auto day = number_of_day();
        int to_month = *month;
        auto to_day = day;
        if (take("-")) {
            if (const auto named = name(kMonths)) to_month = *named;
            to_day = number_of_day();
            if (day.has_value() != to_day.has_value()) return false;
        }
        rule.dates = {(*month + 1) * 32 + day.value_or(1),
                      (to_month + 1) * 32 + to_day.value_or(31)};
        return true;
    }
    /// Not the hours that may follow a month: "Nov-Apr 07:00-09:00".
    std::optional<int> number_of_day() {
        const auto before = text_;
        const auto day = number(31);
        if (day && *day > 0 && !text_.starts_with(':')) {
            skip();
            return day;
        }
        text_ = before;
        return std::nullopt;
    }

    bool days(HoursRule& rule) {
        while (true) {
            if (take("PH") || take("SH")) {
                rule.holidays = true;
                if (!rule.days) rule.days = 0;
            } else if (const auto first = name(kDays)) {
                const auto last = take("-") ? name(kDays) : first;
                if (!last) return false;
                if (!rule.days) rule.days = 0;
                for (int day = *first;; day = (day + 1) % 7) {
                    rule.days = static_cast<std::uint8_t>(*rule.days | (1 << day));
                    if (day == *last) break;
                }
            } else {
                return !rule.days;  // nothing named, or a comma too many
            }
            if (!take(",")) return true;
        }
    }

    std::optional<int> minute() {
        const auto hour = number(48);
        if (!hour || !text_.starts_with(':')) return std::nullopt;
        text_.remove_prefix(1);
        const auto minutes = number(59);
        skip();
        if (!minutes) return std::nullopt;
        return *hour * 60 + *minutes;
    }
    bool times(HoursRule& rule) {
        const auto digit = [&] {
            return !text_.empty() && text_.front() >= '0' && text_.front() <= '9';
        };
        if (!digit()) return true;
        do {
            const auto from = minute();
            if (!from || !take("-")) return false;
            auto to = minute();
            if (!to) return false;
            if (*to <= *from) *to += kDayMinutes;
            rule.times.push_back({*from, *to});
        } while (take(","));
        return true;
    }

    std::string_view text_;
};

bool covers_day(const HoursRule& rule, const Day& day) noexcept {
    if (rule.days && ((*rule.days >> day.weekday) & 1) == 0) return false;
    if (!rule.dates) return true;
    const auto [from, to] = *rule.dates;
    return from <= to ? day.date >= from && day.date <= to : day.date >= from || day.date <= to;
}

/// `minute` counts from the day's midnight and may lie in the next day.
bool covers_minute(const HoursRule& rule, int minute) noexcept {
    if (rule.times.empty()) return minute < kDayMinutes;
    return std::ranges::any_of(rule.times,
                               [&](Span s) { return minute >= s.from && minute < s.to; });
}

/// Later rules replace earlier ones on the days they name; one that names none adds to them, since
/// that is what people mean by "07:00-09:00; 15:00-18:00".
bool holds_on(const std::vector<HoursRule>& rules, const Day& day, int minute) noexcept {
    bool holds = false;
    for (const HoursRule& rule : rules) {
        if (!covers_day(rule, day)) continue;
        const bool covered = covers_minute(rule, minute);
        if (rule.off) {
            holds = holds && !covered;
        } else {
            const bool adds = !rule.days && !rule.dates;
            holds = covered || (adds && holds);
        }
    }
    return holds;
}

}  // namespace

HoursAnswer hours_hold(std::string_view hours, UnixSeconds local) noexcept {
    std::vector<HoursRule> rules;
    bool understood = true;
    for_each_value(hours, [&](std::string_view part) {
        if (rules.size() == 32) understood = false;
        if (!understood) return;
        const auto rule = HoursReader{part}.rule();
        understood = rule.has_value();
        if (rule) rules.push_back(*rule);
    });
    if (!understood || rules.empty()) return {};
    HoursAnswer answer;
    answer.holidays = std::ranges::any_of(rules, [](const HoursRule& r) { return r.holidays; });
    const bool only_holidays = std::ranges::all_of(
        rules, [](const HoursRule& r) { return r.holidays && r.days && *r.days == 0; });
    if (only_holidays) return {Truth::unknown, true};
    const std::int64_t days = (local >= 0 ? local : local - 86'399) / 86'400;
    const auto minute = static_cast<int>((local - days * 86'400) / 60);
    const bool holds = holds_on(rules, day_of(days), minute) ||
                       holds_on(rules, day_of(days - 1), minute + kDayMinutes);
    answer.holds = holds ? Truth::yes : Truth::no;
    return answer;
}

}  // namespace konbit
