#include "render/tile/overlay_hazards.hpp"

#include <cmath>
#include <numbers>

namespace konbit {

namespace {

/// "flood", "landslide", "other"; empty for what is no hazard.
std::string_view hazard_kind(const DamageStatement& s) {
    const auto speaks_of = [&](std::string_view word) {
        return s.source_value.find(word) != std::string::npos ||
               std::any_of(s.notes.begin(), s.notes.end(), [&](const std::string& note) {
                   return note.find(word) != std::string::npos;
               });
    };
    if (s.what != "hazard" && s.what != "other") return {};
    if (speaks_of("landslide")) return "landslide";
    if (speaks_of("flood")) return "flood";
    return s.what == "hazard" ? "other" : "";
}

void draw_hazard(const AreaPaint& paint, const WebMercator& scale, const Path& path,
                 const PixelRect& rect, Canvas& canvas) {
    const double ratio = scale.ratio();
    const PixelPoint origin{static_cast<double>(rect.x), static_cast<double>(rect.y)};
    if (paint.fill.visible()) canvas.fill(path, paint.fill);
    if (paint.pattern != Pattern::plain) {
        canvas.fill_pattern(path, paint.pattern, paint.pattern_color, origin, ratio);
    }
    const double width = static_cast<double>(paint.edge_px.at(scale.zoom())) * ratio;
    if (!paint.edge.visible() || width <= 0) return;
    std::vector<float> dash;
    for (const float length : paint.edge_dash) dash.push_back(length * static_cast<float>(ratio));
    canvas.stroke(path, paint.edge, {.cap = Stroke::Cap::butt, .width_px = width, .dash = dash});
}

/// Of a hazard whose extent nobody has drawn.
void add_spot(const WebMercator& scale, Location at, const PixelRect& rect, Path& path) {
    constexpr double kRadius_px = 18;
    constexpr int kCorners = 24;
    const double radius = kRadius_px * scale.ratio();
    auto middle = scale.to_pixels(at);
    const double rect_middle = static_cast<double>(rect.x) + rect.width / 2.0;
    middle.x += std::round((rect_middle - middle.x) / scale.world_px()) * scale.world_px();
    middle.x -= static_cast<double>(rect.x);
    middle.y -= static_cast<double>(rect.y);
    if (middle.x < -radius || middle.y < -radius || middle.x > rect.width + radius ||
        middle.y > rect.height + radius) {
        return;
    }
    path.begin_part();
    for (int corner = 0; corner < kCorners; ++corner) {
        const double angle = 2 * std::numbers::pi * corner / kCorners;
        path.add({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
    }
    path.close_part();
}

}  // namespace

void draw_hazards(const Map& map, const Style& style, const WebMercator& scale,
                  const PixelRect& rect, const BlockConditions& conditions, Canvas& canvas) {
    constexpr double kMargin_px = 8;
    Geometry shape;
    Path path;
    PathBuilder builder{scale, rect, kMargin_px * scale.ratio()};
    for (const auto& found : conditions.found) {
        const auto kind = hazard_kind(found.statement);
        if (kind.empty()) continue;
        path.clear();
        if (found.report) {
            add_spot(scale, found.at, rect, path);
        } else {
            const auto feature = map.base().feature(found.feature);
            if (feature.kind() != GeometryKind::area) continue;
            feature.read_geometry(shape);
            builder.add(shape, path);
        }
        if (!path.empty()) draw_hazard(style.hazard(kind), scale, path, rect, canvas);
    }
}

}  // namespace konbit
