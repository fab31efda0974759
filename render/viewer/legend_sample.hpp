#pragma once

#include "render/style/legend.hpp"
#include "render/viewer/ui_painter.hpp"

namespace konbit {

/// What the map draws for a line of the key, in a small box.
void paint_legend_sample(UiPainter& painter, const LegendEntry& entry, const UiRect& box);

}  // namespace konbit
