#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace konbit {

/// What is left of a graph when trees are stripped and chains become one edge: vertices with three
/// and more edges. To contract a segment of the turn-expanded graph is to merge the vertices at its
/// ends, so all that disappears here costs next to nothing and comes first.
struct RoadCore {
    struct Edge {
        std::uint32_t a = 0, b = 0;  ///< vertices of the graph; never the same
        std::uint32_t segment = 0;   ///< that stands for the chain, leading from a to b
    };
    std::vector<std::uint32_t> contracted;  ///< segments in the order of their contraction
    std::vector<Edge> edges;
};

/// Linear. Along a chain every second vertex disappears at a time, so that no elimination tree
/// becomes as deep as a chain is long.
[[nodiscard]] RoadCore road_core(std::uint32_t vertex_count,
                                 std::span<const std::pair<std::uint32_t, std::uint32_t>> ends);

}  // namespace konbit
