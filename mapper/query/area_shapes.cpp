// Circles and boxes as areas on a map that ends at ±180°.
#include <GeographicLib/Geodesic.hpp>
#include <array>
#include <cmath>

#include "mapper/query/area_text.hpp"

namespace konbit {
namespace {

struct Point {
    double lon = 0;  // may lie beyond ±180: not yet cut
    double lat = 0;
};
using Corners = std::vector<Point>;

/// Sutherland and Hodgman's clip of a ring by lon >= limit (or <=).
Corners clipped(const Corners& ring, double limit, bool keep_east) {
    const auto inside = [&](const Point& p) { return keep_east ? p.lon >= limit : p.lon <= limit; };
    Corners out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point& a = ring[i];
        const Point& b = ring[(i + 1) % ring.size()];
        if (inside(a)) out.push_back(a);
        if (inside(a) == inside(b)) continue;
        const double t = (limit - a.lon) / (b.lon - a.lon);
        out.push_back({limit, a.lat + t * (b.lat - a.lat)});
    }
    return out;
}

void append_polygon(Geometry& into, const Corners& ring, double shift) {
    if (ring.size() < 3) return;
    std::vector<Location> closed;
    for (const Point& p : ring) {
        const auto at = location_from_degrees(std::clamp(p.lon + shift, -180.0, 180.0),
                                              std::clamp(p.lat, -90.0, 90.0));
        if (closed.empty() || closed.back() != at) closed.push_back(at);
    }
    if (closed.size() > 1 && closed.front() == closed.back()) closed.pop_back();
    if (closed.size() < 3) return;
    closed.push_back(closed.front());
    if (signed_area_e14(closed) < 0) std::reverse(closed.begin(), closed.end());
    const auto begin = static_cast<std::uint32_t>(into.locations.size());
    into.locations.insert(into.locations.end(), closed.begin(), closed.end());
    into.rings.push_back({begin, static_cast<std::uint32_t>(into.locations.size()), true});
}

/// The circle's corners, each within 180° of the one before it: no jump at the antimeridian.
Corners corners_of(Location center, double radius_m) {
    constexpr int kCorners = 180;
    const auto& earth = GeographicLib::Geodesic::WGS84();
    Corners ring;
    for (int i = 0; i < kCorners; ++i) {
        Point p;
        earth.Direct(center.lat(), center.lon(), -i * 360.0 / kCorners, radius_m, p.lat, p.lon);
        const double before = ring.empty() ? center.lon() : ring.back().lon;
        p.lon = before + std::remainder(p.lon - before, 360.0);
        ring.push_back(p);
    }
    return ring;
}

double meters_to_pole(Location center, double pole_lat) {
    double distance_m = 0;
    GeographicLib::Geodesic::WGS84().Inverse(center.lat(), center.lon(), pole_lat, 0, distance_m);
    return distance_m;
}

/// A ring around a pole runs once round the Earth: closed along the pole it becomes an area.
void close_over_pole(Corners& ring, double pole_lat) {
    const double turn = ring.back().lon >= ring.front().lon ? 360.0 : -360.0;
    ring.push_back({ring.front().lon + turn, ring.front().lat});
    ring.push_back({ring.back().lon, pole_lat});
    ring.push_back({ring.front().lon, pole_lat});
}

}  // namespace

Geometry circle(Location center, double radius_m) {
    auto ring = corners_of(center, radius_m);
    const bool north = meters_to_pole(center, 90) <= radius_m;
    const bool south = meters_to_pole(center, -90) <= radius_m;
    if (north || south) close_over_pole(ring, north ? 90 : -90);
    Geometry out;
    out.kind = GeometryKind::area;
    for (const double turn : {-720.0, -360.0, 0.0, 360.0, 720.0}) {
        auto part = clipped(ring, turn - 180, true);
        if (!part.empty()) part = clipped(part, turn + 180, false);
        append_polygon(out, part, -turn);
    }
    return out;
}

Geometry area_of_box(const BoundingBox& box) {
    Geometry out;
    out.kind = GeometryKind::area;
    for (const auto& part : split_at_antimeridian(box)) {
        if (part.empty()) continue;
        const auto begin = static_cast<std::uint32_t>(out.locations.size());
        for (const Location at :
             std::array{Location{part.west, part.south}, Location{part.east, part.south},
                        Location{part.east, part.north}, Location{part.west, part.north},
                        Location{part.west, part.south}}) {
            out.locations.push_back(at);
        }
        out.rings.push_back({begin, static_cast<std::uint32_t>(out.locations.size()), true});
    }
    return out;
}

}  // namespace konbit
