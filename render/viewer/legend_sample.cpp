#include "render/viewer/legend_sample.hpp"

#include <algorithm>

#include "render/label/label_placer.hpp"

namespace konbit {
namespace {

constexpr double kSampleZoom = 16;

PixelPoint middle_of(const UiRect& box) {
    return {box.x + box.width / 2.0, box.y + box.height / 2.0};
}

Path box_path(const UiRect& box) {
    Path path;
    path.begin_part();
    path.add({box.x + 0.5, box.y + 0.5});
    path.add({box.right() - 0.5, box.y + 0.5});
    path.add({box.right() - 0.5, box.bottom() - 0.5});
    path.add({box.x + 0.5, box.bottom() - 0.5});
    path.close_part();
    return path;
}

void draw_area(Canvas& canvas, const AreaPaint& paint, const UiRect& box) {
    const auto path = box_path(box);
    if (paint.fill.visible()) canvas.fill(path, paint.fill);
    if (paint.pattern != Pattern::plain)
        canvas.fill_pattern(path, paint.pattern, paint.pattern_color, {});
    const double edge = paint.edge_px.at(kSampleZoom);
    if (paint.edge.visible() && edge > 0)
        canvas.stroke(path, paint.edge, {.width_px = std::max(1.0, edge)});
}

void draw_line(Canvas& canvas, const LinePaint& paint, const UiRect& box) {
    Path path;
    path.begin_part();
    path.add({box.x + 2.0, middle_of(box).y});
    path.add({box.right() - 2.0, middle_of(box).y});
    const double width = std::clamp<double>(paint.width_px.at(kSampleZoom), 1, box.height - 6);
    const double casing = paint.casing_px.at(kSampleZoom);
    constexpr auto kButt = Stroke::Cap::butt;
    if (paint.casing.visible() && casing > 0)
        canvas.stroke(path, paint.casing, {.cap = kButt, .width_px = width + 2 * casing});
    canvas.stroke(path, paint.color, {.cap = kButt, .width_px = width, .dash = paint.dash});
}

void draw_icon(UiPainter& painter, const IconPaint& paint, const UiRect& box) {
    painter.icon(paint.icon, middle_of(box), std::min(box.height, box.width) - 2, paint.ink,
                 kPaper);
}

void paint_rule(UiPainter& painter, const Rule& rule, const UiRect& box) {
    if (rule.icon) return draw_icon(painter, *rule.icon, box);
    Canvas canvas{painter.image()};
    if (rule.area) draw_area(canvas, *rule.area, box.inset(1));
    if (rule.line) draw_line(canvas, *rule.line, box);
}

void paint_facility(UiPainter& painter, const FacilityPaint& paint, const UiRect& box) {
    if (!paint.pin) return draw_icon(painter, paint.icon, box);
    const double ratio = box.height / 46.0;
    Canvas canvas{painter.image()};
    draw_pin(canvas, paint, {middle_of(box).x, static_cast<double>(box.bottom())}, ratio);
}

}  // namespace

void paint_legend_sample(UiPainter& painter, const LegendEntry& entry, const UiRect& box) {
    if (const auto* rule = std::get_if<const Rule*>(&entry.sample)) {
        paint_rule(painter, **rule, box);
    } else if (const auto* condition = std::get_if<const ConditionPaint*>(&entry.sample)) {
        painter.mark(**condition, middle_of(box));
    } else {
        paint_facility(painter, *std::get<const FacilityPaint*>(entry.sample), box);
    }
}

}  // namespace konbit
