#include "render/viewer/stretch_dots.hpp"

#include <cmath>

#include "render/canvas/mercator.hpp"

namespace konbit {
namespace {

constexpr double kApart_px = 14;
constexpr std::size_t kMost = 400;

}  // namespace

std::vector<PanelPin> dots_along(std::span<const Location> line, double zoom) {
    std::vector<PanelPin> dots;
    const WebMercator scale{zoom};
    double next_px = 0;  ///< from the beginning of the piece
    for (std::size_t i = 1; i < line.size(); ++i) {
        const auto from = scale.to_pixels(line[i - 1]);
        const auto to = scale.to_pixels(line[i]);
        const double dx = std::remainder(to.x - from.x, scale.world_px());
        const double dy = to.y - from.y;
        const double length = std::hypot(dx, dy);
        for (; next_px < length && dots.size() < kMost; next_px += kApart_px) {
            const double part = next_px / length;
            const auto at = scale.to_location({from.x + part * dx, from.y + part * dy});
            dots.push_back({at, {.shape = PinLook::Shape::dot}, false, 0});
        }
        next_px -= length;
    }
    return dots;
}

}  // namespace konbit
