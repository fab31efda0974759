#pragma once

#include "render/viewer/ui_painter.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

/// The large buttons of a question and the steps before them.
void paint_answer_button(UiPainter& p, const Widget& w);
/// "1 Place … press the map".
void paint_step(UiPainter& p, const Widget& w);

}  // namespace konbit
