#pragma once

#include "mapper/query/map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/tile/conditions.hpp"

namespace konbit {

/// Roads that are closed (dashed on black), restricted, or of which nobody knows (dashed), along
/// their whole length or the stretch that is spoken of.
void draw_stretches(const Map& map, const Style& style, const WebMercator& scale,
                    const PixelRect& rect, const BlockConditions& conditions, Canvas& canvas);

}  // namespace konbit
