#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "mapper/route/metric.hpp"
#include "mapper/route/shortest_path.hpp"

namespace konbit {

/// One direction of an elimination-tree query: distances from seeds to their ancestors over arcs
/// upwards. Its arrays are as long as the hierarchy and are put back by `clear` in the time that
/// the search took.
class UpwardSearch {
public:
    static constexpr std::uint32_t kSeed = UINT32_MAX;  ///< predecessor of a seed

    explicit UpwardSearch(const Hierarchy& hierarchy)
        : hierarchy_{&hierarchy}, labels_(hierarchy.size()) {}

    /// Forgets what was and takes these seeds; those outside of the graph or over kNoWay do not
    /// count.
    void reset(std::span<const Seed> seeds) {
        clear();
        for (const auto& seed : seeds) {
            const auto rank_of = hierarchy_->rank_of();
            const auto rank = seed.node < rank_of.size() ? rank_of[seed.node] : UINT32_MAX;
            if (rank == UINT32_MAX || seed.cost >= kNoWay) continue;
            climb(rank);
            if (seed.cost < labels_[rank].distance) labels_[rank].distance = seed.cost;
        }
    }

    /// Relaxes the arcs of one rank whose distance is final.
    template <class Arcs>
    void relax(std::uint32_t rank, const Arcs& arcs) {
        const auto distance = labels_[rank].distance;
        for (auto arc = arcs.begin(rank); arc < arcs.end(rank); ++arc) {
            auto& label = labels_[arcs.head(arc)];
            const auto over = distance + arcs.weight(arc);
            if (over < label.distance) label = {over, rank};
        }
    }

    /// The seeds and all their ancestors, rising.
    [[nodiscard]] std::span<const std::uint32_t> ancestors() const noexcept { return ancestors_; }
    [[nodiscard]] Weight distance(std::uint32_t rank) const noexcept {
        return labels_[rank].distance;
    }
    [[nodiscard]] std::uint32_t before(std::uint32_t rank) const noexcept {
        return labels_[rank].before;
    }

private:
    struct Label {
        Weight distance = kNoWay;
        std::uint32_t before = kSeed;
    };

    void clear() {
        for (const auto rank : ancestors_) labels_[rank] = {};
        ancestors_.clear();
    }

    /// Adds a rank and its ancestors up to the first that is there already.
    void climb(std::uint32_t rank) {
        fresh_.clear();
        auto there = ancestors_.begin();
        for (; rank != UINT32_MAX; rank = hierarchy_->parent(rank)) {
            there = std::lower_bound(there, ancestors_.end(), rank);
            if (there != ancestors_.end() && *there == rank) break;
            fresh_.push_back(rank);
        }
        const auto middle = ancestors_.insert(ancestors_.end(), fresh_.begin(), fresh_.end());
        std::inplace_merge(ancestors_.begin(), middle, ancestors_.end());
    }

    const Hierarchy* hierarchy_;
    std::vector<Label> labels_;
    std::vector<std::uint32_t> ancestors_, fresh_;
};

}  // namespace konbit
