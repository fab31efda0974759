#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "mapper/network/hierarchy.hpp"
#include "mapper/route/metric.hpp"
#include "mapper/route/reference_search.hpp"

namespace konbit {

/// A small directed graph with everything that may annoy a hierarchy: grids with holes, trees,
/// separate parts, several arcs side by side, loops, one-way arcs, weights of zero, near the limit
/// and kNoWay.
struct RandomGraph {
    std::uint32_t node_count = 0;
    std::vector<WeightedGraph::Arc> arcs;

    [[nodiscard]] static RandomGraph of_seed(std::uint32_t seed);
    [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs() const;
    [[nodiscard]] WeightedGraph graph() const { return WeightedGraph::of(node_count, arcs); }
    [[nodiscard]] WeightedGraph reversed() const {
        return WeightedGraph::reversed(node_count, arcs);
    }
    /// The weights of the arcs on a hierarchy of this graph; the least of several side by side.
    [[nodiscard]] ArcWeights on(const Hierarchy& hierarchy) const;
    [[nodiscard]] Weight random_weight(std::mt19937& random) const;

    int weights = 0;  ///< what kind of weights: 0 small, 1 zeros too, 2 large, 3 near the limit
};

[[nodiscard]] std::vector<std::uint32_t> random_order(std::uint32_t node_count,
                                                      std::mt19937& random);

}  // namespace konbit
