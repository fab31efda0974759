#pragma once

#include "render/viewer/ui_painter.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

/// From or to, and the place.
void paint_endpoint(UiPainter& p, const Widget& w);
/// One of the directions, numbered.
void paint_step_line(UiPainter& p, const Widget& w);
inline constexpr int kStepIndent_px = 36;
/// The answer of a way: its block, what it takes, and why.
void paint_verdict(UiPainter& p, const Widget& w);
[[nodiscard]] int height_of_verdict(const Widget& w, const TextPainter& texts, int width);

}  // namespace konbit
