#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "mapper/model/location.hpp"

namespace konbit {

/// Cuts a road graph in two balanced halves again and again by few segments (edge-cut nested
/// dissection; for turn-expanded graphs: Buchhold, Wagner, Zeitz, Zündorf 2020): the segments of a
/// cut are the separator of the turn-expanded graph, so they come last. Cuts by inertial flow
/// (Schild, Sommer 2015): maximum flow between the outermost vertices along several directions.
/// Returns the segments in the order of their contraction. Deterministic. `ends`: tail and head
/// vertex of each segment.
[[nodiscard]] std::vector<std::uint32_t> dissection_order(
    std::span<const Location> vertices,
    std::span<const std::pair<std::uint32_t, std::uint32_t>> ends);

}  // namespace konbit
