#include "import/ring_check.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "mapper/model/bounding_box.hpp"

namespace konbit {
namespace {

__extension__ using Int128 = __int128;

struct Segment {
    Location a;
    Location b;
    BoundingBox box;
    std::uint32_t index = 0;
};

// Sides of the line a→b: 1 left, 0 on it, -1 right.
int side(Location a, Location b, Location p) noexcept {
    const std::int64_t abx = std::int64_t{b.lon_e7} - a.lon_e7;
    const std::int64_t aby = std::int64_t{b.lat_e7} - a.lat_e7;
    const std::int64_t apx = std::int64_t{p.lon_e7} - a.lon_e7;
    const std::int64_t apy = std::int64_t{p.lat_e7} - a.lat_e7;
    const Int128 cross = Int128{abx} * apy - Int128{aby} * apx;
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

// Neighbours share an end: they may have nothing more in common than that.
bool folds_back(const Segment& s, const Segment& t) noexcept {
    const Location shared = s.b == t.a || s.b == t.b ? s.b : s.a;
    const Location from = shared == s.a ? s.b : s.a;
    const Location to = shared == t.a ? t.b : t.a;
    if (side(from, shared, to) != 0) return false;
    const Int128 dot = Int128{std::int64_t{from.lon_e7} - shared.lon_e7} *
                           (std::int64_t{to.lon_e7} - shared.lon_e7) +
                       Int128{std::int64_t{from.lat_e7} - shared.lat_e7} *
                           (std::int64_t{to.lat_e7} - shared.lat_e7);
    return dot > 0;
}

bool meet(const Segment& s, const Segment& t) noexcept {
    return side(s.a, s.b, t.a) * side(s.a, s.b, t.b) <= 0 &&
           side(t.a, t.b, s.a) * side(t.a, t.b, s.b) <= 0;
}

bool conflict(const Segment& s, const Segment& t, std::size_t count) noexcept {
    if (!s.box.intersects(t.box)) return false;
    const auto apart = s.index > t.index ? s.index - t.index : t.index - s.index;
    if (apart == 1 || apart + 1 == count) return folds_back(s, t);
    return meet(s, t);
}

}  // namespace

bool is_simple_ring(std::span<const Location> closed_ring) {
    if (closed_ring.size() < 4) return false;
    constexpr std::size_t kUnsorted = 12;
    constexpr std::uint64_t kMaxComparisons = 50'000'000;
    thread_local std::vector<Segment> segments;
    segments.clear();
    for (std::uint32_t i = 0; i + 1 < closed_ring.size(); ++i) {
        const Location a = closed_ring[i];
        const Location b = closed_ring[i + 1];
        const auto [west, east] = std::minmax(a.lon_e7, b.lon_e7);
        const auto [south, north] = std::minmax(a.lat_e7, b.lat_e7);
        segments.push_back({a, b, {west, south, east, north}, i});
    }
    const bool sorted = segments.size() > kUnsorted;
    if (sorted) std::ranges::sort(segments, {}, [](const Segment& s) { return s.box.west; });
    std::uint64_t comparisons = 0;
    for (std::size_t i = 0; i < segments.size(); ++i) {
        std::size_t j = i + 1;
        for (; j < segments.size(); ++j) {
            if (sorted && segments[j].box.west > segments[i].box.east) break;
            if (conflict(segments[i], segments[j], segments.size())) return false;
        }
        comparisons += j - i;
        if (comparisons > kMaxComparisons) return false;
    }
    return true;
}

}  // namespace konbit
