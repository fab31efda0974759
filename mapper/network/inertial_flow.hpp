#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace konbit {

/// A part of a road graph with numbers of its own.
struct RoadCell {
    std::vector<float> x, y;                                    ///< of each vertex, in any plane
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;  ///< of each edge: tail, head
    std::vector<std::uint32_t> segments;                        ///< of each edge

    [[nodiscard]] std::uint32_t vertex_count() const noexcept {
        return static_cast<std::uint32_t>(x.size());
    }
};

/// Two sides of a cell, and the edges between them in their order along the cut.
struct CellCut {
    std::vector<std::uint8_t> second_side;  ///< by vertex: 0 or 1
    std::vector<std::uint32_t> edges;
};

/// Cuts a connected cell of at least two vertices by few edges in comparison with its smaller side:
/// the best maximum flow between the outermost vertices along several directions (Schild, Sommer
/// 2015).
[[nodiscard]] CellCut cut_by_inertial_flow(const RoadCell& cell);

}  // namespace konbit
