#include "render/tile/outside.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "render/tile/area_layers.hpp"

namespace konbit {
namespace {

/// What stands at the edge of the data stays on the map with its stroke.
constexpr double kMargin_px = 4;
/// Beyond the picture, so that strokes do not end in it.
constexpr double kReach_px = 16;

struct Frame {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool holds(const Frame& other) const noexcept {
        return left <= other.left && other.right <= right && top <= other.top &&
               other.bottom <= bottom;
    }
    [[nodiscard]] bool empty() const noexcept { return left >= right || top >= bottom; }
};

[[nodiscard]] bool spans_the_world(const BoundingBox& bounds) noexcept {
    return std::int64_t{bounds.east} - bounds.west > Location::kMaxLon_e7;
}

/// The bounds on whole pixels, in the copy of the world that begins at x = 0.
[[nodiscard]] Frame frame_of(const BoundingBox& bounds, const WebMercator& scale) noexcept {
    const double margin = kMargin_px * scale.ratio();
    const PixelPoint first = scale.to_pixels({bounds.west, bounds.north});
    const PixelPoint last = scale.to_pixels({bounds.east, bounds.south});
    return {std::floor(first.x - margin), std::floor(first.y - margin), std::ceil(last.x + margin),
            std::ceil(last.y + margin)};
}

/// The copies of the frame around the world that reach near the picture.
[[nodiscard]] std::vector<Frame> copies_near(Frame frame, bool around, const Frame& near,
                                             double world_px) {
    if (around) {
        frame.left = near.left - kReach_px;
        frame.right = near.right + kReach_px;
        return {frame};
    }
    std::vector<Frame> copies;
    for (double copy = std::floor((near.left - frame.right) / world_px);; ++copy) {
        const double left = frame.left + copy * world_px;
        if (left > near.right) return copies;
        const double right = frame.right + copy * world_px;
        if (right >= near.left) copies.push_back({left, frame.top, right, frame.bottom});
    }
}

void add_rectangle(const Frame& frame, Path& to) {
    to.begin_part();
    to.add({frame.left, frame.top});
    to.add({frame.right, frame.top});
    to.add({frame.right, frame.bottom});
    to.add({frame.left, frame.bottom});
    to.close_part();
}

/// One side of a frame, as far as it is near the picture; its dashes begin at the frame's corner,
/// so that pictures side by side fit.
void add_side(PixelPoint from, PixelPoint to, const Frame& near, Path& path) {
    const PixelPoint a{std::clamp(from.x, near.left, near.right),
                       std::clamp(from.y, near.top, near.bottom)};
    const PixelPoint b{std::clamp(to.x, near.left, near.right),
                       std::clamp(to.y, near.top, near.bottom)};
    const bool level = from.y == to.y;
    if (level ? a.y != from.y || a.x >= b.x : a.x != from.x || a.y >= b.y) return;
    path.begin_part();
    path.parts.back().start_px = level ? a.x - from.x : a.y - from.y;
    path.add(a);
    path.add(b);
}

void add_sides(const Frame& frame, const Frame& near, Path& path) {
    add_side({frame.left, frame.top}, {frame.right, frame.top}, near, path);
    add_side({frame.left, frame.bottom}, {frame.right, frame.bottom}, near, path);
    add_side({frame.left, frame.top}, {frame.left, frame.bottom}, near, path);
    add_side({frame.right, frame.top}, {frame.right, frame.bottom}, near, path);
}

[[nodiscard]] Frame moved(const Frame& frame, PixelPoint by) noexcept {
    return {frame.left - by.x, frame.top - by.y, frame.right - by.x, frame.bottom - by.y};
}

}  // namespace

bool Outside::is_seen_in(const BoundingBox& ground) const noexcept {
    if (bounds_.empty()) return true;
    if (ground.south < bounds_.south || ground.north > bounds_.north) return true;
    if (spans_the_world(bounds_)) return false;
    return ground.crosses_antimeridian() || ground.west < bounds_.west ||
           ground.east > bounds_.east;
}

void Outside::paint(const Style& style, const WebMercator& scale, const PixelRect& rect,
                    Canvas& canvas) const {
    const PixelPoint origin{static_cast<double>(rect.x), static_cast<double>(rect.y)};
    const double reach = kReach_px * scale.ratio();
    const Frame picture{0, 0, static_cast<double>(rect.width), static_cast<double>(rect.height)};
    const Frame near{-reach, -reach, picture.right + reach, picture.bottom + reach};
    Path ground, sides, scratch;
    add_rectangle(near, ground);
    if (!bounds_.empty()) {
        const Frame all = frame_of(bounds_, scale);
        for (const Frame& copy :
             copies_near(moved(all, origin), spans_the_world(bounds_), near, scale.world_px())) {
            if (copy.holds(near)) return;
            const Frame seen{std::max(copy.left, near.left), std::max(copy.top, near.top),
                             std::min(copy.right, near.right), std::min(copy.bottom, near.bottom)};
            if (!seen.empty()) add_rectangle(seen, ground);
            add_sides(copy, near, sides);
        }
    }
    AreaLayers areas{style, canvas, scale, origin, scratch};
    const AreaPaint& paint = *style.outside().area;
    // Even-odd: the bounds are holes. Copies of the world do not overlap.
    if (paint.fill.visible()) canvas.fill(ground, paint.fill, Canvas::FillRule::even_odd);
    if (paint.pattern != Pattern::plain && paint.pattern_color.visible()) {
        canvas.fill_pattern(ground, paint.pattern, paint.pattern_color, origin, scale.ratio());
    }
    areas.edge(paint, sides);
}

}  // namespace konbit
