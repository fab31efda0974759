#include "mapper/model/geodesy.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/ellipsoid.hpp"

namespace konbit {
namespace {

/// Where `bowring_m` is right to less than 1 mm: up to 90 km, not close to a pole.
bool within_bowring(double from_lat, double to_lat, double lon_diff) noexcept {
    constexpr double kMost = 90'000 / kEquatorRadius_m;
    constexpr double kMostLat = 84 * kRadiansPerDegree;
    if (std::abs(from_lat) > kMostLat || std::abs(to_lat) > kMostLat) return false;
    const double north = to_lat - from_lat;
    const double east = lon_diff * std::cos(std::min(std::abs(from_lat), std::abs(to_lat)));
    return north * north + east * east < kMost * kMost;
}

/// Bowring's solution for lines up to 150 km (Survey Review 26, 1981): seven times as fast as
/// the general one, and nearest searches need many distances.
double bowring_m(double from_lat, double to_lat, double lon_diff) noexcept {
    constexpr double kSecond2 = kEccentricity2 / (1 - kEccentricity2);
    const double sine = std::sin(from_lat);
    const double cosine = std::cos(from_lat);
    const double cosine2 = cosine * cosine;
    const double a = std::sqrt(1 + kSecond2 * cosine2 * cosine2);
    const double b2 = 1 + kSecond2 * cosine2;
    const double b = std::sqrt(b2);
    const double lat_diff = to_lat - from_lat;
    const double bend = 3 * kSecond2 / (4 * b2) * lat_diff * std::sin(2 * from_lat + lat_diff * 2 / 3);
    const double north = lat_diff / (2 * b) * (1 + bend);
    const double east = a * lon_diff / 2;
    const double sin_north = std::sin(north);
    const double cos_north = std::cos(north);
    const double e = sin_north * std::cos(east);
    const double f = std::sin(east) * (b * cosine * cos_north - sine * sin_north) / a;
    return kEquatorRadius_m * std::sqrt(1 + kSecond2) / b2 * 2 * std::asin(std::sqrt(e * e + f * f));
}

}  // namespace

double geodesic_m(double from_lat, double to_lat, double lon_diff) noexcept {
    const double lat_diff = to_lat - from_lat;
    if (std::abs(lat_diff) < 2e-3 && std::abs(lon_diff) < 2e-2) {
        const double middle = (from_lat + to_lat) / 2;
        const double cosine = std::cos(middle);
        const LocalScale scale = local_scale(std::sin(middle), cosine);
        const double north_m = scale.meridian_m * lat_diff;
        const double east_m = scale.parallel_m * lon_diff;
        const double distance = std::sqrt(north_m * north_m + east_m * east_m);
        // The error is about d³ (1 + tan²) / 24 R²: 0.3 mm where this holds.
        if (distance * distance * distance < 2.5e11 * cosine * cosine) return distance;
    }
    if (within_bowring(from_lat, to_lat, lon_diff)) return bowring_m(from_lat, to_lat, lon_diff);
    // Rounding must not lead past a pole, where GeographicLib knows no answer.
    const auto degrees = [](double lat) {
        return std::clamp(lat / kRadiansPerDegree, -90.0, 90.0);
    };
    double distance = 0;
    GeographicLib::Geodesic::WGS84().Inverse(degrees(from_lat), 0, degrees(to_lat),
                                             lon_diff / kRadiansPerDegree, distance);
    return distance;
}

double distance_m(Location from, Location to) noexcept {
    if (!from.valid() || !to.valid()) return std::numeric_limits<double>::infinity();
    const std::int64_t lon = wrapped_e7(std::int64_t{to.lon_e7} - from.lon_e7);
    return geodesic_m(from.lat_e7 * kRadiansPerE7, to.lat_e7 * kRadiansPerE7,
                      static_cast<double>(lon) * kRadiansPerE7);
}

double bearing_deg(Location from, Location to) noexcept {
    if (from == to) return 0;
    double azimuth = 0;
    double back = 0;
    GeographicLib::Geodesic::WGS84().Inverse(from.lat(), from.lon(), to.lat(), to.lon(), azimuth,
                                             back);
    if (azimuth < 0) azimuth += 360;
    return azimuth < 360 ? azimuth : 0;
}

}  // namespace konbit
