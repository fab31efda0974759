#pragma once

#include <cmath>
#include <vector>

#include "render/canvas/mercator.hpp"

namespace konbit {

/// Drops points of a line in one pass, from its beginning: those nearer than the tolerance to the
/// line from the last point kept through the next one kept (the cone of all directions that pass
/// every point in between near enough; Zhao and Saalfeld's sleeve). Keeps both ends and whatever
/// turns back. What is kept depends on the line alone.
class LineThinner {
public:
    LineThinner(double tolerance_px, std::vector<PixelPoint>& to)
        : tolerance_{tolerance_px}, to_{to} {}

    void add(PixelPoint at) {
        if (!started_) {
            started_ = true;
            keep(at);
            return;
        }
        if (at == last_) return;
        const Vector from_kept{at.x - kept_.x, at.y - kept_.y};
        double length = std::sqrt(from_kept.x * from_kept.x + from_kept.y * from_kept.y);
        if (pending_ && (!in_cone(from_kept) || length + tolerance_ < farthest_)) {
            keep(last_);
            add_first(at);
            return;
        }
        narrow(from_kept, length);
        last_ = at;
        pending_ = true;
    }
    void finish() {
        if (pending_) keep(last_);
        started_ = false;
    }

private:
    struct Vector {
        double x = 0, y = 0;
    };
    static double cross(Vector a, Vector b) noexcept { return a.x * b.y - a.y * b.x; }

    void keep(PixelPoint at) {
        to_.push_back(at);
        kept_ = last_ = at;
        pending_ = cone_ = false;
        farthest_ = 0;
    }
    void add_first(PixelPoint at) {
        const Vector from_kept{at.x - kept_.x, at.y - kept_.y};
        narrow(from_kept, std::sqrt(from_kept.x * from_kept.x + from_kept.y * from_kept.y));
        last_ = at;
        pending_ = true;
    }
    [[nodiscard]] bool in_cone(Vector v) const noexcept {
        return !cone_ || (cross(right_, v) >= 0 && cross(v, left_) >= 0);
    }
    void narrow(Vector v, double length) noexcept {
        farthest_ = length > farthest_ ? length : farthest_;
        if (length <= tolerance_) return;  // every direction passes it near enough
        const double r = tolerance_ / length;
        const Vector left{v.x - v.y * r, v.y + v.x * r};
        const Vector right{v.x + v.y * r, v.y - v.x * r};
        if (!cone_ || cross(left, left_) > 0) left_ = left;
        if (!cone_ || cross(right_, right) > 0) right_ = right;
        cone_ = true;
    }

    double tolerance_;
    std::vector<PixelPoint>& to_;
    PixelPoint kept_, last_;
    Vector left_, right_;
    double farthest_ = 0;
    bool started_ = false, pending_ = false, cone_ = false;
};

}  // namespace konbit
