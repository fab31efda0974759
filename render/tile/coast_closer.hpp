#pragma once

#include <span>
#include <vector>

#include "render/canvas/path.hpp"
#include "render/tile/coast_lines.hpp"

namespace konbit {

/// The rectangle in which coastlines are closed, in world pixels.
struct CoastFrame {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool contains(PixelPoint at) const noexcept {
        return at.x > left && at.x < right && at.y > top && at.y < bottom;
    }
    [[nodiscard]] bool touches(const CoastLine& line) const noexcept {
        return line.left <= right && line.right >= left && line.top <= bottom && line.bottom >= top;
    }
};

/// Pieces of coast joined end to end.
struct CoastChain {
    std::vector<PixelPoint> points;
    bool closed = false;
    bool from_nowhere = false, to_nowhere = false;  ///< begins, ends where the data do
};
[[nodiscard]] std::vector<CoastChain> join_coast(std::span<const CoastLine> lines);

/// What of a line lies in the frame, as parts with both ends on the frame or the line's own.
void clip_coast(std::span<const PixelPoint> points, const CoastFrame& frame, Path& into);

/// The water in the frame: coasts that cross it are closed along its edge, clockwise, the water
/// to the right; where none does, `background_is_water` decides. To be filled nonzero. Islands in
/// what is no water are left out.
void close_coast(std::span<const CoastChain> chains, const CoastFrame& frame,
                 bool background_is_water, Path& water);

}  // namespace konbit
