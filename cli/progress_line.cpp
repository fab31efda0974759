#include "cli/progress_line.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/output.hpp"
#include "mapper/query/text.hpp"

namespace konbit {

ProgressLine::ProgressLine(Unit unit) : unit_{unit}, on_terminal_{::isatty(STDERR_FILENO) == 1} {}

ProgressLine::~ProgressLine() {
    clear();
}

void ProgressLine::clear() {
    if (!shown_) return;
    std::fputs("\r\033[K", stderr);
    shown_ = false;
}

void ProgressLine::show(std::string_view what, std::uint64_t done, std::uint64_t total) {
    if (!on_terminal_) return;
    const auto at = Clock::now();
    if (what != stage_) {
        stage_ = what;
        stage_start_ = at;
    }
    using namespace std::chrono_literals;
    if (at - start_ < 1s || at - last_ < 200ms) return;
    last_ = at;
    shown_ = true;
    const std::chrono::duration<double> elapsed = at - stage_start_;
    const auto line = plain(text(what, done, total, elapsed.count(), unit_));
    std::fputs(("\r\033[K" + line).c_str(), stderr);
    std::fflush(stderr);
}

std::string ProgressLine::text(std::string_view what, std::uint64_t done, std::uint64_t total,
                               double seconds, Unit unit) {
    std::string line{what};
    if (total > 0) {
        line += fmt::format(" {} %", std::min<std::uint64_t>(100, done * 100 / total));
    } else if (done > 0) {
        line += " " + (unit == Unit::bytes ? bytes_text(done) : count_text(done));
    }
    if (seconds < 0.5 || done == 0) return line;
    const double rate = double(done) / seconds;
    const auto whole = static_cast<std::uint64_t>(rate);
    line += fmt::format(" · {}/s", unit == Unit::bytes ? bytes_text(whole) : count_text(whole));
    if (total > done)
        line += fmt::format(" · {} left",
                            duration_text(static_cast<std::int64_t>(double(total - done) / rate)));
    return line;
}

}  // namespace konbit
