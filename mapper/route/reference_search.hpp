#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "mapper/route/metric.hpp"
#include "mapper/route/shortest_path.hpp"

namespace konbit {

/// A directed graph with weights, plainly: what a hierarchy must agree with.
struct WeightedGraph {
    struct Arc {
        std::uint32_t from = 0, to = 0;
        Weight weight = 0;  ///< kNoWay: as if it were not there
    };
    struct Leaving {
        std::uint32_t to = 0;
        Weight weight = 0;
    };
    std::vector<std::uint32_t> first;  ///< by node, and one more
    std::vector<Leaving> leaving;

    [[nodiscard]] static WeightedGraph of(std::uint32_t node_count, std::span<const Arc> arcs);
    [[nodiscard]] static WeightedGraph reversed(std::uint32_t node_count,
                                                std::span<const Arc> arcs);
    [[nodiscard]] std::uint32_t node_count() const noexcept {
        return static_cast<std::uint32_t>(first.size() - 1);
    }
};

struct ReferencePath {
    Weight cost = kNoWay;              ///< seeds' costs counted in
    std::vector<std::uint32_t> nodes;  ///< empty: no way
};

/// Dijkstra's algorithm with a binary heap: distances from all seeds, by node.
[[nodiscard]] std::vector<Weight> dijkstra(const WeightedGraph& graph, std::span<const Seed> seeds,
                                           Weight most = kNoWay - 1);
/// The best pair of a seed of each side; stops when it is found.
[[nodiscard]] ReferencePath dijkstra(const WeightedGraph& graph, std::span<const Seed> from,
                                     std::span<const Seed> to);
/// The same from both ends; `reversed` is the graph with its arcs turned round.
[[nodiscard]] ReferencePath bidirectional_dijkstra(const WeightedGraph& graph,
                                                   const WeightedGraph& reversed,
                                                   std::span<const Seed> from,
                                                   std::span<const Seed> to);

}  // namespace konbit
