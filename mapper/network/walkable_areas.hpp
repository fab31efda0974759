#pragma once

#include <cstdint>
#include <vector>

#include "mapper/network/road_source.hpp"

namespace konbit {

/// A straight way over a walkable area.
struct AreaCrossing {
    std::int64_t ref = 0;
    std::uint32_t kind = 0;
    std::uint32_t from = 0, to = 0;  ///< positions in RoadSource::locations
};

/// Ways over the areas of a source, straight between those nodes of their outlines that other ways
/// share, where the line lies inside: enough of them that no such pair is more than a tenth further
/// apart on foot than it need be (a greedy spanner; Althöfer et al. 1993). Areas with more than 24
/// such nodes have their outline alone. `uses`: how often ways pass a node.
[[nodiscard]] std::vector<AreaCrossing> cross_walkable_areas(RoadSource& source,
                                                             const std::vector<std::uint8_t>& uses,
                                                             const BaseMap& base);

}  // namespace konbit
