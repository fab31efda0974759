#pragma once

#include <string_view>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// A line that people or vehicles go along; not what is only planned or long gone.
[[nodiscard]] bool is_road(const Tags& tags, GeometryKind geometry) noexcept;
/// Of a highway's class: motorway to tertiary, with their links.
[[nodiscard]] bool is_main_road(std::string_view highway) noexcept;
[[nodiscard]] bool is_building(const Tags& tags) noexcept;

/// The box with everything within `metres` of it; may cross the antimeridian.
[[nodiscard]] BoundingBox grown(const BoundingBox& box, double metres) noexcept;

}  // namespace konbit
