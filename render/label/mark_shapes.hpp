#pragma once

#include <initializer_list>

#include "render/canvas/canvas.hpp"

namespace konbit {

/// Appends closed shapes around a place; offsets and sizes in pixels.
void add_polygon(Path& to, PixelPoint at, std::initializer_list<PixelPoint> corners);
void add_circle(Path& to, PixelPoint middle, double radius_px);
/// The upper half of a disc that stands on `at`'s height.
void add_half_disc(Path& to, PixelPoint at, double radius_px);
void add_rounded_square(Path& to, PixelPoint middle, double half_px, double corner_px);
/// An open line through the corners.
void add_polyline(Path& to, PixelPoint at, std::initializer_list<PixelPoint> corners);

}  // namespace konbit
