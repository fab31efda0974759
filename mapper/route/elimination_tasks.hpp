#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "mapper/network/hierarchy.hpp"

namespace konbit {

/// An elimination tree taken apart for threads: subtrees, which know nothing of each other, and the
/// ranks above them all.
struct EliminationTasks {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> subtrees;  ///< ranks [begin, end)
    std::vector<std::uint32_t> top;                                 ///< rising

    /// Everything is one task if there is one thread, or too little to share out.
    [[nodiscard]] static EliminationTasks of(const Hierarchy& hierarchy, unsigned threads);
};

/// `threads`, or as many as there are cores for 0.
[[nodiscard]] unsigned thread_count(unsigned threads) noexcept;

/// Calls `work(task, worker)` for each task in [0, tasks) on `threads` threads, which are the
/// workers [0, threads); throws what the first of them threw.
void run_tasks(std::size_t tasks, unsigned threads,
               const std::function<void(std::size_t, unsigned)>& work);

}  // namespace konbit
