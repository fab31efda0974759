#include "render/label/mark_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace konbit {
namespace {

// Chords of an arc from one angle to another (radians, counter-clockwise as seen).
void add_arc(Path& to, PixelPoint middle, double radius_px, double from, double until) {
    const int chords = std::clamp(
        static_cast<int>(std::ceil(std::abs(until - from) * std::sqrt(radius_px + 1) * 2)), 3, 128);
    for (int i = 0; i <= chords; ++i) {
        const double angle = from + (until - from) * i / chords;
        to.add({middle.x + radius_px * std::cos(angle), middle.y - radius_px * std::sin(angle)});
    }
}

}  // namespace

void add_polyline(Path& to, PixelPoint at, std::initializer_list<PixelPoint> corners) {
    to.begin_part();
    for (const auto& corner : corners) to.add({at.x + corner.x, at.y + corner.y});
}

void add_polygon(Path& to, PixelPoint at, std::initializer_list<PixelPoint> corners) {
    add_polyline(to, at, corners);
    to.close_part();
}

void add_circle(Path& to, PixelPoint middle, double radius_px) {
    to.begin_part();
    add_arc(to, middle, radius_px, 0, 2 * std::numbers::pi);
    to.points.pop_back();  // the first again
    --to.parts.back().end;
    to.close_part();
}

void add_half_disc(Path& to, PixelPoint at, double radius_px) {
    to.begin_part();
    add_arc(to, at, radius_px, 0, std::numbers::pi);
    to.close_part();
}

void add_rounded_square(Path& to, PixelPoint middle, double half_px, double corner_px) {
    const double inner = half_px - corner_px;
    constexpr double kQuarter = std::numbers::pi / 2;
    to.begin_part();
    add_arc(to, {middle.x + inner, middle.y - inner}, corner_px, 0, kQuarter);
    add_arc(to, {middle.x - inner, middle.y - inner}, corner_px, kQuarter, 2 * kQuarter);
    add_arc(to, {middle.x - inner, middle.y + inner}, corner_px, 2 * kQuarter, 3 * kQuarter);
    add_arc(to, {middle.x + inner, middle.y + inner}, corner_px, 3 * kQuarter, 4 * kQuarter);
    to.close_part();
}

}  // namespace konbit
