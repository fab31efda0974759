#pragma once

#include "render/viewer/controls.hpp"
#include "render/viewer/ui_painter.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

/// A pin, its tip at `tip`. `ring`: the black ring of what is selected.
void paint_pin(UiPainter& painter, const PinLook& look, PixelPoint tip, double ratio, bool ring);

/// As a picture with holes for the map; `at` and `selected` are set.
[[nodiscard]] Pin make_pin(const TextPainter& texts, const PinLook& look, Location at,
                           bool selected);

}  // namespace konbit
