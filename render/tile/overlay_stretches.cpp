#include "render/tile/overlay_stretches.hpp"

namespace konbit {

namespace {

constexpr double kLeast_px = 3;
constexpr double kEdge_px = 1;  ///< of black, on each side
constexpr double kUnknown_px = 1.5;

/// As wide as the road below it.
class RoadWidth {
public:
    RoadWidth(const Style& style, double zoom) : style_{style}, zoom_{zoom} {}
    double operator()(const Tags& tags) {
        rules_.clear();
        style_.match(tags, GeometryKind::line, zoom_, rules_);
        double width = kLeast_px;
        for (const auto index : rules_) {
            const auto& rule = style_.rules()[index];
            if (!rule.line || !rule.line->road) continue;
            width = std::max(width, static_cast<double>(rule.line->width_px.at(zoom_)));
        }
        return width;
    }

private:
    const Style& style_;
    double zoom_;
    std::vector<RuleIndex> rules_;
};

void draw_closed(const ConditionPaint& paint, double width, double ratio, const Path& path,
                 Canvas& canvas) {
    canvas.stroke(path, paint.edge,
                  {.cap = Stroke::Cap::butt, .width_px = (width + 2 * kEdge_px) * ratio});
    const float on = static_cast<float>(std::max(6.0, width) * ratio);
    const float dash[] = {on, on * 0.6F};
    canvas.stroke(path, paint.fill,
                  {.cap = Stroke::Cap::butt, .width_px = width * ratio, .dash = dash});
}

void draw_restricted(const ConditionPaint& paint, double width, double ratio, const Path& path,
                     Canvas& canvas) {
    canvas.stroke(path, paint.edge,
                  {.cap = Stroke::Cap::butt, .width_px = (width + 2 * kEdge_px) * ratio});
    canvas.stroke(path, paint.fill, {.cap = Stroke::Cap::butt, .width_px = width * ratio});
}

/// A dashed line in the middle: the road stays what it is.
void draw_unknown(const ConditionPaint& paint, double ratio, const Path& path, Canvas& canvas) {
    const float dash[] = {static_cast<float>(5 * ratio), static_cast<float>(4 * ratio)};
    canvas.stroke(path, paint.edge,
                  {.cap = Stroke::Cap::butt, .width_px = kUnknown_px * ratio, .dash = dash});
}

bool is_way(const DamageStatement& s) {
    return s.what == "road" || s.what == "bridge" || s.what == "tunnel";
}

}  // namespace

void draw_stretches(const Map& map, const Style& style, const WebMercator& scale,
                    const PixelRect& rect, const BlockConditions& conditions, Canvas& canvas) {
    constexpr double kMargin_px = 48;
    PathBuilder builder{scale, rect, kMargin_px * scale.ratio()};
    RoadWidth width_of{style, scale.zoom()};
    Tags tags;
    Geometry shape;
    Path path;
    // The worse on top.
    for (const auto state : {Passability::unknown, Passability::restricted, Passability::blocked}) {
        const auto& paint = style.passability(state);
        if (scale.zoom() < static_cast<double>(paint.footprint_from_zoom)) continue;
        for (const auto& found : conditions.found) {
            if (!is_way(found.statement) || found.statement.passability != state) continue;
            if (found.report) continue;  // a mark, without a road below it
            const auto feature = map.base().feature(found.feature);
            if (feature.kind() != GeometryKind::line) continue;
            feature.read_tags(tags);
            read_shape(map, found, shape);
            path.clear();
            builder.add(shape, path);
            if (path.empty()) continue;
            const double ratio = scale.ratio();
            if (state == Passability::blocked)
                draw_closed(paint, width_of(tags), ratio, path, canvas);
            if (state == Passability::restricted) {
                draw_restricted(paint, width_of(tags), ratio, path, canvas);
            }
            if (state == Passability::unknown) draw_unknown(paint, ratio, path, canvas);
        }
    }
}

}  // namespace konbit
