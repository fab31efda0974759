#pragma once

#include <vector>

#include "render/canvas/canvas.hpp"
#include "render/canvas/path.hpp"

namespace konbit {

/// Appends the outline of a stroke: closed parts that, filled nonzero, cover each segment's
/// rectangle, its joins and its ends. All have the same orientation, so crossing lines unite.
class Outliner {
public:
    void add(const Path& path, const Stroke& stroke, Path& to);

private:
    void set(const Stroke& stroke);
    void add_part(std::span<const PixelPoint> points, bool closed, Path& to);
    void measure(std::span<const PixelPoint> points, bool closed);
    void side(bool back, bool closed, Path& to) const;
    void join(PixelPoint at, PixelPoint before, PixelPoint after, double shortest, Path& to) const;
    void arc(PixelPoint at, PixelPoint from, PixelPoint to_direction, Path& to) const;
    void cap(PixelPoint at, PixelPoint direction, Path& to) const;

    Stroke::Cap cap_ = Stroke::Cap::round;
    Stroke::Join join_ = Stroke::Join::round;
    double half_ = 0.5;
    double turn_cos_ = 0, turn_sin_ = 0;  ///< one step along an arc
    double flat_cos_ = 0;  ///< turns with a larger cosine need no arc: it would not be seen
    std::vector<PixelPoint> points_;      ///< without repetitions
    std::vector<PixelPoint> directions_;  ///< of the segment from the point of the same index
    std::vector<double> lengths_;
    std::vector<PixelPoint> dash_;
};

}  // namespace konbit
