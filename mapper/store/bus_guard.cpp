#include "mapper/store/bus_guard.hpp"

#include <unistd.h>
#include <csignal>
#include <cstring>
#include <string>

#include <atomic>
#include <mutex>
#include <utility>

namespace konbit {

/// One watched range. Watches are reused, never freed: the handler may be walking the list.
struct Watch {
    std::atomic<std::uintptr_t> begin{0};  ///< 0: free
    std::atomic<std::uintptr_t> end{0};
    std::atomic<const char*> message{nullptr};
    Watch* next = nullptr;
};

namespace {

std::atomic<Watch*> first_watch{nullptr};
std::mutex watches_mutex;
struct sigaction previous_action;

const Watch* find_watch(std::uintptr_t address) noexcept {
    for (const auto* watch = first_watch.load(); watch != nullptr; watch = watch->next) {
        const auto begin = watch->begin.load();
        if (begin != 0 && address >= begin && address < watch->end.load()) return watch;
    }
    return nullptr;
}

void hand_to_previous(int signal, siginfo_t* info, void* context) {
    if ((previous_action.sa_flags & SA_SIGINFO) != 0 && previous_action.sa_sigaction != nullptr) {
        previous_action.sa_sigaction(signal, info, context);
    } else if (previous_action.sa_handler != SIG_DFL && previous_action.sa_handler != SIG_IGN) {
        previous_action.sa_handler(signal);
    } else {
        // The fault happens again as soon as we return, and then ends the process.
        ::signal(signal, SIG_DFL);
    }
}

// Only what POSIX calls async-signal-safe is used here.
void on_bus_error(int signal, siginfo_t* info, void* context) {
    const auto* watch = find_watch(reinterpret_cast<std::uintptr_t>(info->si_addr));
    if (watch == nullptr) {
        hand_to_previous(signal, info, context);
        return;
    }
    const char* message = watch->message.load();
    [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message, std::strlen(message));
    ::_exit(1);
}

void install_handler() {
    struct sigaction action {};
    action.sa_sigaction = on_bus_error;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, &previous_action);
}

Watch* free_watch() {
    for (auto* watch = first_watch.load(); watch != nullptr; watch = watch->next) {
        if (watch->begin.load() == 0) return watch;
    }
    auto* watch = new Watch;
    watch->next = first_watch.load();
    first_watch.store(watch);
    return watch;
}

}  // namespace

BusGuard::BusGuard(const void* begin, std::size_t bytes, const std::filesystem::path& file) {
    static std::once_flag installed;
    std::call_once(installed, install_handler);

    const auto message = "konbit: The map can no longer be read (" + file.string() +
                         "): the stick was pulled or the file was cut. "
                         "Put it back and start again.\n";
    const std::scoped_lock lock{watches_mutex};
    watch_ = free_watch();
    auto* text = new char[message.size() + 1];
    std::memcpy(text, message.c_str(), message.size() + 1);
    watch_->message.store(text);
    const auto address = reinterpret_cast<std::uintptr_t>(begin);
    watch_->end.store(address + bytes);
    watch_->begin.store(address);
}

BusGuard::BusGuard(BusGuard&& other) noexcept : watch_{std::exchange(other.watch_, nullptr)} {}

BusGuard::~BusGuard() {
    if (watch_ == nullptr) return;
    const std::scoped_lock lock{watches_mutex};
    watch_->begin.store(0);
    delete[] watch_->message.exchange(nullptr);
}

}  // namespace konbit
