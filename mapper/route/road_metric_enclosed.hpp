#pragma once

#include <vector>

#include "mapper/route/road_metric_uses.hpp"

namespace konbit {

/// Open segments that only ends_only ones join to the rest: the roads behind a private gate, where
/// a trip may begin or end and which none may pass. They are the parts of the open network (weakly
/// connected over vertices that anybody may pass) that are shorter than a twentieth of the longest
/// part and touch an ends_only segment or node. By tags alone. Sorted.
[[nodiscard]] std::vector<SegmentId> find_enclosed(const RoadNetwork& network,
                                                   const RoadUses& uses);

}  // namespace konbit
