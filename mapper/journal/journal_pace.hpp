#pragma once

#include <atomic>
#include <filesystem>

#include "mapper/journal/bundle.hpp"

namespace konbit {

/// Tells how far a piece of work is, and ends it when somebody wants it to.
class JournalPace {
public:
    JournalPace(std::filesystem::path file, const JournalProgress& progress,
                const std::atomic<bool>* stop)
        : file_{std::move(file)}, progress_{progress}, stop_{stop} {}

    /// As JournalProgress. DataError if it is to stop.
    void step(std::string_view what, std::uint64_t done, std::uint64_t total);

private:
    std::filesystem::path file_;
    const JournalProgress& progress_;
    const std::atomic<bool>* stop_;
    std::uint64_t steps_ = 0;
};

}  // namespace konbit
