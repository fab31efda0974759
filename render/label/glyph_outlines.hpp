#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "render/canvas/path.hpp"

struct hb_font_t;

namespace konbit {

/// The shape of one glyph: curves in pixels of the size it was taken at, y down, from the pen.
struct GlyphOutline {
    enum class Verb : std::uint8_t { move, line, quadratic, cubic };
    struct Point {
        float x = 0, y = 0;
    };
    std::vector<Verb> verbs;
    std::vector<Point> points;
    float top = 0, bottom = 0;  ///< of its control points

    [[nodiscard]] bool empty() const noexcept { return verbs.empty(); }
    void move(Point to);
    void line(Point to);
    void quadratic(Point by, Point to);
    void cubic(Point by, Point by2, Point to);

private:
    void add(Point point);
};

/// Turns and moves the points of an outline: (x, y) → (xx·x + xy·y + x0, yx·x + yy·y + y0).
struct GlyphPlace {
    double xx = 1, xy = 0, x0 = 0;
    double yx = 0, yy = 1, y0 = 0;
};

/// Appends the outline with its curves as chords that leave them by less than an eighth of a pixel.
void append_outline(const GlyphOutline& outline, const GlyphPlace& place, Path& to);

/// Outlines of glyphs, each taken from its font once and kept.
class GlyphOutlines {
public:
    /// `font_number` tells fonts apart; `units_per_px` is the font's scale.
    [[nodiscard]] std::shared_ptr<const GlyphOutline> of(hb_font_t* font, std::uint32_t font_number,
                                                         std::uint32_t glyph, double units_per_px);

private:
    std::unordered_map<std::uint64_t, std::shared_ptr<const GlyphOutline>> kept_;
};

}  // namespace konbit
