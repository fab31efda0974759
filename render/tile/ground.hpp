#pragma once

#include <memory>

#include "mapper/query/map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/canvas/mercator.hpp"
#include "render/tile/conditions.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {

/// Land, sea, ground cover, water, buildings (in the colour of their grade from the style's zoom
/// on), lines, and roads: casings before fills, tunnels below, bridges above, by layer.
class GroundPainter {
public:
    GroundPainter(const Map& map, const Style& style, const PaintOptions& options);
    ~GroundPainter();
    void paint(const WebMercator& scale, const PixelRect& rect, const BlockConditions& conditions,
               Canvas& canvas);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
