#include "mapper/model/geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "mapper/model/ellipsoid.hpp"

namespace konbit {
namespace {

__extension__ using Int128 = __int128;

/// Which side of a→b the location is on: 1 left, -1 right, 0 on the line. Exact.
int side_of(Location a, Location b, Location at) noexcept {
    const std::int64_t dx = std::int64_t{b.lon_e7} - a.lon_e7;
    const std::int64_t dy = std::int64_t{b.lat_e7} - a.lat_e7;
    const std::int64_t px = std::int64_t{at.lon_e7} - a.lon_e7;
    const std::int64_t py = std::int64_t{at.lat_e7} - a.lat_e7;
    const Int128 left = Int128{dx} * py;
    const Int128 right = Int128{dy} * px;
    return left > right ? 1 : (left < right ? -1 : 0);
}

BoundingBox box_of(Location a, Location b) noexcept {
    return {std::min(a.lon_e7, b.lon_e7), std::min(a.lat_e7, b.lat_e7),
            std::max(a.lon_e7, b.lon_e7), std::max(a.lat_e7, b.lat_e7)};
}

struct Segment {
    Location a;
    Location b;
};

constexpr bool crosses(Location a, Location b) noexcept {
    const std::int64_t step = std::int64_t{b.lon_e7} - a.lon_e7;
    return wrapped_e7(step) != step;
}

/// Where a stretch that crosses the antimeridian meets it, on the side of `a`.
Location on_antimeridian(Location a, Location b) noexcept {
    const std::int32_t edge = a.lon_e7 > 0 ? Location::kMaxLon_e7 : -Location::kMaxLon_e7;
    const double to_edge = std::abs(double(edge) - a.lon_e7);
    const double beyond = std::abs(double(edge) + b.lon_e7);
    const double part = to_edge + beyond > 0 ? to_edge / (to_edge + beyond) : 0;
    return {edge, static_cast<std::int32_t>(
                      std::lround(a.lat_e7 + part * (double(b.lat_e7) - a.lat_e7)))};
}

bool segments_meet(const Segment& s, const Segment& t) noexcept {
    if (!box_of(s.a, s.b).intersects(box_of(t.a, t.b))) return false;
    return side_of(s.a, s.b, t.a) * side_of(s.a, s.b, t.b) <= 0 &&
           side_of(t.a, t.b, s.a) * side_of(t.a, t.b, s.b) <= 0;
}

bool segment_meets_box(const Segment& s, const BoundingBox& box) noexcept {
    if (box.contains(s.a) || box.contains(s.b)) return true;
    if (!box_of(s.a, s.b).intersects(box)) return false;
    const std::array corners{Location{box.west, box.south}, Location{box.east, box.south},
                             Location{box.east, box.north}, Location{box.west, box.north}};
    const int first = side_of(s.a, s.b, corners[0]);
    return std::ranges::any_of(corners,
                               [&](Location c) { return side_of(s.a, s.b, c) * first <= 0; });
}

/// Calls `visit(Segment)` for each stretch of a line or each edge of an area until it says true.
template <class Visitor>
bool any_segment(const Geometry& geometry, Visitor visit) {
    const auto any_in = [&](std::span<const Location> path) {
        for (std::size_t i = 1; i < path.size(); ++i) {
            const Location a = path[i - 1];
            const Location b = path[i];
            if (!crosses(a, b)) {
                if (visit(Segment{a, b})) return true;
                continue;
            }
            const Location edge = on_antimeridian(a, b);
            if (visit(Segment{a, edge}) || visit(Segment{{-edge.lon_e7, edge.lat_e7}, b})) {
                return true;
            }
        }
        return false;
    };
    if (geometry.kind == GeometryKind::line) return any_in(geometry.locations);
    if (geometry.kind != GeometryKind::area) return false;
    return std::ranges::any_of(geometry.rings,
                               [&](const Ring& r) { return any_in(geometry.ring(r)); });
}

enum class Where : std::uint8_t { outside, inside, on_edge };

/// Even-odd over one ring: whether a ray to the east meets it an odd number of times.
Where where_in_ring(std::span<const Location> ring, Location at) noexcept {
    bool odd = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const Location a = ring[i - 1];
        const Location b = ring[i];
        const bool a_above = a.lat_e7 > at.lat_e7;
        const bool b_above = b.lat_e7 > at.lat_e7;
        if (a_above == b_above) {
            // Neither end above: the edge can touch only if an end is level with the location.
            if (a_above || (a.lat_e7 != at.lat_e7 && b.lat_e7 != at.lat_e7)) continue;
            if (a == at || b == at) return Where::on_edge;
            if (a.lat_e7 == b.lat_e7 && (a.lon_e7 < at.lon_e7) != (b.lon_e7 < at.lon_e7)) {
                return Where::on_edge;
            }
            continue;
        }
        if (a.lon_e7 < at.lon_e7 && b.lon_e7 < at.lon_e7) continue;
        if (a.lon_e7 > at.lon_e7 && b.lon_e7 > at.lon_e7) {
            odd = !odd;
            continue;
        }
        const int side = side_of(a, b, at);
        if (side == 0) return Where::on_edge;
        if ((side > 0) == b_above) odd = !odd;
    }
    return odd ? Where::inside : Where::outside;
}

bool contains_exactly(const Geometry& area, Location at) noexcept {
    bool odd = false;
    for (const Ring& r : area.rings) {
        const Where where = where_in_ring(area.ring(r), at);
        if (where == Where::on_edge) return true;
        odd ^= where == Where::inside;
    }
    return odd;
}

/// Edges of two geometries that cross, where only those near the other one are compared.
bool edges_meet(const Geometry& geometry, const BoundingBox& box, const Geometry& area,
                const BoundingBox& area_box) {
    std::vector<Segment> near;
    any_segment(area, [&](const Segment& edge) {
        if (box_of(edge.a, edge.b).intersects(box)) near.push_back(edge);
        return false;
    });
    if (near.empty()) return false;
    return any_segment(geometry, [&](const Segment& s) {
        if (!box_of(s.a, s.b).intersects(area_box)) return false;
        return std::ranges::any_of(near, [&](const Segment& e) { return segments_meet(s, e); });
    });
}

/// One location of each part that could lie wholly inside another area.
template <class Predicate>
bool any_part_start(const Geometry& geometry, Predicate predicate) {
    if (geometry.kind != GeometryKind::area) {
        return !geometry.locations.empty() && predicate(geometry.locations.front());
    }
    return std::ranges::any_of(geometry.rings, [&](const Ring& r) {
        return r.outer && r.end > r.begin && predicate(geometry.locations[r.begin]);
    });
}

bool intersects_plain(const Geometry& geometry, const BoundingBox& box) {
    if (box.empty() || !bounding_box_of(geometry).intersects(box)) return false;
    if (geometry.kind == GeometryKind::point || geometry.locations.size() == 1) return true;
    if (any_segment(geometry, [&](const Segment& s) { return segment_meets_box(s, box); })) {
        return true;
    }
    return geometry.kind == GeometryKind::area && contains(geometry, {box.west, box.south});
}

}  // namespace

