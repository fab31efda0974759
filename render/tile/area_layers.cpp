#include "render/tile/area_layers.hpp"

#include <algorithm>
#include <array>

namespace konbit {
namespace {

// What nobody looked at is hatched from here on; before, hatching would be all there is to see.
constexpr double kHatchFromZoom = 16;

constexpr std::array kGrades{Grade::unknown,  Grade::none,   Grade::slight,
                             Grade::moderate, Grade::severe, Grade::destroyed};

}  // namespace

void AreaLayers::fill(const AreaPaint& paint, const Path& area) {
    if (area.empty()) return;
    // Rings wind around what they enclose, so areas of one kind that overlap are one.
    if (paint.fill.visible()) canvas_.fill(area, paint.fill, Canvas::FillRule::nonzero);
    if (paint.pattern != Pattern::plain && paint.pattern_color.visible()) {
        canvas_.fill_pattern(area, paint.pattern, paint.pattern_color, origin_, ratio_);
    }
}

void AreaLayers::edge(const AreaPaint& paint, const Path& along) {
    const double edge_px = paint.edge_px.at(zoom_);
    if (along.empty() || !paint.edge.visible() || edge_px <= 0) return;
    dash_.clear();
    for (const float length : paint.edge_dash) {
        dash_.push_back(length * static_cast<float>(ratio_));
    }
    canvas_.stroke(along, paint.edge,
                   {.cap = dash_.empty() ? Stroke::Cap::round : Stroke::Cap::butt,
                    .width_px = edge_px * ratio_,
                    .dash = std::span{dash_}});
}

void AreaLayers::draw_areas(const GroundItems& items, Of which) {
    Run all = items.areas();
    const auto first_water = std::find_if(all.begin(), all.end(), [&](const GroundItem& item) {
        return style_.rules()[item.rule].layer == "water";
    });
    const auto below = static_cast<std::size_t>(first_water - all.begin());
    all = which == Of::below_water ? all.first(below) : all.subspan(below);
    for (std::size_t begin = 0; begin < all.size();) {
        path_.clear();
        std::size_t end = begin;
        while (end < all.size() && all[end].rule == all[begin].rule) {
            append_parts(items.shapes(), all[end++].shape, path_);
        }
        const AreaPaint& paint = *style_.rules()[all[begin].rule].area;
        fill(paint, path_);
        edge(paint, path_);
        begin = end;
    }
}

const ConditionPaint* AreaLayers::condition_of(FeatureIndex feature,
                                               const BlockConditions& conditions) const {
    const FoundDamage* const found = conditions.of(feature);
    const Grade grade = found != nullptr ? found->statement.grade : Grade::unknown;
    if (found == nullptr && !conditions.event_set) return nullptr;
    const ConditionPaint& paint = style_.grade(grade);
    if (zoom_ < paint.footprint_from_zoom) return nullptr;
    if (grade == Grade::unknown && zoom_ < kHatchFromZoom) return nullptr;
    return &paint;
}

void AreaLayers::draw_buildings(const GroundItems& items, const BlockConditions& conditions) {
    draw_plain_buildings(items, conditions);
    if (conditions.event_set || !conditions.found.empty()) {
        draw_graded_buildings(items, conditions);
    }
}

void AreaLayers::draw_plain_buildings(const GroundItems& items, const BlockConditions& conditions) {
    const Run all = items.buildings();
    for (std::size_t begin = 0; begin < all.size();) {
        path_.clear();
        std::size_t end = begin;
        for (; end < all.size() && all[end].rule == all[begin].rule; ++end) {
            if (condition_of(all[end].feature, conditions) != nullptr) continue;
            append_parts(items.shapes(), all[end].shape, path_);
        }
        const AreaPaint& paint = *style_.rules()[all[begin].rule].area;
        fill(paint, path_);
        edge(paint, path_);
        begin = end;
    }
}

void AreaLayers::draw_graded_buildings(const GroundItems& items,
                                       const BlockConditions& conditions) {
    // The worse on top.
    for (const Grade grade : kGrades) {
        const ConditionPaint& wanted = style_.grade(grade);
        path_.clear();
        ByZoom edge_px;
        for (const GroundItem& item : items.buildings()) {
            if (condition_of(item.feature, conditions) != &wanted) continue;
            append_parts(items.shapes(), item.shape, path_);
            edge_px = style_.rules()[item.rule].area->edge_px;
        }
        const AreaPaint paint{.fill = wanted.fill,
                              .pattern = wanted.pattern,
                              .pattern_color = wanted.pattern_color,
                              .edge = wanted.edge,
                              .edge_px = edge_px,
                              .edge_dash = {},
                              .building = true};
        fill(paint, path_);
        edge(paint, path_);
    }
}

}  // namespace konbit
