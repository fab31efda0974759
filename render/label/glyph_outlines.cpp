#include "render/label/glyph_outlines.hpp"

#include <hb.h>

#include <algorithm>
#include <cmath>

namespace konbit {
namespace {

// Chinese alone has tens of thousands; about 1 kB each.
constexpr std::size_t kMostOutlines = 8192;

// What HarfBuzz hands to the callbacks.
struct Pen {
    GlyphOutline outline;
    float px_per_unit = 1;
    [[nodiscard]] GlyphOutline::Point at(float x, float y) const {
        return {x * px_per_unit, -y * px_per_unit};
    }
};

Pen& pen_of(void* data) {
    return *static_cast<Pen*>(data);
}

void move_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
    pen_of(data).outline.move(pen_of(data).at(x, y));
}
void line_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float x, float y, void*) {
    pen_of(data).outline.line(pen_of(data).at(x, y));
}
void quadratic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float bx, float by, float x,
                  float y, void*) {
    pen_of(data).outline.quadratic(pen_of(data).at(bx, by), pen_of(data).at(x, y));
}
void cubic_to(hb_draw_funcs_t*, void* data, hb_draw_state_t*, float bx, float by, float cx,
              float cy, float x, float y, void*) {
    pen_of(data).outline.cubic(pen_of(data).at(bx, by), pen_of(data).at(cx, cy),
                               pen_of(data).at(x, y));
}

hb_draw_funcs_t* make_callbacks() {
    auto* funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(funcs, line_to, nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(funcs, cubic_to, nullptr, nullptr);
    hb_draw_funcs_make_immutable(funcs);
    return funcs;
}

PixelPoint placed(const GlyphPlace& p, double x, double y) {
    return {p.xx * x + p.xy * y + p.x0, p.yx * x + p.yy * y + p.y0};
}

// Chords that leave a curve by less than an eighth of a pixel, if one chord leaves it by `bow_px`.
int chords_for(double bow_px) {
    return std::clamp(static_cast<int>(std::ceil(std::sqrt(bow_px * 8))), 1, 24);
}

// How far the middle of three control points is from where it would be on an even line, twice.
double bend(PixelPoint a, PixelPoint b, PixelPoint c) {
    const double x = a.x - 2 * b.x + c.x, y = a.y - 2 * b.y + c.y;
    return std::sqrt(x * x + y * y);
}

void add_quadratic(PixelPoint a, PixelPoint b, PixelPoint c, Path& to) {
    const int chords = chords_for(bend(a, b, c) / 4);
    for (int i = 1; i <= chords; ++i) {
        const double t = static_cast<double>(i) / chords, s = 1 - t;
        to.add({s * s * a.x + 2 * s * t * b.x + t * t * c.x,
                s * s * a.y + 2 * s * t * b.y + t * t * c.y});
    }
}

void add_cubic(PixelPoint a, PixelPoint b, PixelPoint c, PixelPoint d, Path& to) {
    const int chords = chords_for(0.75 * std::max(bend(a, b, c), bend(b, c, d)));
    for (int i = 1; i <= chords; ++i) {
        const double t = static_cast<double>(i) / chords, s = 1 - t;
        const double wa = s * s * s, wb = 3 * s * s * t, wc = 3 * s * t * t, wd = t * t * t;
        to.add(
            {wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y});
    }
}

}  // namespace

void GlyphOutline::add(Point point) {
    top = points.empty() ? point.y : std::min(top, point.y);
    bottom = points.empty() ? point.y : std::max(bottom, point.y);
    points.push_back(point);
}
void GlyphOutline::move(Point to) {
    verbs.push_back(Verb::move);
    add(to);
}
void GlyphOutline::line(Point to) {
    verbs.push_back(Verb::line);
    add(to);
}
void GlyphOutline::quadratic(Point by, Point to) {
    verbs.push_back(Verb::quadratic);
    add(by);
    add(to);
}
void GlyphOutline::cubic(Point by, Point by2, Point to) {
    verbs.push_back(Verb::cubic);
    add(by);
    add(by2);
    add(to);
}

void append_outline(const GlyphOutline& outline, const GlyphPlace& place, Path& to) {
    std::size_t next = 0;
    const auto take = [&] {
        const auto& p = outline.points[next++];
        return placed(place, p.x, p.y);
    };
    PixelPoint pen;
    for (const auto verb : outline.verbs) {
        switch (verb) {
            case GlyphOutline::Verb::move:
                to.begin_part();
                to.close_part();
                to.add(pen = take());
                break;
            case GlyphOutline::Verb::line:
                to.add(pen = take());
                break;
            case GlyphOutline::Verb::quadratic: {
                const auto by = take(), end = take();
                add_quadratic(pen, by, end, to);
                pen = end;
                break;
            }
            case GlyphOutline::Verb::cubic: {
                const auto by = take(), by2 = take(), end = take();
                add_cubic(pen, by, by2, end, to);
                pen = end;
                break;
            }
        }
    }
}

std::shared_ptr<const GlyphOutline> GlyphOutlines::of(hb_font_t* font, std::uint32_t font_number,
                                                      std::uint32_t glyph, double units_per_px) {
    const auto key = std::uint64_t{font_number} << 32U | glyph;
    if (const auto at = kept_.find(key); at != kept_.end()) return at->second;
    static hb_draw_funcs_t* const callbacks = make_callbacks();
    Pen pen;
    pen.px_per_unit = static_cast<float>(1 / units_per_px);
    hb_font_get_glyph_shape(font, glyph, callbacks, &pen);
    if (kept_.size() >= kMostOutlines) kept_.clear();
    return kept_[key] = std::make_shared<const GlyphOutline>(std::move(pen.outline));
}

}  // namespace konbit
