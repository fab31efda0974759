#include "render/tile/ground.hpp"

#include <algorithm>

#include "render/tile/area_layers.hpp"
#include "render/tile/ground_items.hpp"
#include "render/tile/line_layers.hpp"
#include "render/tile/sea.hpp"

namespace konbit {
namespace {

[[nodiscard]] bool is_hidden(const PaintOptions& options, const std::string& layer) {
    return std::find(options.hidden_layers.begin(), options.hidden_layers.end(), layer) !=
           options.hidden_layers.end();
}

std::vector<bool> hidden_rules(const Style& style, const PaintOptions& options) {
    std::vector<bool> hidden;
    for (const Rule& rule : style.rules()) hidden.push_back(is_hidden(options, rule.layer));
    return hidden;
}

}  // namespace

struct GroundPainter::Impl {
    Impl(const Map& map, const Style& look, const PaintOptions& options)
        : style{look},
          sea_hidden{is_hidden(options, "water")},
          sea{map.base()},
          items{map.base(), look, hidden_rules(look, options)} {}

    const Style& style;
    bool sea_hidden;
    Sea sea;
    GroundItems items;
    Path scratch, water, shore;
};

GroundPainter::GroundPainter(const Map& map, const Style& style, const PaintOptions& options)
    : impl_{std::make_unique<Impl>(map, style, options)} {}
GroundPainter::~GroundPainter() = default;

void GroundPainter::paint(const WebMercator& scale, const PixelRect& rect,
                          const BlockConditions& conditions, Canvas& canvas) {
    auto& impl = *impl_;
    const PixelPoint origin{static_cast<double>(rect.x), static_cast<double>(rect.y)};
    const double margin_px = (widest_half_px(impl.style, scale.zoom()) + 2) * scale.ratio();
    impl.items.read(scale, rect, margin_px);

    canvas.clear(impl.style.land());
    AreaLayers areas{impl.style, canvas, scale, origin, impl.scratch};
    LineLayers lines{impl.style, canvas, scale, impl.scratch};
    impl.water.clear();
    impl.shore.clear();
    if (!impl.sea_hidden) impl.sea.outline(scale, rect, impl.water, impl.shore);
    areas.fill(impl.style.sea(), impl.water);
    areas.draw_areas(impl.items, AreaLayers::Of::below_water);
    lines.draw_lines(impl.items, LineLayers::Of::water_edges);
    areas.draw_areas(impl.items, AreaLayers::Of::water_and_above);
    // The broad bands of borders often run along the shore: it stays in sight.
    lines.draw_lines(impl.items, LineLayers::Of::borders);
    areas.edge(impl.style.sea(), impl.shore);
    areas.draw_buildings(impl.items, conditions);
    lines.draw_lines(impl.items, LineLayers::Of::others);
    lines.draw_roads(impl.items);
}

}  // namespace konbit
