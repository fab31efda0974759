#include "mapper/model/geodesy.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/ellipsoid.hpp"

namespace konbit {

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
    std::int64_t lon = std::int64_t{to.lon_e7} - from.lon_e7;
    if (lon > Location::kMaxLon_e7) lon -= kTurn_e7;
    if (lon < -Location::kMaxLon_e7) lon += kTurn_e7;
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
