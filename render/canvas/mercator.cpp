#include "render/canvas/mercator.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

#include "mapper/model/ellipsoid.hpp"
#include "render/canvas/mercator_table.hpp"

namespace konbit {
namespace {

constexpr double kTilePx = 256;
constexpr double kClosest_zoom = 22;  ///< of a box without size

double wrapped_degrees(double lon) noexcept {
    return lon - 360 * std::floor((lon + 180) / 360);
}

std::int32_t to_e7(double degrees, double (*round)(double)) noexcept {
    // What is a hair off a grid value only through arithmetic is that value.
    const double e7 = degrees * 1e7;
    const double near = std::round(e7);
    return static_cast<std::int32_t>(std::abs(e7 - near) < 1e-3 ? near : round(e7));
}

double round_up(double x) {
    return std::ceil(x);
}
double round_down(double x) {
    return std::floor(x);
}

int to_size(double px) noexcept {
    return static_cast<int>(
        std::clamp(px, 0.0, static_cast<double>(std::numeric_limits<int>::max())));
}

double latitude_at(double y_fraction) noexcept {
    const double y = std::clamp(y_fraction, 0.0, 1.0);
    return std::atan(std::sinh(std::numbers::pi * (1 - 2 * y))) / kRadiansPerDegree;
}

}  // namespace

WebMercator::WebMercator(double zoom, double ratio)
    : zoom_{zoom}, ratio_{ratio}, world_px_{kTilePx * std::exp2(zoom) * ratio} {}

PixelPoint WebMercator::to_pixels(Location at) const noexcept {
    return {(at.lon() / 360 + 0.5) * world_px_, MercatorTable::get().y(at.lat_e7) * world_px_};
}

Location WebMercator::to_location(PixelPoint at) const noexcept {
    const double lon = wrapped_degrees((at.x / world_px_ - 0.5) * 360);
    return location_from_degrees(lon, latitude_at(at.y / world_px_));
}

BoundingBox WebMercator::box_of(const PixelRect& rect, double margin_px) const noexcept {
    const double top = static_cast<double>(rect.y) - margin_px;
    const double bottom = static_cast<double>(rect.y) + rect.height + margin_px;
    BoundingBox box;
    box.north = to_e7(latitude_at(top / world_px_), round_up);
    box.south = to_e7(latitude_at(bottom / world_px_), round_down);
    const double width = (rect.width + 2 * margin_px) / world_px_ * 360;
    if (width >= 360) {
        box.west = -Location::kMaxLon_e7;
        box.east = Location::kMaxLon_e7;
        return box;
    }
    const double left = static_cast<double>(rect.x) - margin_px;
    const double west = wrapped_degrees((left / world_px_ - 0.5) * 360);
    const double east = west + width;
    box.west = std::max(to_e7(west, round_down), -Location::kMaxLon_e7);
    box.east = to_e7(east > 180 ? east - 360 : east, round_up);
    return box;
}

PixelRect WebMercator::rect_of(const BoundingBox& box) const noexcept {
    if (box.empty()) return {};
    const PixelPoint north_west = to_pixels({box.west, box.north});
    PixelPoint south_east = to_pixels({box.east, box.south});
    if (box.crosses_antimeridian()) south_east.x += world_px_;
    const double left = std::floor(north_west.x), top = std::floor(north_west.y);
    return {static_cast<std::int64_t>(left), static_cast<std::int64_t>(top),
            to_size(std::ceil(south_east.x) - left), to_size(std::ceil(south_east.y) - top)};
}

double WebMercator::metres_per_px(Location at) const noexcept {
    const double around_m = 2 * std::numbers::pi * kEquatorRadius_m;
    return around_m * std::cos(at.lat() * kRadiansPerDegree) / world_px_;
}

double zoom_to_fit(const BoundingBox& box, int width, int height) noexcept {
    const WebMercator whole{0};
    const PixelPoint north_west = whole.to_pixels({box.west, box.north});
    PixelPoint south_east = whole.to_pixels({box.east, box.south});
    if (box.crosses_antimeridian()) south_east.x += whole.world_px();
    const double least = kTilePx / std::exp2(kClosest_zoom);
    const double times =
        std::min(std::max(width, 1) / std::max(south_east.x - north_west.x, least),
                 std::max(height, 1) / std::max(south_east.y - north_west.y, least));
    return std::min(std::log2(times), kClosest_zoom);
}

}  // namespace konbit
