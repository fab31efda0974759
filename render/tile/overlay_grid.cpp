#include "render/tile/overlay_grid.hpp"

#include "mapper/query/things.hpp"
#include "render/tile/damage_grid.hpp"

namespace konbit {

namespace {

/// Smaller squares cover so much ground that asking for a building costs too much.
constexpr double kFromZoom = 10;
constexpr std::uint8_t kLight = 110;  ///< of 255: the ground must be seen through it
/// Looked through for a building in one square, before the square counts as without any.
constexpr int kMostLookedThrough = 300;

bool has_buildings(const Map& map, const BoundingBox& box, Tags& tags) {
    bool found = false;
    int looked = 0;
    map.base().query(box, [&](const Feature& feature) {
        if (feature.kind() == GeometryKind::area) {
            feature.read_tags(tags);
            found = is_building(tags);
        }
        return !found && ++looked < kMostLookedThrough;
    });
    return found;
}

void add_square(const PixelRect& square, const PixelRect& rect, Path& path) {
    const auto left = static_cast<double>(square.x - rect.x);
    const auto top = static_cast<double>(square.y - rect.y);
    path.begin_part();
    path.add({left, top});
    path.add({left + square.width, top});
    path.add({left + square.width, top + square.height});
    path.add({left, top + square.height});
    path.close_part();
}

}  // namespace

void hatch_unseen_squares(const Map& map, const Style& style, const WebMercator& scale,
                          const PixelRect& rect, const BlockConditions& conditions,
                          Canvas& canvas) {
    if (!conditions.event_set || scale.zoom() < kFromZoom) return;
    if (!shows_damage_grid(style, scale.zoom())) return;
    const auto grid = damage_grid(scale, rect, conditions);
    const auto side = static_cast<int>(kGridSquare_px * scale.ratio());
    Path path;
    Tags tags;
    for (auto y = rect.y; y + side <= rect.y + rect.height; y += side) {
        for (auto x = rect.x; x + side <= rect.x + rect.width; x += side) {
            const auto known = grid.find({x / side, y / side});
            if (known != grid.end() && known->second.looked_at > 0) continue;
            const PixelRect square{x, y, side, side};
            if (has_buildings(map, scale.box_of(square), tags)) add_square(square, rect, path);
        }
    }
    if (path.empty()) return;
    auto color = style.grade(Grade::unknown).pattern_color;
    color.a = kLight;
    const PixelPoint origin{static_cast<double>(rect.x), static_cast<double>(rect.y)};
    canvas.fill_pattern(path, Pattern::hatch, color, origin, scale.ratio());
}

}  // namespace konbit
