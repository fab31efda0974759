// Bounds without geodesics. The ellipsoid is mapped to a sphere of geodetic latitudes, whose radius
// is the smallest radius of curvature that a path could meet: no path is shorter there.
#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/ellipsoid.hpp"
#include "mapper/model/geodesy.hpp"

namespace konbit {
namespace {

using std::numbers::pi;

/// Radians of longitude to the nearer side of the box; 0 between its sides.
double lon_gap(Location from, const BoundingBox& box) noexcept {
    std::int64_t width = std::int64_t{box.east} - box.west;
    if (width < 0) width += kTurn_e7;
    const std::int64_t offset =
        ((std::int64_t{from.lon_e7} - box.west) % kTurn_e7 + kTurn_e7) % kTurn_e7;
    if (offset <= width) return 0;
    return static_cast<double>(std::min(offset - width, kTurn_e7 - offset)) * kRadiansPerE7;
}

/// A place and a box on the sphere of geodetic latitudes, in radians.
struct SphereGap {
    double lat;      // of the place
    double cos_lat;  // of the place
    double south;
    double north;
    double lon;  // > 0

    /// The exact angle to the side of the box that is nearer.
    [[nodiscard]] double exact_angle() const noexcept {
        const double sine_part = std::sin(lat);
        const double cosine_part = cos_lat * std::cos(lon);
        const double best_lat = std::atan2(sine_part, cosine_part);
        const auto hav = [&](double at) {
            const double a = std::sin((at - lat) / 2);
            const double b = std::sin(lon / 2);
            return a * a + cos_lat * std::cos(at) * b * b;
        };
        const double h = best_lat >= south && best_lat <= north ? hav(best_lat)
                                                                : std::min(hav(south), hav(north));
        return 2 * std::asin(std::min(1.0, std::sqrt(h)));
    }

    /// For small gaps: never more than the angle, by series that end below their sum.
    [[nodiscard]] double small_angle() const noexcept {
        const double gap = std::max({south - lat, lat - north, 0.0});
        // The nearest place on a meridian lies poleward, by less than lon² / 4 (1 + a little).
        // Beyond that a corner is nearest; else the distance to the whole meridian serves.
        if (gap <= 0.26 * lon * lon) {
            const double sine = cos_lat * (lon - lon * lon * lon / 6);
            return sine + sine * sine * sine / 6;
        }
        const double corner = lat < south ? south : north;
        const double a = gap / 2 - gap * gap * gap / 48;
        const double b = lon / 2 - lon * lon * lon / 48;
        const double half = std::sqrt(a * a + cos_lat * std::cos(corner) * b * b);
        return 2 * half;
    }

    [[nodiscard]] double angle() const noexcept {
        const bool small =
            lon <= 0.1 && lon <= 0.25 * cos_lat && lat - north < 0.1 && south - lat < 0.1;
        return small ? small_angle() : exact_angle();
    }
};

/// At most the smallest radius of curvature on any path of that angle from a latitude. A path of
/// length D reaches latitudes within D / kSmallestRadius_m; 1.0102 is polar over smallest radius.
double smallest_radius_m(double cos_lat, double angle) noexcept {
    const double sin2 = std::max(0.0, 1 - cos_lat * cos_lat - 1.0102 * angle);
    return kSmallestRadius_m * (1 + 1.5 * kEccentricity2 * sin2);
}

std::int32_t lat_e7(double lat) noexcept {
    return static_cast<std::int32_t>(std::clamp(lat / kRadiansPerE7, -double(Location::kMaxLat_e7),
                                                double(Location::kMaxLat_e7)));
}

}  // namespace

double distance_lower_bound_m(Location from, const BoundingBox& box) noexcept {
    if (box.empty() || !from.valid()) return std::numeric_limits<double>::infinity();
    const double lat = from.lat_e7 * kRadiansPerE7;
    SphereGap gap{lat, 0, box.south * kRadiansPerE7, box.north * kRadiansPerE7, lon_gap(from, box)};
    const double lat_gap = std::max({gap.south - lat, lat - gap.north, 0.0});
    if (gap.lon == 0 && lat_gap == 0) return 0;
    gap.cos_lat = std::cos(lat);
    const double angle = gap.lon == 0 ? lat_gap : gap.angle();
    // The last terms cover the rounding here and in the distances compared with.
    return std::max(0.0, angle * smallest_radius_m(gap.cos_lat, angle) * (1 - 1e-6) - 1e-8);
}

BoundingBox box_around(Location center, double radius_m) noexcept {
    if (!center.valid()) return {};
    radius_m = radius_m > 0 ? std::min(radius_m, 3e7) : 0.0;
    const double lat = center.lat_e7 * kRadiansPerE7;
    const double cos_lat = std::cos(lat);
    // The lower bound of distances turned round, plus one step of the grid.
    const double angle =
        radius_m * (1 + 2e-6) / smallest_radius_m(cos_lat, radius_m / kSmallestRadius_m) +
        kRadiansPerE7;
    BoundingBox box{-Location::kMaxLon_e7, lat_e7(lat - angle), Location::kMaxLon_e7,
                    lat_e7(lat + angle)};
    if (std::abs(lat) + angle >= pi / 2) return box;
    const double lon = std::asin(std::min(1.0, std::sin(angle) / cos_lat));
    const auto lon_e7 = static_cast<std::int64_t>(lon / kRadiansPerE7) + 1;
    box.west = static_cast<std::int32_t>(wrapped_e7(center.lon_e7 - lon_e7));
    box.east = static_cast<std::int32_t>(wrapped_e7(center.lon_e7 + lon_e7));
    return box;
}

}  // namespace konbit
