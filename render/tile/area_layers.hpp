#pragma once

#include "render/canvas/canvas.hpp"
#include "render/tile/conditions.hpp"
#include "render/tile/ground_items.hpp"

namespace konbit {

/// Draws ground cover and water by order, the larger below, and buildings: in the colour of their
/// grade, hatched where after a disaster nobody has looked.
class AreaLayers {
public:
    AreaLayers(const Style& style, Canvas& canvas, const WebMercator& scale, PixelPoint origin,
               Path& scratch)
        : style_{style},
          canvas_{canvas},
          zoom_{scale.zoom()},
          ratio_{scale.ratio()},
          origin_{origin},
          path_{scratch} {}

    /// In two steps, so that the edges of rivers come between.
    enum class Of : std::uint8_t { below_water, water_and_above };
    void draw_areas(const GroundItems& items, Of which);
    void draw_buildings(const GroundItems& items, const BlockConditions& conditions);
    void fill(const AreaPaint& paint, const Path& area);
    void edge(const AreaPaint& paint, const Path& along);

private:
    using Run = std::span<const GroundItem>;
    [[nodiscard]] const ConditionPaint* condition_of(FeatureIndex feature,
                                                     const BlockConditions& conditions) const;
    void draw_plain_buildings(const GroundItems& items, const BlockConditions& conditions);
    void draw_graded_buildings(const GroundItems& items, const BlockConditions& conditions);

    const Style& style_;
    Canvas& canvas_;
    double zoom_, ratio_;
    PixelPoint origin_;
    Path& path_;
    std::vector<float> dash_;
};

}  // namespace konbit
