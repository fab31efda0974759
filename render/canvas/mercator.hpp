#pragma once

#include <cstdint>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// A place in a picture or in the world's pixels: x to the east, y to the south.
struct PixelPoint {
    double x = 0, y = 0;
    bool operator==(const PixelPoint&) const = default;
};

/// A rectangle of the world's pixels at some scale: [x, x + width) × [y, y + height). May reach
/// over the antimeridian (x below 0 or beyond the world's width).
struct PixelRect {
    std::int64_t x = 0, y = 0;
    int width = 0, height = 0;
    bool operator==(const PixelRect&) const = default;
};

/// Spherical Web Mercator (EPSG:3857) at one scale: the world is 256 · 2^zoom · ratio pixels
/// wide. `zoom` chooses what a style draws, may be fractional; `ratio` makes all of it larger
/// (2: "retina", print). Latitudes are clamped to ±85.0511288°.
class WebMercator {
public:
    explicit WebMercator(double zoom, double ratio = 1);
    [[nodiscard]] double zoom() const noexcept { return zoom_; }
    [[nodiscard]] double ratio() const noexcept { return ratio_; }
    [[nodiscard]] double world_px() const noexcept { return world_px_; }
    [[nodiscard]] PixelPoint to_pixels(Location at) const noexcept;
    [[nodiscard]] Location to_location(PixelPoint at) const noexcept;  ///< wraps, clamps
    /// The ground of a rectangle, grown by `margin_px`; may cross the antimeridian.
    [[nodiscard]] BoundingBox box_of(const PixelRect& rect, double margin_px = 0) const noexcept;
    /// The pixels that cover a box (which may cross the antimeridian), rounded outward.
    [[nodiscard]] PixelRect rect_of(const BoundingBox& box) const noexcept;
    /// Metres on the ground of one pixel there.
    [[nodiscard]] double metres_per_px(Location at) const noexcept;
    bool operator==(const WebMercator&) const = default;

private:
    double zoom_, ratio_, world_px_;
};

/// The zoom at which a map is drawn when it should show all of `box` in width × height pixels;
/// fractional.
[[nodiscard]] double zoom_to_fit(const BoundingBox& box, int width, int height) noexcept;

}  // namespace konbit
