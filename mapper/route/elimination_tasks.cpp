#include "mapper/route/elimination_tasks.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

namespace konbit {
namespace {

constexpr std::uint32_t kSmallArcs = 50'000;  // less than a thread costs
constexpr unsigned kTasksPerThread = 12;      // so that none waits long for the last

/// First rank of each rank's subtree.
std::vector<std::uint32_t> subtree_begins(const Hierarchy& hierarchy) {
    std::vector<std::uint32_t> begin(hierarchy.size());
    for (std::uint32_t rank = 0; rank < begin.size(); ++rank) begin[rank] = rank;
    for (std::uint32_t rank = 0; rank < begin.size(); ++rank) {
        const auto parent = hierarchy.parent(rank);
        if (parent != UINT32_MAX) begin[parent] = std::min(begin[parent], begin[rank]);
    }
    return begin;
}

}  // namespace

EliminationTasks EliminationTasks::of(const Hierarchy& hierarchy, unsigned threads) {
    EliminationTasks tasks;
    if (threads < 2 || hierarchy.arc_count() < kSmallArcs) {
        tasks.subtrees.emplace_back(0, hierarchy.size());
        return tasks;
    }
    const auto begins = subtree_begins(hierarchy);
    const auto first = hierarchy.first_up();
    const auto most = hierarchy.arc_count() / (threads * kTasksPerThread);
    for (auto rank = hierarchy.size(); rank > 0;) {
        const auto begin = begins[rank - 1];
        if (first[rank] - first[begin] <= most || begin + 1 == rank) {
            tasks.subtrees.emplace_back(begin, rank);
            rank = begin;
        } else {
            tasks.top.push_back(--rank);
        }
    }
    std::reverse(tasks.top.begin(), tasks.top.end());
    return tasks;
}

unsigned thread_count(unsigned threads) noexcept {
    return threads != 0 ? threads : std::max(1u, std::thread::hardware_concurrency());
}

void run_tasks(std::size_t tasks, unsigned threads,
               const std::function<void(std::size_t, unsigned)>& work) {
    std::atomic<std::size_t> next{0};
    std::exception_ptr failure;
    std::mutex failure_lock;
    const auto run = [&](unsigned worker) {
        try {
            for (std::size_t task; (task = next.fetch_add(1)) < tasks;) work(task, worker);
        } catch (...) {
            const std::lock_guard lock{failure_lock};
            if (!failure) failure = std::current_exception();
            next = tasks;
        }
    };
    std::vector<std::thread> others;
    for (unsigned worker = 1; worker < std::min<std::size_t>(threads, tasks); ++worker) {
        others.emplace_back(run, worker);
    }
    run(0);
    for (auto& other : others) other.join();
    if (failure) std::rethrow_exception(failure);
}

}  // namespace konbit
