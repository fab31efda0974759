#pragma once

#include "mapper/model/tags.hpp"
#include "mapper/network/road_network.hpp"

namespace konbit {

/// How a way takes part in the network.
enum class RoadPart : std::uint8_t { none, walk, drive };

/// Whether a way is a road, a path or a ferry, and whether some motor vehicle could ever use it.
/// Pure.
[[nodiscard]] RoadPart road_part(const Tags& way) noexcept;

/// Flags of a way's kind, but for kCrossing and kRelation.
[[nodiscard]] RoadKindFlags road_flags(const Tags& way, RoadPart part) noexcept;

/// The tags of a way that matter for travel; replaces `kept`.
void keep_road_tags(const Tags& way, Tags& kept);

/// The tags of a node on a road that matter for passing; empty: it is a node like any other.
void keep_node_tags(const Tags& node, Tags& kept);

/// A closed way with these tags is a place that people walk over in any direction.
[[nodiscard]] bool is_walkable_area(const Tags& tags) noexcept;

/// The direction that oneway=* and roundabouts leave to vehicles at large: 1 along the way, -1
/// against it, 0 both. To understand turn restrictions; profiles look closer.
[[nodiscard]] int usual_direction(const Tags& kind) noexcept;

}  // namespace konbit
