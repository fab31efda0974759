#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>

namespace konbit {

/// WGS84, and the few formulas on it that the model's own sources share. Angles in radians.
inline constexpr double kEquatorRadius_m = 6'378'137.0;
inline constexpr double kFlattening = 1.0 / 298.257223563;
inline constexpr double kEccentricity2 = kFlattening * (2 - kFlattening);
inline constexpr double kPolarRadius_m = kEquatorRadius_m * (1 - kFlattening);
/// The smallest radius of curvature there is: along the meridian, at the equator.
inline constexpr double kSmallestRadius_m = kEquatorRadius_m * (1 - kEccentricity2);

inline constexpr double kRadiansPerDegree = std::numbers::pi / 180;
inline constexpr double kRadiansPerE7 = kRadiansPerDegree * 1e-7;

/// All the way round, in 1e-7 degrees.
inline constexpr std::int64_t kTurn_e7 = 3'600'000'000;

/// A longitude, or a difference of two (the short way round), brought within ±180°.
[[nodiscard]] constexpr std::int64_t wrapped_e7(std::int64_t lon_e7) noexcept {
    if (lon_e7 > kTurn_e7 / 2) return lon_e7 - kTurn_e7;
    return lon_e7 < -kTurn_e7 / 2 ? lon_e7 + kTurn_e7 : lon_e7;
}

/// Metres per radian of latitude and of longitude.
struct LocalScale {
    double meridian_m;
    double parallel_m;
};

[[nodiscard]] inline LocalScale local_scale(double sin_lat, double cos_lat) noexcept {
    const double w2 = 1 - kEccentricity2 * sin_lat * sin_lat;
    const double across_m = kEquatorRadius_m / std::sqrt(w2);
    return {across_m * (1 - kEccentricity2) / w2, across_m * cos_lat};
}

/// Geodesic distance in metres between two places whose longitudes differ by `lon_diff`:
/// Gauss's mid-latitude formula, then Bowring's, where each is right to less than 1 mm, else
/// Karney's.
[[nodiscard]] double geodesic_m(double from_lat, double to_lat, double lon_diff) noexcept;

}  // namespace konbit
