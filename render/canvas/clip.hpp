#pragma once

#include <span>
#include <vector>

#include "render/canvas/path.hpp"

namespace konbit {

/// A box in pixels, edges included.
struct PixelBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] constexpr bool contains(const PixelBox& o) const noexcept {
        return o.left >= left && o.right <= right && o.top >= top && o.bottom <= bottom;
    }
    [[nodiscard]] constexpr bool touches(const PixelBox& o) const noexcept {
        return o.left <= right && left <= o.right && o.top <= bottom && top <= o.bottom;
    }
};
[[nodiscard]] PixelBox box_of(std::span<const PixelPoint> points) noexcept;

/// Appends what of the line lies in the box (Liang and Barsky), a part for each stay inside, with
/// its distance from the line's beginning.
void clip_line(std::span<const PixelPoint> line, const PixelBox& box, Path& to);

/// Cuts a ring (the first point not repeated) to the box, edge after edge (Sutherland and
/// Hodgman): one ring, parts of it may run to and fro along the box's edge. `spare` is scratch.
void clip_ring(std::vector<PixelPoint>& ring, const PixelBox& box, std::vector<PixelPoint>& spare);

}  // namespace konbit
