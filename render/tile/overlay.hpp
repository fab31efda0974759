#pragma once

#include "mapper/query/map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/canvas/mercator.hpp"
#include "render/tile/conditions.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {

/// What lies on the ground but below names: hazard areas (flood, landslide), closed and restricted
/// stretches, and below the zoom of footprints the counts of damaged buildings by grid cell. Marks,
/// pins and icons are labels (label_source.hpp).
void draw_overlay(const Map& map, const Style& style, const PaintOptions& options,
                  const WebMercator& scale, const PixelRect& rect,
                  const BlockConditions& conditions, Canvas& canvas);

}  // namespace konbit
