#pragma once

#include "mapper/query/map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/tile/conditions.hpp"

namespace konbit {

/// Flooded areas and landslides, in the patterns of Style::hazard; those that are only reported as a
/// spot.
void draw_hazards(const Map& map, const Style& style, const WebMercator& scale,
                  const PixelRect& rect, const BlockConditions& conditions, Canvas& canvas);

}  // namespace konbit
