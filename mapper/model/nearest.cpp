// The nearest point of a geometry. Near by, on a tangent plane; else (far away, near a pole, or
// for segments so long that the plane bends them) by halving segments in space.
#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/ellipsoid.hpp"
#include "mapper/model/geodesy.hpp"

namespace konbit {
namespace {

constexpr std::int64_t kLongSegment_e7 = 300'000;  // 0.03°: the plane bends it by 0.5 m at most
constexpr double kPlaneReach_m = 50'000;
constexpr int kMostHalvings = 40;

/// Longitude and latitude less those of the place asked from, in radians.
struct Offset {
    double lon = 0;
    double lat = 0;
};

Offset between(Offset a, Offset b, double part) noexcept {
    return {a.lon + part * (b.lon - a.lon), a.lat + part * (b.lat - a.lat)};
}

struct Plane {
    double x;
    double y;
};

struct Space {
    double x;
    double y;
    double z;
};

double dot(Plane a, Plane b) noexcept {
    return a.x * b.x + a.y * b.y;
}
double dot(Space a, Space b) noexcept {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
Plane minus(Plane a, Plane b) noexcept {
    return {a.x - b.x, a.y - b.y};
}
Space minus(Space a, Space b) noexcept {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

/// The part of the way from a to b at which the origin is nearest.
template <class Vector>
double nearest_part(Vector a, Vector b) noexcept {
    const Vector along = minus(b, a);
    const double length2 = dot(along, along);
    return length2 > 0 ? std::clamp(-dot(a, along) / length2, 0.0, 1.0) : 0.0;
}

template <class Vector>
double squared_distance(Vector a, Vector b, double part) noexcept {
    const Vector along = minus(b, a);
    if constexpr (requires { a.z; }) {
        const Space at{a.x + part * along.x, a.y + part * along.y, a.z + part * along.z};
        return dot(at, at);
    } else {
        const Plane at{a.x + part * along.x, a.y + part * along.y};
        return dot(at, at);
    }
}

struct Stretch {
    Offset a;
    Offset b;
    double part = 0;
    [[nodiscard]] Offset nearest() const noexcept { return between(a, b, part); }
};

class NearestSearch {
public:
    explicit NearestSearch(Location from) noexcept
        : from_{from},
          lat_{from.lat_e7 * kRadiansPerE7},
          sin_{std::sin(lat_)},
          cos_{std::cos(lat_)} {
        const LocalScale scale = local_scale(sin_, cos_);
        meridian_m_ = scale.meridian_m;
        parallel_m_ = scale.parallel_m;
        shrink_m_ = meridian_m_ * sin_;
        bend_m_ = parallel_m_ * sin_ / 2;
        // The plane is right to (d tan(lat) / R)², here 0.04 %.
        const double reach =
            std::min(kPlaneReach_m, 0.02 * parallel_m_ / std::max(std::abs(sin_), 1e-9));
        plane_reach2_ = reach * reach;
    }

    /// The offset of the nearest point. The geometry has locations.
    [[nodiscard]] Offset run(const Geometry& to) noexcept {
        each_path(to, [&](auto path) { search_on_plane(path); });
        if (beyond_half_turn_ || best2_ > plane_reach2_) {
            best2_ = std::numeric_limits<double>::infinity();
            each_path(to, [&](auto path) { search_in_space(path); });
        }
        if (best2_ <= plane_reach2_) refine_on_plane();
        return best_.nearest();
    }

private:
    template <class Visitor>
    static void each_path(const Geometry& geometry, Visitor visit) noexcept {
        if (geometry.rings.empty()) return visit(std::span<const Location>{geometry.locations});
        for (const Ring& r : geometry.rings) {
            if (r.end > r.begin) visit(geometry.ring(r));
        }
    }

    /// Azimuthal equidistant to the second order.
    [[nodiscard]] Plane on_plane(Offset at) const noexcept {
        return {at.lon * (parallel_m_ - shrink_m_ * at.lat),
                meridian_m_ * at.lat + bend_m_ * at.lon * at.lon};
    }

    /// Earth-centred, less the place asked from.
    [[nodiscard]] Space in_space(Offset at) const noexcept {
        const double s = std::sin(lat_ + at.lat);
        const double across_m = kEquatorRadius_m / std::sqrt(1 - kEccentricity2 * s * s);
        const double axis_m = across_m * std::cos(lat_ + at.lat);
        return {axis_m * std::cos(at.lon) - parallel_m_, axis_m * std::sin(at.lon),
                (1 - kEccentricity2) * across_m * s - height_m()};
    }
    [[nodiscard]] double height_m() const noexcept {
        return (1 - kEccentricity2) * kEquatorRadius_m * sin_ /
               std::sqrt(1 - kEccentricity2 * sin_ * sin_);
    }

    [[nodiscard]] Offset offset(Location at, std::int64_t shift_e7) const noexcept {
        return {
            static_cast<double>(std::int64_t{at.lon_e7} - from_.lon_e7 + shift_e7) * kRadiansPerE7,
            static_cast<double>(std::int64_t{at.lat_e7} - from_.lat_e7) * kRadiansPerE7};
    }

    void search_on_plane(std::span<const Location> path) noexcept {
        const std::int64_t first = std::int64_t{path.front().lon_e7} - from_.lon_e7;
        std::int64_t shift = wrapped_e7(first) - first;
        Offset a = offset(path.front(), shift);
        Plane pa = on_plane(a);
        keep({a, a, 0}, dot(pa, pa));
        double widest = 0;
        for (std::size_t i = 1; i < path.size(); ++i) {
            shift += turn_between(path[i - 1], path[i]);
            const Offset b = offset(path[i], shift);
            const Plane pb = on_plane(b);
            if (is_long(path[i - 1], path[i])) {
                halve({a, b}, in_space(a), in_space(b), 0);
            } else {
                const double part = nearest_part(pa, pb);
                keep({a, b, part}, squared_distance(pa, pb, part));
            }
            widest = std::max(widest, std::abs(b.lon));
            a = b;
            pa = pb;
        }
        beyond_half_turn_ |= widest > std::numbers::pi;
    }

    void search_in_space(std::span<const Location> path) noexcept {
        Offset a = offset(path.front(), 0);
        Space sa = in_space(a);
        keep({a, a, 0}, dot(sa, sa));
        std::int64_t shift = 0;
        for (std::size_t i = 1; i < path.size(); ++i) {
            shift += turn_between(path[i - 1], path[i]);
            const Offset b = offset(path[i], shift);
            const Space sb = in_space(b);
            halve({a, b}, sa, sb, 0);
            a = b;
            sa = sb;
        }
    }

    /// A stretch goes the short way round, across the antimeridian if need be.
    static std::int64_t turn_between(Location a, Location b) noexcept {
        const std::int64_t step = std::int64_t{b.lon_e7} - a.lon_e7;
        return wrapped_e7(step) - step;
    }

    static bool is_long(Location a, Location b) noexcept {
        return std::abs(std::int64_t{b.lon_e7} - a.lon_e7) > kLongSegment_e7 ||
               std::abs(std::int64_t{b.lat_e7} - a.lat_e7) > kLongSegment_e7;
    }

    /// Branch and bound: the true curve is within `sagitta` of its chord (|r''| / 8).
    void halve(const Stretch& s, Space sa, Space sb, int depth) noexcept {
        const double span = std::abs(s.b.lon - s.a.lon) + std::abs(s.b.lat - s.a.lat);
        const double sagitta_m = 6.4e6 / 8 * span * span;
        const double part = nearest_part(sa, sb);
        const double distance2 = squared_distance(sa, sb, part);
        const double distance = std::sqrt(distance2);
        if (distance > sagitta_m && (distance - sagitta_m) * (distance - sagitta_m) >= best2_)
            return;
        if (sagitta_m <= std::clamp(distance * 5e-4, 0.25, 10.0) || depth == kMostHalvings) {
            return keep({s.a, s.b, part}, distance2);
        }
        const Offset middle = between(s.a, s.b, 0.5);
        const Space sm = in_space(middle);
        if (part < 0.5) {
            halve({s.a, middle}, sa, sm, depth + 1);
            halve({middle, s.b}, sm, sb, depth + 1);
        } else {
            halve({middle, s.b}, sm, sb, depth + 1);
            halve({s.a, middle}, sa, sm, depth + 1);
        }
    }

    void keep(const Stretch& s, double distance2) noexcept {
        if (distance2 >= best2_) return;
        best2_ = distance2;
        best_ = s;
    }

    /// Two steps of Gauss and Newton along the true, slightly bent stretch.
    void refine_on_plane() noexcept {
        const Offset d{best_.b.lon - best_.a.lon, best_.b.lat - best_.a.lat};
        for (int i = 0; i < 2; ++i) {
            const Offset at = best_.nearest();
            const Plane p = on_plane(at);
            const Plane along{
                d.lon * (parallel_m_ - shrink_m_ * at.lat) - at.lon * shrink_m_ * d.lat,
                meridian_m_ * d.lat + 2 * bend_m_ * at.lon * d.lon};
            const double speed2 = dot(along, along);
            if (speed2 > 0) best_.part = std::clamp(best_.part - dot(p, along) / speed2, 0.0, 1.0);
        }
    }

    Location from_;
    double lat_;
    double sin_;
    double cos_;
    double meridian_m_ = 0;
    double parallel_m_ = 0;
    double shrink_m_ = 0;
    double bend_m_ = 0;
    double plane_reach2_ = 0;
    double best2_ = std::numeric_limits<double>::infinity();
    bool beyond_half_turn_ = false;
    Stretch best_;
};

}  // namespace

double distance_m(Location from, const Geometry& to) noexcept {
    if (to.kind == GeometryKind::none || to.locations.empty() || !from.valid()) {
        return std::numeric_limits<double>::infinity();
    }
    if (to.kind == GeometryKind::point) return distance_m(from, to.locations.front());
    if (contains(to, from)) return 0;
    const Offset nearest = NearestSearch{from}.run(to);
    const double lat = from.lat_e7 * kRadiansPerE7;
    return geodesic_m(lat, lat + nearest.lat, nearest.lon);
}

Location nearest_point(Location from, const Geometry& to) noexcept {
    if (to.kind == GeometryKind::none || to.locations.empty() || !from.valid()) return {};
    if (to.kind == GeometryKind::point) return to.locations.front();
    if (contains(to, from)) return from;
    const Offset nearest = NearestSearch{from}.run(to);
    const double lon = from.lon() + nearest.lon / kRadiansPerDegree;
    const double turns = std::abs(lon) <= 180 ? 0 : std::round(lon / 360) * 360;
    return location_from_degrees(lon - turns, from.lat() + nearest.lat / kRadiansPerDegree);
}

}  // namespace konbit
