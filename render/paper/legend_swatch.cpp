#include "render/paper/legend_swatch.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "render/label/label_placer.hpp"

namespace konbit {
namespace {

struct Swatch {
    Canvas& canvas;
    TextShaper& shaper;
    double zoom, ratio;
    SwatchBox box;

    [[nodiscard]] double left() const { return box.middle.x - box.width_px / 2; }
    [[nodiscard]] double top() const { return box.middle.y - box.height_px / 2; }
};

Path rectangle(double left, double top, double width, double height) {
    Path path;
    path.begin_part();
    path.add({left, top});
    path.add({left + width, top});
    path.add({left + width, top + height});
    path.add({left, top + height});
    path.close_part();
    return path;
}

std::vector<float> scaled(const std::vector<float>& dash, double ratio) {
    std::vector<float> result;
    for (const float length : dash) result.push_back(length * static_cast<float>(ratio));
    return result;
}

void draw_area(const Swatch& s, const AreaPaint& paint) {
    const auto path = rectangle(std::round(s.left()) + 0.5, std::round(s.top()) + 0.5,
                                std::round(s.box.width_px) - 1, std::round(s.box.height_px) - 1);
    if (paint.fill.visible()) s.canvas.fill(path, paint.fill);
    if (paint.pattern != Pattern::plain)
        s.canvas.fill_pattern(path, paint.pattern, paint.pattern_color, {}, s.ratio);
    const double edge = paint.edge_px.at(s.zoom) * s.ratio;
    const auto dash = scaled(paint.edge_dash, s.ratio);
    if (paint.edge.visible() && edge > 0)
        s.canvas.stroke(path, paint.edge, {.width_px = std::max(1.0, edge), .dash = dash});
}

void draw_line(const Swatch& s, const LinePaint& paint) {
    Path path;
    path.begin_part();
    path.add({s.left(), s.box.middle.y});
    path.add({s.left() + s.box.width_px, s.box.middle.y});
    const double room = s.box.height_px;
    const double casing = std::max(0.0, paint.casing_px.at(s.zoom) * s.ratio);
    const double width = std::clamp(paint.width_px.at(s.zoom) * s.ratio, s.ratio,
                                    std::max(s.ratio, room - 2 * casing));
    const bool cased = paint.casing.visible() && casing > 0;
    const auto dash = scaled(paint.dash, s.ratio);
    constexpr auto kButt = Stroke::Cap::butt;
    if (paint.casing.visible() && s.zoom < paint.fill_from_zoom) {
        s.canvas.stroke(path, paint.casing, {.cap = kButt, .width_px = width, .dash = dash});
        return;
    }
    if (cased) s.canvas.stroke(path, paint.casing, {.cap = kButt, .width_px = width + 2 * casing});
    s.canvas.stroke(path, paint.color, {.cap = kButt, .width_px = width, .dash = dash});
}

void draw_icon(const Swatch& s, const IconPaint& paint) {
    const auto* icon = find_icon(paint.icon);
    if (icon == nullptr) return;
    const double size = std::min(paint.size_px * s.ratio, s.box.height_px - 2 * s.ratio);
    const auto& at = s.box.middle;
    if (paint.plate.visible()) {
        const double plate = size + 4 * s.ratio;
        const auto path = rectangle(at.x - plate / 2, at.y - plate / 2, plate, plate);
        s.canvas.fill(path, paint.plate);
        if (paint.plate_edge.visible())
            s.canvas.stroke(path, paint.plate_edge, {.width_px = s.ratio});
    }
    const Color white{255, 255, 255};
    s.canvas.icon(*icon, at, size, paint.ink, paint.plate.visible() ? paint.plate : white);
}

void draw_name(const Swatch& s, const TextPaint& paint) {
    const double size =
        std::clamp<double>(paint.size_px.at(s.zoom) * s.ratio, 11 * s.ratio, 15 * s.ratio);
    const auto text = s.shaper.shape(paint.capitals ? "ABC" : "Abc", paint, size);
    s.canvas.blend(text->straight(0).glyphs,
                   static_cast<int>(std::lround(s.box.middle.x - text->width_px() / 2)),
                   static_cast<int>(std::lround(s.box.middle.y + 0.36 * size)), paint.color);
}

void draw(const Swatch& s, const Rule& rule) {
    if (rule.area) draw_area(s, *rule.area);
    if (rule.line) draw_line(s, *rule.line);
    if (rule.icon) draw_icon(s, *rule.icon);
    if (rule.text && !rule.area && !rule.line && !rule.icon) draw_name(s, *rule.text);
}

/// Where the map shows the footprint, so does the key, with the mark on it if it has one.
void draw(const Swatch& s, const ConditionPaint& paint) {
    const bool footprint =
        s.zoom >= paint.footprint_from_zoom && paint.mark != Mark::blocked_disc &&
        paint.mark != Mark::restricted_diamond && paint.mark != Mark::unknown_disc;
    if (footprint) {
        draw_area(s, {.fill = paint.fill,
                      .pattern = paint.pattern,
                      .pattern_color = paint.pattern_color,
                      .edge = paint.edge,
                      .edge_px = 1.0F});
    }
    if (footprint && s.zoom < paint.mark_from_zoom) return;
    const double with_collar = paint.mark_px + 4;
    draw_mark(s.canvas, paint, s.box.middle,
              std::min(s.ratio, (s.box.height_px + 4 * s.ratio) / with_collar));
}

void draw(const Swatch& s, const FacilityPaint& paint) {
    if (!paint.pin) return draw_icon(s, paint.icon);
    // The pin is drawn around 36 px high.
    const double ratio = std::min(s.ratio, s.box.height_px / 30);
    draw_pin(s.canvas, paint, {s.box.middle.x, s.box.middle.y + s.box.height_px / 2}, ratio);
}

}  // namespace

void draw_swatch(Canvas& canvas, TextShaper& shaper, const LegendEntry& entry, double zoom,
                 double ratio, const SwatchBox& box) {
    const Swatch swatch{canvas, shaper, zoom, ratio, box};
    std::visit([&](const auto* sample) { draw(swatch, *sample); }, entry.sample);
}

}  // namespace konbit
