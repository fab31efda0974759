#include "cli/signals.hpp"

#include <csignal>

namespace konbit {
namespace {

std::atomic<bool> stop{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler may touch it

void on_signal(int signal) {
    stop = true;
    std::signal(signal, SIG_DFL);
}

}  // namespace

StopOnCtrlC::StopOnCtrlC() {
    stop = false;
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
}

StopOnCtrlC::~StopOnCtrlC() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

const std::atomic<bool>& StopOnCtrlC::flag() const noexcept {
    return stop;
}

}  // namespace konbit
