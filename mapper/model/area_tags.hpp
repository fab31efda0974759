#pragma once

#include "mapper/model/tags.hpp"

namespace konbit {

/// True if a closed way with these tags stands for the ground inside, not for the line around it:
/// OSM's convention. `area=yes|no` decides where it is given; a roundabout is a line; else a key
/// that names things with an extent (building, landuse, …) makes an area, lifecycle prefixes
/// (destroyed:building) included. Words that only qualify (hazard, damage:*, emergency, ruins …)
/// make an area where no road, track, river, wall or power line is tagged.
[[nodiscard]] bool closed_way_is_area(const Tags& tags) noexcept;

}  // namespace konbit
