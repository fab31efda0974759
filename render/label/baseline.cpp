#include "render/label/baseline.hpp"

#include <algorithm>
#include <cmath>

namespace konbit {
namespace {

constexpr double kSharpest_cos = 0.766;  // of 40°

PixelPoint between(PixelPoint a, PixelPoint b, double share) {
    return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

}  // namespace

Baseline::Baseline(std::span<const PixelPoint> points) {
    points_.reserve(points.size());
    distance_.reserve(points.size());
    for (const auto& point : points) {
        const double step =
            points_.empty() ? 0
                            : std::hypot(point.x - points_.back().x, point.y - points_.back().y);
        if (!points_.empty() && !(step > 0)) continue;
        distance_.push_back(points_.empty() ? 0 : distance_.back() + step);
        points_.push_back(point);
    }
}

double Baseline::length() const noexcept {
    return distance_.empty() ? 0 : distance_.back();
}

PixelPoint Baseline::at(double distance_px) const noexcept {
    if (points_.empty()) return {};
    if (points_.size() == 1) return points_.front();
    const auto inner_begin = distance_.begin() + 1, inner_end = distance_.end() - 1;
    const auto end = std::upper_bound(inner_begin, inner_end, distance_px);
    const auto i = static_cast<std::size_t>(end - distance_.begin());
    const double share = (distance_px - distance_[i - 1]) / (distance_[i] - distance_[i - 1]);
    return between(points_[i - 1], points_[i], share);
}

Baseline::Chord Baseline::chord(double distance_px, double half_px) const noexcept {
    const PixelPoint a = at(distance_px - half_px), b = at(distance_px + half_px);
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    if (!(length > 0)) return {at(distance_px), 1, 0};
    return {between(a, b, 0.5), (b.x - a.x) / length, (b.y - a.y) / length};
}

bool bends_too_much(std::span<const PixelPoint> baseline, double text_height_px) {
    const Baseline line{baseline};
    const double half = text_height_px / 2, step = text_height_px / 4;
    if (!(step > 0)) return false;
    for (double s = half; s + half <= line.length(); s += step) {
        const auto before = line.chord(s - half / 2, half / 2);
        const auto after = line.chord(s + half / 2, half / 2);
        if (before.cos * after.cos + before.sin * after.sin < kSharpest_cos) return true;
    }
    return false;
}

}  // namespace konbit
