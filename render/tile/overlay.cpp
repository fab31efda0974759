#include "render/tile/overlay.hpp"

#include "render/tile/overlay_grid.hpp"
#include "render/tile/overlay_hazards.hpp"
#include "render/tile/overlay_stretches.hpp"

namespace konbit {

void draw_overlay(const Map& map, const Style& style, const PaintOptions& options,
                  const WebMercator& scale, const PixelRect& rect,
                  const BlockConditions& conditions, Canvas& canvas) {
    const auto& hidden = options.hidden_layers;
    if (std::find(hidden.begin(), hidden.end(), "damage") != hidden.end()) return;
    hatch_unseen_squares(map, style, scale, rect, conditions, canvas);
    draw_hazards(map, style, scale, rect, conditions, canvas);
    draw_stretches(map, style, scale, rect, conditions, canvas);
}

}  // namespace konbit
