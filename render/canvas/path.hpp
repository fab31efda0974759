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
        double start_px = 0;  ///< of a line cut into parts: from its own beginning, for dashes
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
                         static_cast<std::uint32_t>(points.size()), false, 0});
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

/// Turns geometry into the pixels of one rectangle: projects (fast, from a table; within 1/256 px
/// of WebMercator), rounds to 1/256 px of the world, drops points that cannot be seen (nearer than
/// `tolerance_px` to the line between their neighbours kept), clips to the rectangle grown by
/// `margin_px` (areas stay closed along its edge, lines are cut into parts). What is kept before
/// clipping does not depend on the rectangle. Every copy of the world that reaches into the
/// rectangle is taken, also over ±180°; lines go the short way round.
class PathBuilder {
public:
    PathBuilder(const WebMercator& scale, const PixelRect& rect, double margin_px,
                double tolerance_px = 0.35);

    /// Appends. Areas: a closed part a ring; rings too small to be seen (below half a pixel) are
    /// dropped. A line that ends where it began is a closed part unless it had to be cut.
    void add(const Geometry& geometry, Path& to);
    void add_line(std::span<const Location> locations, Path& to);
    /// In the rectangle; the copy of the world nearest to its middle.
    [[nodiscard]] PixelPoint to_pixels(Location at) const noexcept;
    [[nodiscard]] const PixelRect& rect() const noexcept { return rect_; }

private:
    enum class Way : std::uint8_t { as_stored, short_way };
    void project(std::span<const Location> locations, Way way);
    void add_ring(std::span<const Location> locations, Path& to);
    template <class Emit>
    void each_copy(Emit emit);

    WebMercator scale_;
    PixelRect rect_;
    double margin_px_, tolerance_px_;
    double x_scale_, y_scale_, world_px_;
    std::vector<PixelPoint> projected_;  ///< of the copy that begins at x = 0
    std::vector<PixelPoint> moved_, spare_;
};

}  // namespace konbit
