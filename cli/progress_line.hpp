#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace konbit {

/// How far long work is: one line on stderr that changes in place, with rate and time left. Shown
/// only on a terminal and only after a second; gone when the object is.
class ProgressLine {
public:
    enum class Unit { bytes, things };
    explicit ProgressLine(Unit unit);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(std::string_view what, std::uint64_t done, std::uint64_t total);
    void clear();

    /// The text of the line. `seconds` since this stage began; `total` 0: not known.
    [[nodiscard]] static std::string text(std::string_view what, std::uint64_t done,
                                          std::uint64_t total, double seconds, Unit unit);

private:
    using Clock = std::chrono::steady_clock;
    Unit unit_;
    bool on_terminal_;
    bool shown_ = false;
    std::string stage_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point stage_start_ = start_;
    Clock::time_point last_ = start_;
};

}  // namespace konbit
