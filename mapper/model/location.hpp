#pragma once

#include <compare>
#include <cstdint>
#include <limits>

namespace konbit {

/// A place on the WGS84 ellipsoid, longitude first, in 1e-7 degrees (OSM's own grid: 1.1 cm at most).
/// A default-constructed location is undefined, as is one outside ±180°, ±90°.
struct Location {
    static constexpr std::int32_t kUndefined = std::numeric_limits<std::int32_t>::max();
    static constexpr std::int32_t kMaxLon_e7 = 1'800'000'000;
    static constexpr std::int32_t kMaxLat_e7 = 900'000'000;

    std::int32_t lon_e7 = kUndefined;
    std::int32_t lat_e7 = kUndefined;

    [[nodiscard]] constexpr bool valid() const noexcept {
        return lon_e7 >= -kMaxLon_e7 && lon_e7 <= kMaxLon_e7 && lat_e7 >= -kMaxLat_e7 &&
               lat_e7 <= kMaxLat_e7;
    }
    [[nodiscard]] constexpr double lon() const noexcept { return lon_e7 * 1e-7; }
    [[nodiscard]] constexpr double lat() const noexcept { return lat_e7 * 1e-7; }

    auto operator<=>(const Location&) const = default;
};

/// Rounds degrees to the nearest 1e-7. Undefined if not finite or out of range.
[[nodiscard]] Location location_from_degrees(double lon, double lat) noexcept;

}  // namespace konbit
