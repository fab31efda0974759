#pragma once

#include <compare>
#include <cstdint>
#include <map>

#include "render/canvas/mercator.hpp"
#include "render/style/style.hpp"
#include "render/tile/conditions.hpp"

namespace konbit {

/// Below the zoom of footprints, buildings are counted by squares of the world.
inline constexpr int kGridSquare_px = 64;
[[nodiscard]] bool shows_damage_grid(const Style& style, double zoom) noexcept;

/// A square's place: its upper left corner in world pixels is (x, y) · kGridSquare_px · ratio.
struct GridSquare {
    std::int64_t x = 0, y = 0;
    auto operator<=>(const GridSquare&) const = default;
};
struct GridCount {
    std::uint64_t damaged = 0;    ///< slight or worse
    std::uint64_t looked_at = 0;  ///< of those somebody gave a grade, also "none seen"
    Grade worst = Grade::unknown;
    ObjectId first;  ///< one of the damaged, the lowest id
    FeatureIndex feature;
};
/// The squares whose middles lie in the rectangle, as far as something is known there. Things
/// count by their representative points.
[[nodiscard]] std::map<GridSquare, GridCount> damage_grid(const WebMercator& scale,
                                                          const PixelRect& rect,
                                                          const BlockConditions& conditions);

}  // namespace konbit
