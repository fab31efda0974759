#include "render/tile/line_layers.hpp"

#include <algorithm>
#include <cmath>

namespace konbit {
namespace {

constexpr float kTunnelDash_px[] = {3, 3};
constexpr double kRailGap_px = 1;
constexpr double kDot_px = 1.0 / 16;
constexpr double kTunnelPaleness = 0.6, kTunnelEdgePaleness = 0.35;
/// Rails as broad as the style says would hide a town's streets from further away.
constexpr double kFullRailsFromZoom = 16, kMostRailBefore_px = 1.5;

/// What is below the ground is narrower than what one sees there, until one looks closely.
[[nodiscard]] double tunnel_width(double width_px, double zoom) noexcept {
    constexpr double kFrom = 15, kTo = 17, kLeast = 0.6;
    return width_px *
           std::clamp(kLeast + (zoom - kFrom) / (kTo - kFrom) * (1 - kLeast), kLeast, 1.0);
}

/// Between two colours, opaque.
[[nodiscard]] Color mixed(Color from, Color to, double part) noexcept {
    const auto channel = [part](std::uint8_t a, std::uint8_t b) {
        return static_cast<std::uint8_t>(std::lround(a + (b - a) * part));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), from.a};
}

[[nodiscard]] bool is_before(PixelPoint a, PixelPoint b) noexcept {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

/// Calls `draw` for each stretch of items that are `alike`.
template <class Alike, class Draw>
void for_each_run(std::span<const GroundItem> items, Alike alike, Draw draw) {
    for (std::size_t begin = 0; begin < items.size();) {
        std::size_t end = begin + 1;
        while (end < items.size() && alike(items[begin], items[end])) ++end;
        draw(items.subspan(begin, end - begin));
        begin = end;
    }
}

[[nodiscard]] bool same_rule(const GroundItem& a, const GroundItem& b) noexcept {
    return a.rule == b.rule;
}

[[nodiscard]] bool same_group(const GroundItem& a, const GroundItem& b) noexcept {
    return a.layer == b.layer && a.crossing == b.crossing;
}

}  // namespace

void LineLayers::draw_lines(const GroundItems& items, Of which) {
    for_each_run(items.lines(), same_rule, [&](Run run) {
        const std::string& layer = style_.rules()[run.front().rule].layer;
        if ((layer == "borders") != (which == Of::borders)) return;
        const bool is_water = layer == "water";
        if (which == Of::water_edges) {
            if (is_water) draw_casing(items.shapes(), run);
            return;
        }
        if (!is_water) draw_casing(items.shapes(), run);
        draw_fill(items.shapes(), run);
    });
}

void LineLayers::draw_roads(const GroundItems& items) {
    find_mouths(items);
    for_each_run(items.roads(), same_group, [&](Run group) { draw_group(items.shapes(), group); });
}

void LineLayers::draw_group(const Path& shapes, Run group) {
    for_each_run(group, same_rule, [&](Run run) { draw_casing(shapes, run); });
    for_each_run(group, same_rule, [&](Run run) { draw_fill(shapes, run); });
}

void LineLayers::draw_casing(const Path& shapes, Run run) {
    const LinePaint& paint = paint_of(run);
    const double width = paint.width_px.at(zoom_);
    if (width <= 0 || zoom_ < paint.fill_from_zoom) return;
    const double cased = width + 2 * paint.casing_px.at(zoom_);
    const Crossing crossing = run.front().crossing;
    if (crossing == Crossing::bridge && paint.rail.visible() && paint.rail_px > 0) {
        gather(shapes, run);
        draw_rails(paint, width);
    } else if (paint.casing.visible() && cased > width) {
        gather(shapes, run);
        // The ends of bridges and tunnels are open: a round casing would cross what goes on.
        if (crossing == Crossing::tunnel) {
            stroke(mixed(paint.casing, style_.land(), kTunnelEdgePaleness),
                   tunnel_width(cased, zoom_), Stroke::Cap::butt, kTunnelDash_px);
        } else if (crossing == Crossing::bridge) {
            stroke(paint.casing, cased, Stroke::Cap::butt);
        } else {
            stroke_road(paint.casing, cased);
        }
    }
}

// Instead of a casing; no heavier than the road can bear. What has no casing gets room within.
void LineLayers::draw_rails(const LinePaint& paint, double width_px) {
    const double casing_px = paint.casing_px.at(zoom_);
    double rail_px = std::min<double>(paint.rail_px, std::max({1.0, casing_px, width_px / 4}));
    if (zoom_ < kFullRailsFromZoom) rail_px = std::min(rail_px, kMostRailBefore_px);
    if (paint.casing.visible()) {
        stroke(paint.rail, width_px + 2 * rail_px, Stroke::Cap::butt);
    } else {
        const double room_px = width_px + 2 * kRailGap_px;
        stroke(paint.rail, room_px + 2 * rail_px, Stroke::Cap::butt);
        stroke(style_.land(), room_px, Stroke::Cap::butt);
    }
}

void LineLayers::draw_fill(const Path& shapes, Run run) {
    const LinePaint& paint = paint_of(run);
    double width = paint.width_px.at(zoom_);
    Color color =
        zoom_ < paint.fill_from_zoom && paint.casing.visible() ? paint.casing : paint.color;
    if (width <= 0 || !color.visible()) return;
    gather(shapes, run);
    if (run.front().crossing == Crossing::tunnel) {
        width = tunnel_width(width, zoom_);
        color = paint.tunnel_color.visible() ? paint.tunnel_color
                                             : mixed(color, style_.land(), kTunnelPaleness);
    }
    if (paint.dash.empty()) {
        if (run.front().crossing == Crossing::ground) {
            stroke_road(color, width);
        } else {
            stroke(color, width, Stroke::Cap::round);
        }
    } else {
        stroke(color, width, Stroke::Cap::butt, paint.dash);
    }
}

void LineLayers::gather(const Path& shapes, Run run) {
    path_.clear();
    for (const GroundItem& item : run) append_parts(shapes, item.shape, path_);
}

void LineLayers::find_mouths(const GroundItems& items) {
    mouths_.clear();
    for (const GroundItem& item : items.roads()) {
        if (item.crossing == Crossing::ground) continue;
        for (std::uint32_t i = item.shape.begin; i < item.shape.end; ++i) {
            const auto points = items.shapes().part(items.shapes().parts[i]);
            mouths_.push_back(points.front());
            mouths_.push_back(points.back());
        }
    }
    std::sort(mouths_.begin(), mouths_.end(), is_before);
}

bool LineLayers::is_mouth(PixelPoint end) const {
    return !mouths_.empty() && std::binary_search(mouths_.begin(), mouths_.end(), end, is_before);
}

// Round ends join roads, but where one goes on as a tunnel or a bridge they would lie across it:
// such roads end flat there, and are rounded off at their other end by a dot.
void LineLayers::stroke_road(Color color, double width_px) {
    const auto begins_at_mouth = [&](const Path::Part& part) {
        return !part.closed && is_mouth(path_.part(part).front());
    };
    const auto ends_at_mouth = [&](const Path::Part& part) {
        return !part.closed && is_mouth(path_.part(part).back());
    };
    if (std::none_of(path_.parts.begin(), path_.parts.end(), [&](const Path::Part& part) {
            return begins_at_mouth(part) || ends_at_mouth(part);
        })) {
        stroke(color, width_px, Stroke::Cap::round);
        return;
    }
    open_.clear();
    round_.clear();
    for (std::uint32_t i = 0; i < path_.parts.size(); ++i) {
        const Path::Part& part = path_.parts[i];
        const auto points = path_.part(part);
        const bool begins = begins_at_mouth(part);
        const bool ends = ends_at_mouth(part);
        append_parts(path_, {i, i + 1}, begins || ends ? open_ : round_);
        if (begins == ends) continue;
        const PixelPoint other = begins ? points.back() : points.front();
        round_.begin_part();
        round_.add(other);
        round_.add({other.x + kDot_px, other.y});
    }
    std::swap(path_, round_);
    stroke(color, width_px, Stroke::Cap::round);
    if (open_.empty()) return;
    std::swap(path_, open_);
    stroke(color, width_px, Stroke::Cap::butt);
}

void LineLayers::stroke(Color color, double width_px, Stroke::Cap cap,
                        std::span<const float> dash) {
    dash_.clear();
    for (const float length : dash) dash_.push_back(length * static_cast<float>(ratio_));
    canvas_.stroke(path_, color,
                   {.cap = cap, .width_px = width_px * ratio_, .dash = std::span{dash_}});
}

double widest_half_px(const Style& style, double zoom) {
    double widest = 0;
    for (const Rule& rule : style.rules()) {
        if (rule.area) widest = std::max(widest, double{rule.area->edge_px.at(zoom)});
        if (!rule.line) continue;
        const LinePaint& line = *rule.line;
        widest = std::max(widest, double{line.width_px.at(zoom)} + 2 * line.casing_px.at(zoom) +
                                      2 * line.rail_px);
    }
    return std::max(widest, double{style.sea().edge_px.at(zoom)}) / 2;
}

}  // namespace konbit
