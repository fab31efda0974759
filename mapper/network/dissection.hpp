#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "mapper/model/location.hpp"
#include "mapper/network/road_ids.hpp"

namespace konbit {

/// Cuts a road graph in two balanced halves again and again by few segments (edge-cut nested
/// dissection; for turn-expanded graphs: Buchhold, Wagner, Zeitz, Zündorf 2020): the segments of a
/// cut are the separator of the turn-expanded graph, so they come last, first all that lead from
/// one half to the other and then all that lead back: that way those of one direction need no
/// shortcuts among each other. Cuts by inertial flow (Schild, Sommer 2015): maximum flow between
/// the outermost vertices along several directions.
/// Returns both directions of each segment in the order of their contraction. Deterministic.
/// `ends`: tail and head vertex of each segment.
[[nodiscard]] std::vector<DirectedSegment> dissection_order(
    std::span<const Location> vertices,
    std::span<const std::pair<std::uint32_t, std::uint32_t>> ends);

}  // namespace konbit
