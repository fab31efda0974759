#pragma once

#include "render/canvas/canvas.hpp"
#include "render/tile/ground_items.hpp"

namespace konbit {

/// Draws lines that are no roads (streams, railways, borders) and roads: layer by layer, in each
/// tunnels, then what lies on the ground, then bridges; in each of these all casings before all
/// fills, so that junctions join. Many features of one rule are one stroke.
class LineLayers {
public:
    LineLayers(const Style& style, Canvas& canvas, const WebMercator& scale, Path& scratch)
        : style_{style},
          canvas_{canvas},
          zoom_{scale.zoom()},
          ratio_{scale.ratio()},
          path_{scratch} {}

    /// The edges of rivers are drawn before the water areas, which they would cut in two.
    enum class Of : std::uint8_t { borders, water_edges, others };
    void draw_lines(const GroundItems& items, Of which);
    void draw_roads(const GroundItems& items);

private:
    using Run = std::span<const GroundItem>;
    void draw_group(const Path& shapes, Run group);
    void draw_casing(const Path& shapes, Run run);
    void draw_rails(const LinePaint& paint, double width_px);
    void draw_fill(const Path& shapes, Run run);
    void gather(const Path& shapes, Run run);
    void find_mouths(const GroundItems& items);
    [[nodiscard]] bool is_mouth(PixelPoint end) const;
    void stroke_road(Color color, double width_px);
    void stroke(Color color, double width_px, Stroke::Cap cap, std::span<const float> dash = {});
    [[nodiscard]] const LinePaint& paint_of(Run run) const {
        return *style_.rules()[run.front().rule].line;
    }

    const Style& style_;
    Canvas& canvas_;
    double zoom_, ratio_;
    Path& path_;
    std::vector<float> dash_;
    Path open_, round_;               // scratch of stroke_road
    std::vector<PixelPoint> mouths_;  // sorted: where tunnels and bridges begin and end
};

/// The room a style's lines and edges need beyond their own place at a zoom, px at ratio 1.
[[nodiscard]] double widest_half_px(const Style& style, double zoom);

}  // namespace konbit
