#include "render/tile/damage_grid.hpp"

#include <cmath>

namespace konbit {

bool shows_damage_grid(const Style& style, double zoom) noexcept {
    return zoom < static_cast<double>(style.grade(Grade::destroyed).footprint_from_zoom);
}

std::map<GridSquare, GridCount> damage_grid(const WebMercator& scale, const PixelRect& rect,
                                            const BlockConditions& conditions) {
    std::map<GridSquare, GridCount> grid;
    const double side = kGridSquare_px * scale.ratio();
    const double middle = static_cast<double>(rect.x) + rect.width / 2.0;
    for (const auto& found : conditions.found) {
        const auto& s = found.statement;
        if (s.what != "building") continue;
        auto at = scale.to_pixels(found.at);
        at.x += std::round((middle - at.x) / scale.world_px()) * scale.world_px();
        const GridSquare square{static_cast<std::int64_t>(std::floor(at.x / side)),
                                static_cast<std::int64_t>(std::floor(at.y / side))};
        const double x = (static_cast<double>(square.x) + 0.5) * side - static_cast<double>(rect.x);
        const double y = (static_cast<double>(square.y) + 0.5) * side - static_cast<double>(rect.y);
        if (x < 0 || y < 0 || x >= rect.width || y >= rect.height) continue;
        auto& count = grid[square];
        if (s.grade == Grade::unknown) continue;
        ++count.looked_at;
        if (s.grade == Grade::none) continue;
        if (count.damaged++ == 0 || found.id < count.first) {
            count.first = found.id;
            count.feature = found.feature;
        }
        count.worst = std::max(count.worst, s.grade);
    }
    return grid;
}

}  // namespace konbit
