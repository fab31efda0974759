#include "render/canvas/icon_part.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace konbit {
namespace {

constexpr float kGridMiddle = 12;

/// Steps enough that no chord is further than a tenth of a pixel from the curve.
void add_cubic(PixelPoint a, PixelPoint b, PixelPoint c, PixelPoint d, Path& to) {
    const double bend = std::max(std::hypot(a.x - 2 * b.x + c.x, a.y - 2 * b.y + c.y),
                                 std::hypot(b.x - 2 * c.x + d.x, b.y - 2 * c.y + d.y));
    const int steps = std::clamp(static_cast<int>(std::ceil(std::sqrt(bend * 7.5))), 1, 64);
    for (int i = 1; i <= steps; ++i) {
        const double t = static_cast<double>(i) / steps, s = 1 - t;
        const double wa = s * s * s, wb = 3 * s * s * t, wc = 3 * s * t * t, wd = t * t * t;
        to.add(
            {wa * a.x + wb * b.x + wc * c.x + wd * d.x, wa * a.y + wb * b.y + wc * c.y + wd * d.y});
    }
}

std::size_t points_of(Icon::Verb verb) noexcept {
    switch (verb) {
        case Icon::Verb::cubic:
            return 3;
        case Icon::Verb::close:
            return 0;
        default:
            return 1;
    }
}

}  // namespace

void add_icon_part(const Icon::Part& part, PixelPoint at, double scale, Path& to) {
    const auto placed = [&](Icon::Point p) {
        return PixelPoint{at.x + (p.x - kGridMiddle) * scale, at.y + (p.y - kGridMiddle) * scale};
    };
    std::span<const Icon::Point> rest{part.points};
    bool begun = false;
    for (const Icon::Verb verb : part.verbs) {
        const std::size_t needs = points_of(verb);
        if (rest.size() < needs) return;
        if (verb == Icon::Verb::move) {
            to.begin_part();
            to.add(placed(rest[0]));
            begun = true;
        } else if (begun) {
            if (verb == Icon::Verb::line) to.add(placed(rest[0]));
            if (verb == Icon::Verb::close) to.close_part();
            if (verb == Icon::Verb::cubic) {
                add_cubic(to.points.back(), placed(rest[0]), placed(rest[1]), placed(rest[2]), to);
            }
        }
        rest = rest.subspan(needs);
    }
}

}  // namespace konbit
