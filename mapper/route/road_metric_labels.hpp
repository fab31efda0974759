#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <memory>
#include <new>
#include <queue>
#include <vector>

#include "mapper/route/road_metric_steps.hpp"

namespace konbit {

inline constexpr std::array kPathRuns{PathRun::start, PathRun::open, PathRun::end};

/// A number for each state, dense.
using PathStateId = std::uint32_t;
[[nodiscard]] constexpr PathStateId id_of(PathState state) noexcept {
    return state.node * std::uint32_t{kPathRuns.size()} + static_cast<std::uint32_t>(state.run);
}
[[nodiscard]] constexpr PathState state_of(PathStateId id) noexcept {
    return {id / std::uint32_t{kPathRuns.size()}, kPathRuns[id % kPathRuns.size()]};
}

/// Costs and parents of all states, and the queue of Dijkstra's algorithm. Memory is touched only
/// where a search comes by, so a short search on a large network is cheap.
class PathLabels {
public:
    static constexpr PathStateId kFirst = UINT32_MAX;

    explicit PathLabels(const RoadNetwork& network)
        : labels_{static_cast<Label*>(std::calloc(
              std::size_t{network.expanded_count()} * kPathRuns.size() + 1, sizeof(Label)))} {
        if (labels_ == nullptr) throw std::bad_alloc{};
    }

    void improve(PathStateId id, Weight cost, PathStateId parent) {
        if (cost >= this->cost(id)) return;
        labels_[id] = {kNoWay - cost, parent};
        queue_.emplace(cost, id);
    }
    /// The cheapest state not taken yet; kFirst: none.
    [[nodiscard]] PathStateId take() {
        while (!queue_.empty()) {
            const auto [cost, id] = queue_.top();
            queue_.pop();
            if (cost == this->cost(id)) return id;
        }
        return kFirst;
    }
    /// Not more than what the next one costs.
    [[nodiscard]] Weight least() const { return queue_.empty() ? kNoWay : queue_.top().first; }
    [[nodiscard]] Weight cost(PathStateId id) const { return kNoWay - labels_[id].saved; }
    /// States from the first one to this.
    [[nodiscard]] std::vector<PathStateId> chain(PathStateId id) const {
        std::vector<PathStateId> ids;
        for (; id != kFirst; id = labels_[id].parent) ids.push_back(id);
        std::reverse(ids.begin(), ids.end());
        return ids;
    }

private:
    struct Label {
        Weight saved;  ///< kNoWay less the cost, so that fresh zeros mean no way
        PathStateId parent;
    };
    struct Free {
        void operator()(Label* labels) const noexcept { std::free(labels); }
    };
    using Queued = std::pair<Weight, PathStateId>;
    std::unique_ptr<Label[], Free> labels_;
    std::priority_queue<Queued, std::vector<Queued>, std::greater<>> queue_;
};

}  // namespace konbit
