#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

enum class GeometryKind : std::uint8_t { none = 0, point = 1, line = 2, area = 3 };

/// One ring of an area: the locations [begin, end) of its geometry, closed (first equals last).
struct Ring {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool outer = true;
    bool operator==(const Ring&) const = default;
};

/// A point, a line or an area (one or more polygons) in flat arrays, so that one value can be
/// filled again and again without allocating. Rings come polygon by polygon: an outer ring
/// (counter-clockwise), then its holes (clockwise). Points and lines have no rings; `none`
/// (an object without a known place) has no locations either.
struct Geometry {
    GeometryKind kind = GeometryKind::none;
    std::vector<Location> locations;
    std::vector<Ring> rings;

    void clear() noexcept {
        kind = GeometryKind::none;
        locations.clear();
        rings.clear();
    }
    [[nodiscard]] std::span<const Location> ring(const Ring& r) const noexcept {
        return std::span{locations}.subspan(r.begin, r.end - r.begin);
    }
    bool operator==(const Geometry&) const = default;
};

[[nodiscard]] Geometry make_point(Location at);
[[nodiscard]] Geometry make_line(std::vector<Location> locations);
/// A polygon without holes from a closed ring; turned counter-clockwise.
[[nodiscard]] Geometry make_area(std::vector<Location> closed_ring);

[[nodiscard]] BoundingBox bounding_box_of(std::span<const Location> locations) noexcept;
[[nodiscard]] BoundingBox bounding_box_of(const Geometry& geometry) noexcept;

/// Twice the signed planar area in square 1e-7 degrees; positive for counter-clockwise rings.
[[nodiscard]] double signed_area_e14(std::span<const Location> closed_ring) noexcept;

/// A point for labels and pins: the point itself, the middle vertex along a line, for an area a
/// point inside it (the centroid if it lies inside, else the middle of the widest inner stretch
/// on the horizontal through the middle).
[[nodiscard]] Location representative_point(const Geometry& geometry);

/// True if the location lies inside the area or on its edge. False for points and lines.
[[nodiscard]] bool contains(const Geometry& area, Location at) noexcept;

/// True if any part of the geometry lies in the area (touching counts). Uses planar degrees.
[[nodiscard]] bool intersects(const Geometry& geometry, const Geometry& area);

/// True if any part of the geometry lies in the box, not only its bounding box.
[[nodiscard]] bool intersects(const Geometry& geometry, const BoundingBox& box);

}  // namespace konbit
