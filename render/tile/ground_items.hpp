#pragma once

#include <cstdint>
#include <vector>

#include "mapper/store/base_map.hpp"
#include "render/canvas/path.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// The parts of a shape within the path of all shapes.
struct PartRange {
    std::uint32_t begin = 0, end = 0;
};

/// How a line passes others of its layer.
enum class Crossing : std::int8_t { tunnel, ground, bridge };

/// A feature as one rule draws it.
struct GroundItem {
    RuleIndex rule = 0;
    std::int8_t layer = 0;  ///< OSM's, -1 and 1 where a tunnel or bridge has none
    Crossing crossing = Crossing::ground;
    std::int32_t order = 0;  ///< of the rule
    float size = 0;          ///< of areas: of the box, for what lies on top
    FeatureIndex feature;
    PartRange shape;
};

/// What one picture of the ground is made of, read once from the map. Memory is kept between
/// pictures.
class GroundItems {
public:
    GroundItems(const BaseMap& base, const Style& style, std::vector<bool> hidden_rules);
    void read(const WebMercator& scale, const PixelRect& rect, double margin_px);

    [[nodiscard]] const Path& shapes() const noexcept { return shapes_; }
    /// Sorted as they are drawn.
    [[nodiscard]] const std::vector<GroundItem>& areas() const noexcept { return areas_; }
    [[nodiscard]] const std::vector<GroundItem>& buildings() const noexcept { return buildings_; }
    [[nodiscard]] const std::vector<GroundItem>& lines() const noexcept { return lines_; }
    [[nodiscard]] const std::vector<GroundItem>& roads() const noexcept { return roads_; }

private:
    void take(const Feature& feature, double zoom, PathBuilder& builder);
    void add_item(const Rule& rule, GroundItem item);
    void sort();

    const BaseMap& base_;
    const Style& style_;
    std::vector<bool> hidden_;
    Tags tags_;
    Geometry geometry_;
    std::vector<RuleIndex> matched_;
    std::vector<FeatureIndex> found_;
    Path shapes_;
    std::vector<GroundItem> areas_, buildings_, lines_, roads_;
};

/// Appends the parts of a shape to a path that is drawn at once.
void append_parts(const Path& shapes, PartRange range, Path& to);

}  // namespace konbit
