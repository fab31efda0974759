#include <algorithm>
#include <cmath>

#include "mapper/model/ellipsoid.hpp"
#include "mapper/model/geodesy.hpp"

namespace konbit {
namespace {

/// Area between equator and parallel, per radian of longitude.
double strip_m2(double lat) noexcept {
    static const double eccentricity = std::sqrt(kEccentricity2);
    const double s = std::sin(lat);
    return kPolarRadius_m * kPolarRadius_m / 2 *
           (s / (1 - kEccentricity2 * s * s) + std::atanh(eccentricity * s) / eccentricity);
}

/// The mean of strip_m2 between two latitudes, by Simpson's rule on stretches of at most 2°.
double mean_strip_m2(double from, double to) noexcept {
    const int pieces = 1 + static_cast<int>(std::abs(to - from) / (2 * kRadiansPerDegree));
    const double step = (to - from) / pieces;
    double sum = 0;
    for (int i = 0; i < pieces; ++i) {
        const double start = from + i * step;
        sum += strip_m2(start) + 4 * strip_m2(start + step / 2) + strip_m2(start + step);
    }
    return sum / (6 * pieces);
}

double ring_area_m2(std::span<const Location> ring) noexcept {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const std::int64_t lon = std::int64_t{ring[i].lon_e7} - ring[i - 1].lon_e7;
        if (lon == 0) continue;
        sum += static_cast<double>(lon) * kRadiansPerE7 *
               mean_strip_m2(ring[i - 1].lat_e7 * kRadiansPerE7, ring[i].lat_e7 * kRadiansPerE7);
    }
    return std::abs(sum);
}

/// Straight in degrees, the short way round, so cut into stretches of at most 1° of longitude.
double segment_length_m(Location a, Location b) noexcept {
    const double lon =
        static_cast<double>(wrapped_e7(std::int64_t{b.lon_e7} - a.lon_e7)) * kRadiansPerE7;
    const double lat = a.lat_e7 * kRadiansPerE7;
    const int pieces = 1 + static_cast<int>(std::abs(lon) / kRadiansPerDegree);
    const double step = (b.lat_e7 * kRadiansPerE7 - lat) / pieces;
    double sum = 0;
    for (int i = 0; i < pieces; ++i) {
        sum += geodesic_m(lat + i * step, lat + (i + 1) * step, lon / pieces);
    }
    return sum;
}

double path_length_m(std::span<const Location> path) noexcept {
    double sum = 0;
    for (std::size_t i = 1; i < path.size(); ++i) sum += segment_length_m(path[i - 1], path[i]);
    return sum;
}

}  // namespace

double area_m2(const Geometry& geometry) {
    if (geometry.kind != GeometryKind::area) return 0;
    double sum = 0;
    for (const Ring& r : geometry.rings) {
        sum += (r.outer ? 1 : -1) * ring_area_m2(geometry.ring(r));
    }
    return std::max(0.0, sum);
}

double length_m(const Geometry& geometry) noexcept {
    if (geometry.kind == GeometryKind::line) return path_length_m(geometry.locations);
    if (geometry.kind != GeometryKind::area) return 0;
    double sum = 0;
    for (const Ring& r : geometry.rings) sum += path_length_m(geometry.ring(r));
    return sum;
}

}  // namespace konbit
