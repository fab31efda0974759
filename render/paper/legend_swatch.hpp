#pragma once

#include "render/canvas/canvas.hpp"
#include "render/label/text_shaper.hpp"
#include "render/style/legend.hpp"

namespace konbit {

/// Where a sample of the key goes, in pixels.
struct SwatchBox {
    PixelPoint middle;
    double width_px = 0, height_px = 0;
};

/// Draws what the map draws for a line of its key, at that zoom.
void draw_swatch(Canvas& canvas, TextShaper& shaper, const LegendEntry& entry, double zoom,
                 double ratio, const SwatchBox& box);

}  // namespace konbit
