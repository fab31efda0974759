#pragma once

#include "render/viewer/ui_painter.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

/// A row of a list: its sign, words, and what is known, with the doubts beside the mark.
void paint_row(UiPainter& p, const Widget& w);
/// A mark, words, and a number at the right.
void paint_count(UiPainter& p, const Widget& w);
/// Where the words of a count begin, in pixels at text size 1.
[[nodiscard]] constexpr int indent_of_count(bool badge) noexcept {
    return badge ? 50 : 32;
}

}  // namespace konbit
