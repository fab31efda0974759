#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "mapper/store/base_map.hpp"
#include "render/canvas/mercator.hpp"

namespace konbit {

/// A piece of coast in pixels of the world at some scale, water to its right. Its ends are known
/// by their locations, so that pieces that meet are joined exactly.
struct CoastLine {
    enum class Kind : std::uint8_t {
        mapped,
        bridge,  ///< over a gap that simplification left between two mapped ones
        ray      ///< from where the extract ends its coast, out of the picture
    } kind = Kind::mapped;
    ObjectId id{};         ///< of the mapped way
    Location first, last;  ///< of a ray's far end: undefined
    std::vector<PixelPoint> points;
    double left = 0, top = 0, right = 0, bottom = 0;

    /// What tells on which copy of the world it is: a ray is where the coast ends.
    [[nodiscard]] double middle_x() const noexcept {
        if (kind != Kind::ray) return (left + right) / 2;
        return first.valid() ? points.front().x : points.back().x;
    }
    void add(PixelPoint at);
    void shift(double dx);
    void reverse() noexcept;
};

/// Twice the area of a ring in pixels; positive if it is clockwise as seen.
[[nodiscard]] double doubled_area(std::span<const PixelPoint> ring) noexcept;
/// How far to move a line so that it lies on the copy of the world nearest to `x`.
[[nodiscard]] double shift_near(const CoastLine& line, double x, double world_px) noexcept;
/// Quick: coastlines are worth drawing from zoom 0 on, and few other things are.
[[nodiscard]] bool is_coastline(const Feature& feature);
/// Calls `take` for each coast of such a feature: itself, or the rings of an area (an island that
/// is also a place), which wind as coasts do.
template <class Take>
void for_each_coast(const Geometry& geometry, Take take) {
    if (geometry.kind == GeometryKind::line && geometry.locations.size() >= 2) {
        take(std::span{geometry.locations});
    }
    for (const Ring& ring : geometry.rings) {
        if (ring.end - ring.begin >= 4) take(geometry.ring(ring));
    }
}
/// From locations, unwrapped over ±180°.
[[nodiscard]] CoastLine coast_line(std::span<const Location> locations, const WebMercator& scale);

/// The side of a place: which of the lines is nearest, and whether the water is there.
struct CoastSide {
    double distance = 0;  ///< in the unit of the points
    bool water = false;
};
class CoastSideFinder {
public:
    explicit CoastSideFinder(PixelPoint at) : at_{at} {}
    /// The line moved by `dx` to the east.
    void consider(const CoastLine& line, double dx = 0);
    [[nodiscard]] std::optional<CoastSide> side() const;

private:
    void consider_segment(PixelPoint a, PixelPoint b);
    struct Touch {
        PixelPoint a, b;
        double t = 0;
    };
    PixelPoint at_;
    double best2_ = -1;
    std::vector<Touch> nearest_;  ///< the segments at the least distance: two at a vertex
};

/// All coastlines of a map, simplified (those of its most detailed overview), kept in memory.
/// Islands drawn the wrong way around are turned.
/// What an extract cut off is prolonged: from each loose end straight away from the middle of the
/// map's data, turned aside where that would cross known coast. Points are in pixels of zoom 0.
class CoastLines {
public:
    explicit CoastLines(const BaseMap& base);
    [[nodiscard]] const std::vector<CoastLine>& lines() const noexcept { return lines_; }
    [[nodiscard]] bool empty() const noexcept { return lines_.empty(); }
    /// A closed way that is clockwise though the sea is all around: an island drawn the wrong way.
    [[nodiscard]] bool is_turned(ObjectId id) const;
    /// The way a coast that ends there goes on, as a far point; `lines` it should not cross.
    [[nodiscard]] PixelPoint way_out(PixelPoint end) const;

private:
    void read(const BaseMap& base);
    void turn_wrong_islands();
    void bridge_gaps();
    void prolong();

    PixelPoint middle_;
    std::vector<ObjectId> turned_;  // sorted
    std::vector<CoastLine> lines_;
};

/// Read once for a map, shared by all that draw it.
[[nodiscard]] std::shared_ptr<const CoastLines> coast_lines_of(const BaseMap& base);

}  // namespace konbit
