#include <algorithm>
#include <cmath>
#include <optional>

#include "mapper/model/geometry.hpp"

namespace konbit {
namespace {

struct PlanarCentroid {
    double area = 0;  // twice the area
    double x = 0;     // moments, relative to an origin near by: doubles keep every digit
    double y = 0;

    void add(std::span<const Location> ring, Location origin) noexcept {
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const double ax = double(ring[i - 1].lon_e7) - origin.lon_e7;
            const double ay = double(ring[i - 1].lat_e7) - origin.lat_e7;
            const double bx = double(ring[i].lon_e7) - origin.lon_e7;
            const double by = double(ring[i].lat_e7) - origin.lat_e7;
            const double cross = ax * by - bx * ay;
            area += cross;
            x += (ax + bx) * cross;
            y += (ay + by) * cross;
        }
    }
    [[nodiscard]] std::optional<Location> location(Location origin) const noexcept {
        if (area == 0) return std::nullopt;
        const Location at{static_cast<std::int32_t>(std::lround(origin.lon_e7 + x / (3 * area))),
                          static_cast<std::int32_t>(std::lround(origin.lat_e7 + y / (3 * area)))};
        return at.valid() ? std::optional{at} : std::nullopt;
    }
};

/// The rings [first, last) of the polygon whose outer ring is largest.
std::span<const Ring> largest_polygon(const Geometry& area) noexcept {
    std::size_t best = 0;
    double best_area = -1;
    for (std::size_t i = 0; i < area.rings.size(); ++i) {
        if (!area.rings[i].outer) continue;
        const double size = std::abs(signed_area_e14(area.ring(area.rings[i])));
        if (size > best_area) {
            best_area = size;
            best = i;
        }
    }
    std::size_t end = best + 1;
    while (end < area.rings.size() && !area.rings[end].outer) ++end;
    return std::span{area.rings}.subspan(best, end - best);
}

/// Where the edges of the rings cross a parallel, from west to east. The half-open rule
/// gives an even number for closed rings.
std::vector<double> crossings(const Geometry& area, std::span<const Ring> rings,
                              std::int32_t lat_e7) {
    std::vector<double> found;
    for (const Ring& r : rings) {
        const auto ring = area.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const Location a = ring[i - 1];
            const Location b = ring[i];
            if ((a.lat_e7 > lat_e7) == (b.lat_e7 > lat_e7)) continue;
            const double part = (double(lat_e7) - a.lat_e7) / (double(b.lat_e7) - a.lat_e7);
            found.push_back(a.lon_e7 + part * (double(b.lon_e7) - a.lon_e7));
        }
    }
    std::ranges::sort(found);
    return found;
}

Location middle_of_widest_stretch(const Geometry& area, std::span<const Ring> rings) {
    const auto outer = area.ring(rings.front());
    const std::int32_t lat_e7 = bounding_box_of(outer).center().lat_e7;
    const auto found = crossings(area, rings, lat_e7);
    double widest = -1;
    double middle = 0;
    for (std::size_t i = 1; i < found.size(); i += 2) {
        if (found[i] - found[i - 1] <= widest) continue;
        widest = found[i] - found[i - 1];
        middle = (found[i] + found[i - 1]) / 2;
    }
    const Location at{static_cast<std::int32_t>(std::lround(middle)), lat_e7};
    // Flat or narrower than the grid: a vertex is on the edge, and the edge counts as inside.
    return widest >= 0 && contains(area, at) ? at : outer.front();
}

Location point_inside(const Geometry& area) {
    if (area.rings.empty()) return area.locations.front();
    const auto rings = largest_polygon(area);
    const auto outer = area.ring(rings.front());
    if (outer.empty()) return area.locations.front();
    PlanarCentroid sum;
    for (const Ring& r : rings) sum.add(area.ring(r), outer.front());
    const auto centroid = sum.location(outer.front());
    return centroid && contains(area, *centroid) ? *centroid
                                                 : middle_of_widest_stretch(area, rings);
}

}  // namespace

Location representative_point(const Geometry& geometry) {
    if (geometry.locations.empty()) return {};
    switch (geometry.kind) {
        case GeometryKind::area:
            return point_inside(geometry);
        case GeometryKind::line:
            return geometry.locations[geometry.locations.size() / 2];
        case GeometryKind::point:
        case GeometryKind::none:
            break;
    }
    return geometry.locations.front();
}

}  // namespace konbit
