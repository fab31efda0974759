#include <array>
#include <cmath>
#include <numbers>

#include "render/label/label_placer.hpp"
#include "render/label/mark_shapes.hpp"

namespace konbit {
namespace {

constexpr Color kCollar{255, 255, 255};
constexpr Color kBlack{0, 0, 0};
constexpr double kEdge_px = 1.5, kCollar_px = 2, kClosureEdge_px = 2, kClosureCollar_px = 2.5;
constexpr double kClosureStroke_px = 4;
constexpr double kClosureSize_px = 26;  // at which its inner strokes have their full width

bool is_closure(Mark mark) {
    return mark == Mark::blocked_disc || mark == Mark::restricted_diamond ||
           mark == Mark::unknown_disc;
}

// The silhouette. Shapes are balanced to the same weight for the eye, not to the same width.
Path outline_of(Mark mark, PixelPoint at, double size) {
    const double h = size / 2;
    Path path;
    switch (mark) {
        case Mark::none:
        case Mark::cross:
            break;
        case Mark::hollow_circle:
            add_circle(path, at, 0.9 * h);
            break;
        case Mark::half_disc:
            add_half_disc(path, {at.x, at.y + 0.5 * h}, h);
            break;
        case Mark::triangle:
            add_polygon(path, at, {{0, -h}, {1.1 * h, 0.85 * h}, {-1.1 * h, 0.85 * h}});
            break;
        case Mark::square:
        case Mark::hatched_square: {
            const double s = 0.9 * h;
            add_polygon(path, at, {{-s, -s}, {s, -s}, {s, s}, {-s, s}});
            break;
        }
        case Mark::blocked_disc:
        case Mark::unknown_disc:
            add_circle(path, at, h);
            break;
        case Mark::restricted_diamond: {
            const double s = 1.25 * h;
            add_polygon(path, at, {{0, -s}, {s, 0}, {0, s}, {-s, 0}});
            break;
        }
    }
    return path;
}

Path cross_of(PixelPoint at, double half) {
    Path path;
    add_polyline(path, at, {{-half, -half}, {half, half}});
    add_polyline(path, at, {{half, -half}, {-half, half}});
    return path;
}

void draw_cross(Canvas& canvas, const ConditionPaint& paint, PixelPoint at, double size,
                double ratio) {
    const auto path = cross_of(at, size / 2);
    const double width = 0.3 * size;
    constexpr auto kButt = Stroke::Cap::butt;
    Stroke stroke{.cap = Stroke::Cap::square, .width_px = width + 3 * ratio};
    canvas.stroke(path, kCollar, stroke);
    stroke = {.cap = kButt, .width_px = width};
    canvas.stroke(path, paint.fill.visible() ? paint.fill : kBlack, stroke);
}

void draw_question(Canvas& canvas, PixelPoint at, double h) {
    Path paper, hook, dot;
    add_circle(paper, at, 0.62 * h);
    canvas.fill(paper, kCollar);
    hook.begin_part();
    for (int i = 0; i <= 12; ++i) {  // from the left over the top to the lower right
        const double angle = (1 - 4.0 / 3 * i / 12) * std::numbers::pi;
        hook.add({at.x + 0.22 * h * std::cos(angle), at.y - 0.18 * h - 0.22 * h * std::sin(angle)});
    }
    hook.add({at.x, at.y + 0.16 * h});
    canvas.stroke(hook, kBlack, {.width_px = 0.17 * h});
    add_circle(dot, {at.x, at.y + 0.4 * h}, 0.11 * h);
    canvas.fill(dot, kBlack);
}

// What tells the closures apart inside their silhouettes.
void draw_inside(Canvas& canvas, Mark mark, PixelPoint at, double h, double stroke_px) {
    if (mark == Mark::blocked_disc)
        canvas.stroke(cross_of(at, h / 2), kBlack, {.width_px = stroke_px});
    if (mark == Mark::restricted_diamond) {
        Path bar;
        add_polyline(bar, at, {{-h / 2, 0}, {h / 2, 0}});
        canvas.stroke(bar, kBlack, {.width_px = stroke_px});
    }
    if (mark == Mark::unknown_disc) draw_question(canvas, at, h);
}

}  // namespace

void draw_mark(Canvas& canvas, const ConditionPaint& paint, PixelPoint at, double ratio,
               double size_px) {
    const double size = (size_px > 0 ? size_px : static_cast<double>(paint.mark_px)) * ratio;
    if (paint.mark == Mark::none || !(size > 0)) return;
    if (paint.mark == Mark::cross) return draw_cross(canvas, paint, at, size, ratio);
    const bool closure = is_closure(paint.mark);
    const double edge = (closure ? kClosureEdge_px : kEdge_px) * ratio;
    const double collar = (closure ? kClosureCollar_px : kCollar_px) * ratio;
    const auto path = outline_of(paint.mark, at, size);
    canvas.stroke(path, kCollar, {.width_px = 2 * collar});
    canvas.fill(path, paint.fill.visible() ? paint.fill : kCollar);
    if (paint.pattern != Pattern::plain) {
        // The pattern begins at the mark, so that it is the same wherever the picture begins.
        canvas.fill_pattern(path, paint.pattern, paint.pattern_color, {-at.x, -at.y}, ratio);
    }
    const std::array<float, 2> dash{static_cast<float>(4 * ratio), static_cast<float>(3 * ratio)};
    Stroke outline{.cap = Stroke::Cap::butt, .width_px = edge};
    if (paint.mark == Mark::unknown_disc) outline.dash = dash;
    canvas.stroke(path, paint.edge.visible() ? paint.edge : kBlack, outline);
    if (closure) {
        draw_inside(canvas, paint.mark, at, size / 2,
                    kClosureStroke_px * std::min(1.0, size / (kClosureSize_px * ratio)) * ratio);
    }
}

}  // namespace konbit
