#pragma once

#include <cstdint>
#include <span>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// From which zoom on a feature is worth drawing, told from its tags alone (cheap): motorways and
/// big towns early, buildings and footways late.
struct DrawClass {
    static constexpr std::uint8_t kByKind = 15;  ///< nothing known: decided by the kind of geometry
    std::uint8_t zoom = kByKind;
    bool needs_size = false;  ///< also only where it is big enough to be seen
};

[[nodiscard]] DrawClass draw_class(std::span<const Tag> tags, GeometryKind kind) noexcept;

/// The smallest zoom at which the box is `pixels` wide or high (256 px tiles, Web Mercator).
[[nodiscard]] std::uint8_t zoom_for_size(const BoundingBox& box, double pixels) noexcept;

/// The smallest zoom at which a feature of this class and extent is worth drawing.
[[nodiscard]] std::uint8_t min_zoom(DrawClass drawn, const BoundingBox& box) noexcept;

/// How many 1e-7 degrees of longitude a pixel spans.
[[nodiscard]] constexpr double pixel_e7(unsigned zoom) noexcept {
    return 3.6e9 / (256.0 * static_cast<double>(std::uint64_t{1} << zoom));
}

}  // namespace konbit
