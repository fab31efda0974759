#include "render/canvas/outline.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "render/canvas/dash.hpp"

namespace konbit {
namespace {

constexpr double kArcError_px = 0.08;   ///< between an arc and its chords
constexpr double kFlatError_px = 0.06;  ///< between an arc and the corner in its stead
constexpr double kMiterLimit = 4;
constexpr double kShortest_px = 1.0 / 512;

PixelPoint turned(PixelPoint v, double cos, double sin) noexcept {
    return {v.x * cos - v.y * sin, v.x * sin + v.y * cos};
}
PixelPoint reversed(PixelPoint v) noexcept {
    return {-v.x, -v.y};
}
/// To the left of a direction as seen with y up; the side that a forward pass outlines.
PixelPoint beside(PixelPoint direction) noexcept {
    return {direction.y, -direction.x};
}
double dot(PixelPoint a, PixelPoint b) noexcept {
    return a.x * b.x + a.y * b.y;
}
double cross(PixelPoint a, PixelPoint b) noexcept {
    return a.x * b.y - a.y * b.x;
}

}  // namespace

void Outliner::set(const Stroke& stroke) {
    cap_ = stroke.cap;
    join_ = stroke.join;
    half_ = stroke.width_px / 2;
    const double step =
        half_ > kArcError_px ? std::min(2 * std::acos(1 - kArcError_px / half_), 1.6) : 1.6;
    turn_cos_ = std::cos(step);
    turn_sin_ = std::sin(step);
    // A corner reaches half / cos(turn / 2); and cos(turn) = 2 cos²(turn / 2) - 1.
    const double cos_half = half_ / (half_ + kFlatError_px);
    flat_cos_ = std::max(2 * cos_half * cos_half - 1, 0.0);
}

void Outliner::add(const Path& path, const Stroke& stroke, Path& to) {
    if (!(stroke.width_px > 0)) return;
    set(stroke);
    const bool dashed = can_dash(stroke.dash);
    for (const Path::Part& part : path.parts) {
        const auto points = path.part(part);
        if (dashed) {
            cut_dashes(points, part.closed, stroke.dash, stroke.dash_start_px + part.start_px,
                       dash_, [&](std::span<const PixelPoint> dash) { add_part(dash, false, to); });
        } else {
            add_part(points, part.closed, to);
        }
    }
}

void Outliner::measure(std::span<const PixelPoint> points, bool closed) {
    points_.clear();
    directions_.clear();
    lengths_.clear();
    const auto step = [&](PixelPoint a, PixelPoint b) {
        const double dx = b.x - a.x, dy = b.y - a.y;
        const double length = std::sqrt(dx * dx + dy * dy);
        if (!(length > kShortest_px)) return false;
        directions_.push_back({dx / length, dy / length});
        lengths_.push_back(length);
        return true;
    };
    for (const PixelPoint at : points) {
        if (points_.empty() || step(points_.back(), at)) points_.push_back(at);
    }
    if (!closed || points_.size() < 2) return;
    if (!step(points_.back(), points_.front())) points_.pop_back();
}

void Outliner::add_part(std::span<const PixelPoint> points, bool closed, Path& to) {
    measure(points, closed);
    if (points_.size() < 2) return;
    closed = closed && points_.size() > 2;
    to.begin_part();
    side(false, closed, to);
    if (closed) {
        to.close_part();
        to.begin_part();
    }
    side(true, closed, to);
    to.close_part();
}

/// One side of the line, forward or back, ending in the cap if there is one.
void Outliner::side(bool back, bool closed, Path& to) const {
    const std::size_t count = points_.size();
    const std::size_t last = count - 1;
    const auto join_at = [&](std::size_t i) {
        const std::size_t before = i == 0 ? last : i - 1;
        const double shortest = std::min(lengths_[before], lengths_[i]);
        if (back) {
            join(points_[i], reversed(directions_[i]), reversed(directions_[before]), shortest, to);
        } else {
            join(points_[i], directions_[before], directions_[i], shortest, to);
        }
    };
    if (closed) {
        for (std::size_t i = 0; i < count; ++i) join_at(back ? last - i : i);
        return;
    }
    for (std::size_t i = 1; i < last; ++i) join_at(back ? last - i : i);
    if (back) {
        cap(points_.front(), reversed(directions_.front()), to);
    } else {
        cap(points_.back(), directions_[last - 1], to);
    }
}

void Outliner::join(PixelPoint at, PixelPoint before, PixelPoint after, double shortest,
                    Path& to) const {
    const double turn_cos = dot(before, after);
    const double turn_sin = cross(before, after);
    const bool inner = turn_sin < 0;  // the line turns towards this side
    const PixelPoint from = beside(before), until = beside(after);
    const double corner = half_ / (1 + turn_cos);  // times the sum of both
    const bool one_point =
        inner ? turn_cos > -0.9 && -turn_sin * corner < shortest / 2
              : turn_cos > flat_cos_ || (join_ == Stroke::Join::miter &&
                                         2 < kMiterLimit * kMiterLimit * (1 + turn_cos));
    if (one_point) {
        to.add({at.x + (from.x + until.x) * corner, at.y + (from.y + until.y) * corner});
        return;
    }
    to.add({at.x + from.x * half_, at.y + from.y * half_});
    if (inner) {
        to.add(at);  // then what overlaps only overlaps, and cuts nothing out
    } else if (join_ == Stroke::Join::round) {
        arc(at, from, until, to);
    }
    to.add({at.x + until.x * half_, at.y + until.y * half_});
}

/// The points between two directions less than half a turn apart, both left out.
void Outliner::arc(PixelPoint at, PixelPoint from, PixelPoint until, Path& to) const {
    PixelPoint v = turned(from, turn_cos_, turn_sin_);
    for (int i = 0; i < 256 && (cross(v, until) > 0 || (i == 0 && dot(from, until) < -0.999));
         ++i) {
        to.add({at.x + v.x * half_, at.y + v.y * half_});
        v = turned(v, turn_cos_, turn_sin_);
    }
}

void Outliner::cap(PixelPoint at, PixelPoint direction, Path& to) const {
    const PixelPoint from = beside(direction);
    const double beyond = cap_ == Stroke::Cap::square ? half_ : 0;
    const PixelPoint end{at.x + direction.x * beyond, at.y + direction.y * beyond};
    to.add({end.x + from.x * half_, end.y + from.y * half_});
    if (cap_ == Stroke::Cap::round) {
        arc(at, from, direction, to);
        to.add({at.x + direction.x * half_, at.y + direction.y * half_});
        arc(at, direction, reversed(from), to);
    }
    to.add({end.x - from.x * half_, end.y - from.y * half_});
}

}  // namespace konbit
