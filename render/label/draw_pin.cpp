#include <array>

#include "render/label/label_placer.hpp"
#include "render/label/mark_shapes.hpp"

namespace konbit {
namespace {

constexpr Color kCollar{255, 255, 255};
// The pin as it is drawn on a width of 34: walls, eaves, ridge and the tip it stands on.
constexpr double kDrawnWidth = 34, kWiderThanIcon_px = 4;

}  // namespace

void draw_pin(Canvas& canvas, const FacilityPaint& paint, PixelPoint at, double ratio) {
    const double k =
        (static_cast<double>(paint.icon.size_px) + kWiderThanIcon_px) / kDrawnWidth * ratio;
    Path house;
    add_polygon(house, at,
                {{0, 0},
                 {-6 * k, -8 * k},
                 {-17 * k, -8 * k},
                 {-17 * k, -25 * k},
                 {0, -42 * k},
                 {17 * k, -25 * k},
                 {17 * k, -8 * k},
                 {6 * k, -8 * k}});
    // Smaller pins keep an edge and a collar that can be seen.
    const double edge = 1.5 * ratio + k;
    canvas.stroke(house, kCollar, {.width_px = 2 * edge + ratio});
    canvas.fill(house, paint.pin_fill);
    const std::array<float, 2> dash{static_cast<float>(4 * ratio), static_cast<float>(3 * ratio)};
    Stroke outline{.width_px = edge};
    if (paint.pin_dashed) {
        outline.dash = dash;
        outline.cap = Stroke::Cap::butt;
    }
    canvas.stroke(house, paint.pin_edge, outline);
}

}  // namespace konbit
