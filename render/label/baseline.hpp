#pragma once

#include <span>
#include <vector>

#include "render/canvas/mercator.hpp"

namespace konbit {

/// A polyline that text runs along, by the distance from its start. Beyond its ends it goes on
/// straight.
class Baseline {
public:
    explicit Baseline(std::span<const PixelPoint> points);
    [[nodiscard]] double length() const noexcept;
    [[nodiscard]] PixelPoint at(double distance_px) const noexcept;

    struct Chord {
        PixelPoint middle;
        double cos = 1, sin = 0;  ///< of its direction
    };
    /// From `half_px` before to `half_px` after a place on the line.
    [[nodiscard]] Chord chord(double distance_px, double half_px) const noexcept;

private:
    std::vector<PixelPoint> points_;  // no two neighbours equal
    std::vector<double> distance_;
};

/// Text of this height (ascent + descent) would be torn or crumpled on such a line: within a
/// length of the text's height it turns by more than about 40°.
[[nodiscard]] bool bends_too_much(std::span<const PixelPoint> baseline, double text_height_px);

}  // namespace konbit
