#pragma once

#include "render/viewer/ui_painter.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

struct WidgetState {
    bool focused = false;  ///< and the ring is to be seen
    bool typing = false;   ///< a field that has the focus: with cursor
};

/// Draws one widget where it lies (`at`, in the image).
void paint_widget(UiPainter& painter, const Widget& widget, WidgetState state);

/// How high a widget is at that width. `compact`: rows of two lines, for low windows.
[[nodiscard]] int height_of(const Widget& widget, const TextPainter& texts, int width,
                            bool compact);
/// How wide toggles, segments and buttons want to be.
[[nodiscard]] int width_of(const Widget& widget, const TextPainter& texts);

}  // namespace konbit
