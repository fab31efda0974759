#include "mapper/model/antimeridian.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "mapper/model/ellipsoid.hpp"

namespace konbit {
namespace {

constexpr std::int64_t kTurn = kTurn_e7;
constexpr std::int64_t kHalf = kTurn / 2;

/// A place whose longitude may lie beyond ±180°, so that neighbours are near each other.
struct Spot {
    std::int64_t x = 0;
    std::int64_t y = 0;
    bool operator==(const Spot&) const = default;
};
using Path = std::vector<Spot>;
struct Polygon {
    Path outer;
    std::vector<Path> holes;
};

Path unrolled(std::span<const Location> from) {
    Path path;
    path.reserve(from.size() + 3);
    std::int64_t turn = 0;
    for (std::size_t i = 0; i < from.size(); ++i) {
        if (i > 0) {
            const std::int64_t step = std::int64_t{from[i].lon_e7} - from[i - 1].lon_e7;
            turn += wrapped_e7(step) - step;
        }
        path.push_back({from[i].lon_e7 + turn, from[i].lat_e7});
    }
    return path;
}

/// Back to ±180° where the middle of a path lies `turns` turns away.
std::int64_t turns_of(std::int64_t x) noexcept {
    return static_cast<std::int64_t>(std::floor((static_cast<double>(x) + kHalf) / kTurn));
}

/// Where a stretch meets the meridian x.
Spot meeting(const Spot& a, const Spot& b, std::int64_t x) noexcept {
    const double part = static_cast<double>(x - a.x) / static_cast<double>(b.x - a.x);
    return {x, a.y + std::llround(static_cast<double>(b.y - a.y) * part)};
}

void append(Path& path, Spot at) {
    if (path.empty() || path.back() != at) path.push_back(at);
}

/// A ring that did not come back to its beginning goes round a pole: the nearer one.
void close_over_pole(Path& ring) {
    if (ring.empty() || ring.front().x == ring.back().x) return;
    double sum = 0;
    for (const auto& at : ring) sum += static_cast<double>(at.y);
    const std::int64_t pole = sum < 0 ? -Location::kMaxLat_e7 : Location::kMaxLat_e7;
    const auto first = ring.front();
    append(ring, {ring.back().x, pole});
    append(ring, {first.x, pole});
    append(ring, first);
}

double signed_area(const Path& ring) noexcept {
    double sum = 0;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        sum += static_cast<double>(ring[i - 1].x - ring[0].x) *
                   static_cast<double>(ring[i].y - ring[0].y) -
               static_cast<double>(ring[i].x - ring[0].x) *
                   static_cast<double>(ring[i - 1].y - ring[0].y);
    }
    return sum;
}

bool holds(const Path& ring, const Spot& at) noexcept {
    bool odd = false;
    for (std::size_t i = 1; i < ring.size(); ++i) {
        const auto& a = ring[i - 1];
        const auto& b = ring[i];
        if ((a.y > at.y) == (b.y > at.y)) continue;
        if (static_cast<double>(at.x) <
            static_cast<double>(meeting({a.y, a.x}, {b.y, b.x}, at.y).y))
            odd = !odd;
    }
    return odd;
}

/// The stretches of closed rings on one side of a meridian: whole rings, and chains that begin and
/// end on it.
struct Side {
    std::vector<Path> whole;
    std::vector<Path> chains;
};

void split_ring(const Path& ring, std::int64_t x, int sign, Side& into) {
    const auto inside = [&](const Spot& at) { return sign * (at.x - x) <= 0; };
    const auto out = std::find_if_not(ring.begin(), ring.end(), inside);
    if (out == ring.end()) {
        into.whole.push_back(ring);
        return;
    }
    const std::size_t count = ring.size() - 1;
    const auto start = static_cast<std::size_t>(out - ring.begin()) % count;
    Path chain;
    for (std::size_t step = 0; step < count; ++step) {
        const auto& a = ring[(start + step) % count];
        const auto& b = ring[(start + step + 1) % count];
        if (!inside(a) && inside(b)) append(chain, meeting(a, b, x));
        if (inside(b)) append(chain, b);
        if (inside(a) && !inside(b)) {
            append(chain, meeting(a, b, x));
            into.chains.push_back(std::exchange(chain, {}));
        }
    }
}

/// Joins the chains along the meridian, the inside to the left: north on its western side, south
/// on its eastern.
std::vector<Path> joined(std::vector<Path> chains, int sign) {
    std::vector<Path> rings;
    std::vector<bool> used(chains.size(), false);
    const auto next_after = [&](std::int64_t y, std::size_t first) {
        auto best = first;
        bool any = false;
        for (std::size_t i = 0; i < chains.size(); ++i) {
            const auto ahead = sign * (chains[i].front().y - y);
            if ((used[i] && i != first) || ahead < 0) continue;
            if (!any || ahead < sign * (chains[best].front().y - y)) best = i;
            any = true;
        }
        return best;
    };
    for (std::size_t first = 0; first < chains.size(); ++first) {
        if (used[first]) continue;
        Path ring;
        for (auto at = first;;) {
            used[at] = true;
            for (const auto& spot : chains[at]) append(ring, spot);
            at = next_after(ring.back().y, first);
            if (used[at]) break;
        }
        append(ring, ring.front());
        rings.push_back(std::move(ring));
    }
    return rings;
}

/// The part of a polygon west (sign 1) or east (sign -1) of a meridian.
std::vector<Polygon> clipped(const Polygon& polygon, std::int64_t x, int sign) {
    Side side;
    split_ring(polygon.outer, x, sign, side);
    const bool outer_whole = !side.whole.empty();
    std::vector<Path> holes;
    for (const auto& hole : polygon.holes) {
        const auto before = side.whole.size();
        split_ring(hole, x, sign, side);
        if (side.whole.size() > before) holes.push_back(hole);
    }
    std::vector<Polygon> parts;
    if (outer_whole) {
        parts.push_back({polygon.outer, std::move(holes)});
        return parts;
    }
    for (auto& ring : joined(std::move(side.chains), sign)) {
        if (ring.size() >= 4 && signed_area(ring) > 0) parts.push_back({std::move(ring), {}});
    }
    for (auto& hole : holes) {
        const auto home = std::find_if(parts.begin(), parts.end(), [&](const Polygon& part) {
            return holds(part.outer, hole.front());
        });
        if (home != parts.end()) home->holes.push_back(std::move(hole));
    }
    return parts;
}

std::pair<std::int64_t, std::int64_t> extent(const Path& path) noexcept {
    const auto [low, high] = std::minmax_element(
        path.begin(), path.end(), [](const Spot& a, const Spot& b) { return a.x < b.x; });
    return {low->x, high->x};
}

void add_range(const Path& path, std::int64_t shift, bool outer, Geometry& into) {
    const auto begin = static_cast<std::uint32_t>(into.locations.size());
    for (const auto& at : path) {
        into.locations.push_back(
            {static_cast<std::int32_t>(at.x - shift), static_cast<std::int32_t>(at.y)});
    }
    into.rings.push_back({begin, static_cast<std::uint32_t>(into.locations.size()), outer});
}

void add_polygon(const Polygon& polygon, Geometry& into) {
    const auto [west, east] = extent(polygon.outer);
    const auto last = turns_of(east - 1);
    for (auto turn = turns_of(west); turn <= last; ++turn) {
        for (const auto& half : clipped(polygon, turn * kTurn + kHalf, 1)) {
            for (const auto& part : clipped(half, turn * kTurn - kHalf, -1)) {
                add_range(part.outer, turn * kTurn, true, into);
                for (const auto& hole : part.holes) add_range(hole, turn * kTurn, false, into);
            }
        }
    }
}

/// Holes are unrolled on their own: brings one to where its polygon is.
void move_into(const Path& outer, Path& hole) {
    for (const std::int64_t shift : {std::int64_t{0}, kTurn, -kTurn, 2 * kTurn, -2 * kTurn}) {
        if (!holds(outer, {hole.front().x + shift, hole.front().y})) continue;
        for (auto& at : hole) at.x += shift;
        return;
    }
}

void cut_area(const Geometry& area, Geometry& into) {
    Polygon polygon;
    const auto flush = [&] {
        if (polygon.outer.size() >= 4) add_polygon(polygon, into);
        polygon = {};
    };
    for (const auto& ring : area.rings) {
        auto path = unrolled(area.ring(ring));
        if (path.size() < 4) continue;
        close_over_pole(path);
        if ((signed_area(path) > 0) != ring.outer) std::reverse(path.begin(), path.end());
        if (ring.outer) {
            flush();
            polygon.outer = std::move(path);
        } else if (!polygon.outer.empty()) {
            move_into(polygon.outer, path);
            polygon.holes.push_back(std::move(path));
        }
    }
    flush();
}

void cut_line(const Geometry& line, Geometry& into) {
    const auto path = unrolled(line.locations);
    Path part;
    auto turn = path.empty() ? 0 : turns_of(path.front().x);
    const auto flush = [&] {
        if (part.size() >= 2) add_range(part, turn * kTurn, true, into);
        part.clear();
    };
    for (std::size_t i = 0; i < path.size(); ++i) {
        // A place on the meridian belongs to the part before it.
        while (path[i].x > turn * kTurn + kHalf || path[i].x < turn * kTurn - kHalf) {
            const int way = path[i].x > turn * kTurn ? 1 : -1;
            const auto edge = turn * kTurn + way * kHalf;
            const auto at =
                part.empty() ? Spot{edge, path[i].y} : meeting(path[i - 1], path[i], edge);
            append(part, at);
            flush();
            turn += way;
            append(part, at);
        }
        append(part, path[i]);
    }
    flush();
}

}  // namespace

bool crosses_antimeridian(const Geometry& geometry) noexcept {
    const auto jumps = [](std::span<const Location> path) {
        for (std::size_t i = 1; i < path.size(); ++i) {
            if (std::abs(std::int64_t{path[i].lon_e7} - path[i - 1].lon_e7) > kHalf) return true;
        }
        return false;
    };
    if (geometry.kind == GeometryKind::line) return jumps(geometry.locations);
    return geometry.kind == GeometryKind::area &&
           std::any_of(geometry.rings.begin(), geometry.rings.end(),
                       [&](const Ring& ring) { return jumps(geometry.ring(ring)); });
}

Geometry cut_at_antimeridian(const Geometry& geometry) {
    Geometry parts;
    parts.kind = geometry.kind;
    if (geometry.kind == GeometryKind::line) cut_line(geometry, parts);
    if (geometry.kind == GeometryKind::area) cut_area(geometry, parts);
    if (parts.rings.empty()) parts.clear();
    return parts;
}

}  // namespace konbit
