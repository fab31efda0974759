#pragma once

#include <vector>

#include "mapper/query/cutoff_spots.hpp"

namespace konbit {

/// A blocked place, and all that it reconnects if it alone is opened.
struct OpenedBlock {
    RoutePlace place;
    std::uint64_t buildings = 0;
    double people = 0, road_m = 0;
    std::vector<std::size_t> settlements;  ///< as CutOffSpot has them, rising
};
/// Most reconnected first: people, then houses, settlements, road; those that help nobody last.
/// Marks the spots that one block alone reconnects.
[[nodiscard]] std::vector<OpenedBlock> rank_blocks(const Travel& travel, CutOffRoads& roads,
                                                   CutOffSpots& spots);

}  // namespace konbit
