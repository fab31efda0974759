#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>

#include "mapper/model/location.hpp"

namespace konbit {

/// A closed box in 1e-7 degrees: west, south, east, north. A default box is empty.
/// Boxes of stored things have west <= east. A box asked for may have west > east: it crosses
/// the antimeridian; `split_at_antimeridian` turns it into boxes that do not.
struct BoundingBox {
    std::int32_t west = std::numeric_limits<std::int32_t>::max();
    std::int32_t south = std::numeric_limits<std::int32_t>::max();
    std::int32_t east = std::numeric_limits<std::int32_t>::min();
    std::int32_t north = std::numeric_limits<std::int32_t>::min();

    [[nodiscard]] constexpr bool empty() const noexcept { return south > north; }
    [[nodiscard]] constexpr bool crosses_antimeridian() const noexcept {
        return !empty() && west > east;
    }
    constexpr void extend(Location at) noexcept {
        west = std::min(west, at.lon_e7);
        south = std::min(south, at.lat_e7);
        east = std::max(east, at.lon_e7);
        north = std::max(north, at.lat_e7);
    }
    constexpr void extend(const BoundingBox& other) noexcept {
        west = std::min(west, other.west);
        south = std::min(south, other.south);
        east = std::max(east, other.east);
        north = std::max(north, other.north);
    }
    [[nodiscard]] constexpr bool contains(Location at) const noexcept {
        return at.lon_e7 >= west && at.lon_e7 <= east && at.lat_e7 >= south && at.lat_e7 <= north;
    }
    [[nodiscard]] constexpr bool contains(const BoundingBox& other) const noexcept {
        return other.west >= west && other.east <= east && other.south >= south &&
               other.north <= north;
    }
    [[nodiscard]] constexpr bool intersects(const BoundingBox& other) const noexcept {
        return west <= other.east && other.west <= east && south <= other.north &&
               other.south <= north;
    }
    [[nodiscard]] constexpr Location center() const noexcept {
        return {static_cast<std::int32_t>((std::int64_t{west} + east) / 2),
                static_cast<std::int32_t>((std::int64_t{south} + north) / 2)};
    }
    bool operator==(const BoundingBox&) const = default;
};

/// One or two boxes with west <= east that cover the same ground; the second is empty if not needed.
[[nodiscard]] constexpr std::array<BoundingBox, 2> split_at_antimeridian(
    const BoundingBox& box) noexcept {
    if (!box.crosses_antimeridian()) return {box, BoundingBox{}};
    return {BoundingBox{box.west, box.south, Location::kMaxLon_e7, box.north},
            BoundingBox{-Location::kMaxLon_e7, box.south, box.east, box.north}};
}

}  // namespace konbit
