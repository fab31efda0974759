#pragma once

#include "mapper/query/map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/tile/conditions.hpp"

namespace konbit {

/// Below the zoom of footprints, after a disaster: squares with buildings of which nobody has
/// looked at any are hatched. Silence is no good news.
void hatch_unseen_squares(const Map& map, const Style& style, const WebMercator& scale,
                          const PixelRect& rect, const BlockConditions& conditions, Canvas& canvas);

}  // namespace konbit
