#include "render/label/missing_glyph.hpp"

#include <array>

namespace konbit {
namespace {

// Digits 0 … F by the bars of a seven-segment display: bit 0 the top one, then clockwise, bit 6
// the middle one.
constexpr std::array<std::uint8_t, 16> kBars{0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07,
                                             0x7F, 0x6F, 0x77, 0x7C, 0x39, 0x5E, 0x79, 0x71};

struct Rect {
    float left, top, right, bottom;
};

void add_rect(const Rect& r, GlyphOutline& to) {
    to.move({r.left, r.top});
    to.line({r.right, r.top});
    to.line({r.right, r.bottom});
    to.line({r.left, r.bottom});
}
void add_hole(const Rect& r, GlyphOutline& to) {
    to.move({r.left, r.top});
    to.line({r.left, r.bottom});
    to.line({r.right, r.bottom});
    to.line({r.right, r.top});
}

void add_digit(unsigned digit, const Rect& r, float pen, GlyphOutline& to) {
    const float middle = (r.top + r.bottom) / 2;
    const std::array<Rect, 7> bars{{{r.left, r.top, r.right, r.top + pen},
                                    {r.right - pen, r.top, r.right, middle},
                                    {r.right - pen, middle, r.right, r.bottom},
                                    {r.left, r.bottom - pen, r.right, r.bottom},
                                    {r.left, middle, r.left + pen, r.bottom},
                                    {r.left, r.top, r.left + pen, middle},
                                    {r.left, middle - pen / 2, r.right, middle + pen / 2}}};
    for (std::size_t bar = 0; bar < bars.size(); ++bar) {
        if ((kBars[digit] >> bar & 1U) != 0) add_rect(bars[bar], to);
    }
}

}  // namespace

GlyphOutline missing_glyph(std::uint32_t character, double width_px, double size_px) {
    const auto w = static_cast<float>(width_px), em = static_cast<float>(size_px);
    const float pen = em / 24, side = em / 16;
    const Rect frame{side, -0.78F * em, w - side, 0.08F * em};
    GlyphOutline glyph;
    if (frame.right - frame.left < 4 * pen) return glyph;
    add_rect(frame, glyph);
    add_hole({frame.left + pen, frame.top + pen, frame.right - pen, frame.bottom - pen}, glyph);
    // Two rows of two digits, or of three beyond the first plane.
    const int columns = character > 0xFFFF ? 3 : 2;
    const float column = (frame.right - frame.left - 2 * pen) / static_cast<float>(columns);
    const float row = (frame.bottom - frame.top - 2 * pen) / 2;
    const float gap_x = column * 0.18F, gap_y = row * 0.16F;
    for (int i = 0; i < 2 * columns; ++i) {
        const unsigned digit = character >> (4U * static_cast<unsigned>(2 * columns - 1 - i)) & 15U;
        const float left = frame.left + pen + column * static_cast<float>(i % columns);
        const float top = frame.top + pen + row * static_cast<float>(i / columns);
        add_digit(digit, {left + gap_x, top + gap_y, left + column - gap_x, top + row - gap_y}, pen,
                  glyph);
    }
    return glyph;
}

}  // namespace konbit
