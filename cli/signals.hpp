#pragma once

#include <atomic>

namespace konbit {

/// While it lives, the first Ctrl-C (or SIGTERM) sets a flag, so that work can end cleanly; the
/// second ends the process. One at a time.
class StopOnCtrlC {
public:
    StopOnCtrlC();
    ~StopOnCtrlC();
    StopOnCtrlC(const StopOnCtrlC&) = delete;
    StopOnCtrlC& operator=(const StopOnCtrlC&) = delete;
    [[nodiscard]] const std::atomic<bool>& flag() const noexcept;
};

}  // namespace konbit
