#pragma once

#include <cstdint>
#include <string>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// The sorts of named things, in the order `find` lists them among equals.
enum class NameGroup : std::uint8_t {
    place,
    boundary,
    facility,
    nature,
    road,
    water_line,
    other,
    address
};

struct Importance {
    NameGroup group = NameGroup::other;
    std::uint8_t value =
        0;  ///< places 120–255, boundaries 100–180, facilities 60–95, roads 30–60, …
};

/// How much a thing matters to somebody who types its name: places by kind and population, then
/// administrative boundaries, facilities, roads by class (longer ones first).
[[nodiscard]] Importance importance_of(const Tags& tags, GeometryKind geometry,
                                       const BoundingBox& box);

/// The tag that says best what the thing is: "place=city", "highway=primary", "building"; "" if
/// none.
[[nodiscard]] std::string kind_of(const Tags& tags);

}  // namespace konbit
