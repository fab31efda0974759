#pragma once

#include "mapper/model/geometry.hpp"
#include "mapper/situation/situation.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {

/// The nodes of a way with their places; those that the extract does not hold are undefined.
struct WayNodes {
    std::vector<std::int64_t> refs;
    std::vector<Location> at;
};
/// Empty if the map has no such way.
[[nodiscard]] WayNodes nodes_of_way(const BaseMap& base, ObjectId way);

/// The line of a part of a way; the whole shape if the part lies outside the way.
void read_stretch(const BaseMap& base, const Feature& way, const WayStretch& stretch,
                  Geometry& into);

}  // namespace konbit