Geometry make_point(Location at) {
    return {GeometryKind::point, {at}, {}};
}

Geometry make_line(std::vector<Location> locations) {
    return {GeometryKind::line, std::move(locations), {}};
}

Geometry make_area(std::vector<Location> closed_ring) {
    if (signed_area_e14(closed_ring) < 0) std::ranges::reverse(closed_ring);
    const auto size = static_cast<std::uint32_t>(closed_ring.size());
    return {GeometryKind::area, std::move(closed_ring), {Ring{0, size, true}}};
}

BoundingBox bounding_box_of(std::span<const Location> locations) noexcept {
    BoundingBox box;
    for (const Location at : locations) box.extend(at);
    if (!crosses({box.west, 0}, {box.east, 0})) return box;  // no stretch can be that wide
    for (std::size_t i = 1; i < locations.size(); ++i) {
        if (!crosses(locations[i - 1], locations[i])) continue;
        box.west = -Location::kMaxLon_e7;
        box.east = Location::kMaxLon_e7;
        break;
    }
    return box;
}

BoundingBox bounding_box_of(const Geometry& geometry) noexcept {
    return bounding_box_of(std::span<const Location>{geometry.locations});
}

double signed_area_e14(std::span<const Location> closed_ring) noexcept {
    // Relative to the first location, so that the doubles keep every digit of small rings.
    double sum = 0;
    for (std::size_t i = 1; i < closed_ring.size(); ++i) {
        const double ax = double(closed_ring[i - 1].lon_e7) - closed_ring.front().lon_e7;
        const double ay = double(closed_ring[i - 1].lat_e7) - closed_ring.front().lat_e7;
        const double bx = double(closed_ring[i].lon_e7) - closed_ring.front().lon_e7;
        const double by = double(closed_ring[i].lat_e7) - closed_ring.front().lat_e7;
        sum += ax * by - bx * ay;
    }
    return sum;
}

bool contains(const Geometry& area, Location at) noexcept {
    if (area.kind != GeometryKind::area) return false;
    if (contains_exactly(area, at)) return true;
    // 180° east and west are one meridian.
    return std::abs(at.lon_e7) == Location::kMaxLon_e7 &&
           contains_exactly(area, {-at.lon_e7, at.lat_e7});
}

bool intersects(const Geometry& geometry, const Geometry& area) {
    if (area.kind != GeometryKind::area) return false;
    if (geometry.kind == GeometryKind::point) {
        return any_part_start(geometry, [&](Location at) { return contains(area, at); });
    }
    const BoundingBox box = bounding_box_of(geometry);
    const BoundingBox area_box = bounding_box_of(area);
    if (!box.intersects(area_box)) return false;
    if (any_part_start(geometry, [&](Location at) { return contains(area, at); })) return true;
    if (any_part_start(area, [&](Location at) { return contains(geometry, at); })) return true;
    return edges_meet(geometry, box, area, area_box);
}

bool intersects(const Geometry& geometry, const BoundingBox& box) {
    return std::ranges::any_of(split_at_antimeridian(box), [&](const BoundingBox& part) {
        return intersects_plain(geometry, part);
    });
}

}  // namespace konbit
