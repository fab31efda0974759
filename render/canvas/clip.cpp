#include "render/canvas/clip.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace konbit {
namespace {

struct Stretch {
    double from = 0, to = 1;  ///< parts of the segment
};

/// Narrows the stretch to where `at + t · step` is no more than `limit`.
bool cut(double at, double step, double limit, Stretch& stretch) noexcept {
    if (step == 0) return at <= limit;
    const double t = (limit - at) / step;
    if (step > 0) {
        stretch.to = std::min(stretch.to, t);
    } else {
        stretch.from = std::max(stretch.from, t);
    }
    return stretch.from <= stretch.to;
}

bool inside(PixelPoint a, PixelPoint b, const PixelBox& box, Stretch& stretch) noexcept {
    const double dx = b.x - a.x, dy = b.y - a.y;
    return cut(a.x, dx, box.right, stretch) && cut(-a.x, -dx, -box.left, stretch) &&
           cut(a.y, dy, box.bottom, stretch) && cut(-a.y, -dy, -box.top, stretch);
}

PixelPoint between(PixelPoint a, PixelPoint b, double t) noexcept {
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/// `depth` is how far inside a point lies of one edge of the box.
template <class Depth>
void clip_edge(const std::vector<PixelPoint>& ring, std::vector<PixelPoint>& to, Depth depth) {
    to.clear();
    if (ring.empty()) return;
    PixelPoint before = ring.back();
    double depth_before = depth(before);
    for (const PixelPoint at : ring) {
        const double depth_at = depth(at);
        if ((depth_before < 0) != (depth_at < 0)) {
            to.push_back(between(before, at, depth_before / (depth_before - depth_at)));
        }
        if (depth_at >= 0) to.push_back(at);
        before = at;
        depth_before = depth_at;
    }
}

}  // namespace

PixelBox box_of(std::span<const PixelPoint> points) noexcept {
    if (points.empty()) return {};
    PixelBox box{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const PixelPoint at : points) {
        box.left = std::min(box.left, at.x);
        box.right = std::max(box.right, at.x);
        box.top = std::min(box.top, at.y);
        box.bottom = std::max(box.bottom, at.y);
    }
    return box;
}

void clip_line(std::span<const PixelPoint> line, const PixelBox& box, Path& to) {
    bool open = false;  // the last part ends where the next segment begins
    double along_px = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        const PixelPoint a = line[i - 1], b = line[i];
        const double dx = b.x - a.x, dy = b.y - a.y;
        const double length = std::sqrt(dx * dx + dy * dy);
        Stretch stretch;
        if (inside(a, b, box, stretch)) {
            if (!open || stretch.from > 0) {
                to.begin_part();
                to.parts.back().start_px = along_px + stretch.from * length;
                to.add(stretch.from > 0 ? between(a, b, stretch.from) : a);
            }
            to.add(stretch.to < 1 ? between(a, b, stretch.to) : b);
            open = stretch.to >= 1;
        } else {
            open = false;
        }
        along_px += length;
    }
}

void clip_ring(std::vector<PixelPoint>& ring, const PixelBox& box, std::vector<PixelPoint>& spare) {
    const PixelBox reach = box_of(ring);
    const auto edge = [&](bool needed, auto depth) {
        if (!needed) return;
        clip_edge(ring, spare, depth);
        std::swap(ring, spare);
    };
    edge(reach.left < box.left, [&](PixelPoint p) { return p.x - box.left; });
    edge(reach.right > box.right, [&](PixelPoint p) { return box.right - p.x; });
    edge(reach.top < box.top, [&](PixelPoint p) { return p.y - box.top; });
    edge(reach.bottom > box.bottom, [&](PixelPoint p) { return box.bottom - p.y; });
}

}  // namespace konbit
