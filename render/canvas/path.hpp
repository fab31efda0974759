#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "render/canvas/mercator.hpp"

namespace konbit {

/// Polylines and rings in pixels of a picture, in flat arrays, so that one value is filled again
/// and again without allocating.
struct Path {
    struct Part {
        std::uint32_t begin = 0, end = 0;
        bool closed = false;  ///< the first point is not repeated at the end
    };
    std::vector<PixelPoint> points;
    std::vector<Part> parts;

    void clear() noexcept {
        points.clear();
        parts.clear();
    }
    [[nodiscard]] bool empty() const noexcept { return parts.empty(); }
    void begin_part() {
        parts.push_back({static_cast<std::uint32_t>(points.size()),
                         static_cast<std::uint32_t>(points.size()), false});
    }
    void add(PixelPoint at) {
        points.push_back(at);
        ++parts.back().end;
    }
    void close_part() noexcept { parts.back().closed = true; }
    [[nodiscard]] std::span<const PixelPoint> part(const Part& p) const noexcept {
        return std::span{points}.subspan(p.begin, p.end - p.begin);
    }
};

/// Turns geometry into the pixels of one rectangle: projects (fast, by a polynomial over the
/// rectangle's latitudes; within 1/256 px of WebMercator), rounds to 1/256 px, drops points that
/// cannot be seen (nearer than `tolerance_px` to the line between their neighbours kept), clips to
/// the rectangle grown by `margin_px` (areas stay closed along its edge, lines are cut into
/// parts). Takes the copy of the world that is nearest to the rectangle, also over ±180°.
class PathBuilder {
public:
    PathBuilder(const WebMercator& scale, const PixelRect& rect, double margin_px,
                double tolerance_px = 0.35);

    /// Appends. Areas: a closed part a ring; rings too small to be seen (below half a pixel) are
    /// dropped.
    void add(const Geometry& geometry, Path& to);
    void add_line(std::span<const Location> locations, Path& to);
    [[nodiscard]] PixelPoint to_pixels(Location at) const noexcept;  ///< in the rectangle
    [[nodiscard]] const PixelRect& rect() const noexcept { return rect_; }

private:
    WebMercator scale_;
    PixelRect rect_;
    double margin_px_, tolerance_px_;
    double y_[4] = {};  ///< polynomial of the latitude, by canvas/path.cpp
    double lat0_ = 0, x_factor_ = 0, x_origin_ = 0;
    std::vector<PixelPoint> scratch_, clipped_;
};

}  // namespace konbit
