#pragma once

#include "mapper/query/map.hpp"
#include "render/style/legend.hpp"

namespace konbit {

/// The key of a map of that ground: damage and the pins of shelters whole, since silence there must
/// be read right, of the rest only what can be seen. Whole for ground with very much on it. Camps
/// only `for_team`.
[[nodiscard]] std::vector<LegendSection> key_of_ground(const Map& map, const Style& style,
                                                       double zoom, const BoundingBox& ground,
                                                       bool for_team);

}  // namespace konbit
