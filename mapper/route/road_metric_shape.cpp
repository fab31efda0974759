#include "mapper/route/road_metric_shape.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/geodesy.hpp"

namespace konbit {
namespace {

constexpr double kTurn_e7 = 3.6e9;

/// The longitude in the turn of another: lines may cross the antimeridian.
double lon_near(double lon_e7, double other_e7) {
    if (lon_e7 - other_e7 > kTurn_e7 / 2) return lon_e7 - kTurn_e7;
    if (other_e7 - lon_e7 > kTurn_e7 / 2) return lon_e7 + kTurn_e7;
    return lon_e7;
}

Location between(Location a, Location b, double t) {
    const double lon_b = lon_near(b.lon_e7, a.lon_e7);
    double lon = a.lon_e7 + (lon_b - a.lon_e7) * t;
    if (lon > Location::kMaxLon_e7) lon -= kTurn_e7;
    if (lon < -Location::kMaxLon_e7) lon += kTurn_e7;
    return {
        static_cast<std::int32_t>(std::lround(lon)),
        static_cast<std::int32_t>(std::lround(a.lat_e7 + (b.lat_e7 - double{1} * a.lat_e7) * t))};
}

/// Where on the straight line from a to b, from 0 to 1, it comes nearest; flat around `from`.
double nearest_share(Location a, Location b, Location from) {
    const double east = std::cos(from.lat() * 0.017453292519943295);
    const double ax = (lon_near(a.lon_e7, from.lon_e7) - from.lon_e7) * east;
    const double ay = double(a.lat_e7) - from.lat_e7;
    const double dx = (lon_near(b.lon_e7, a.lon_e7) - a.lon_e7) * east;
    const double dy = double(b.lat_e7) - a.lat_e7;
    const double length = dx * dx + dy * dy;
    return length > 0 ? std::clamp(-(ax * dx + ay * dy) / length, 0.0, 1.0) : 0;
}

/// The stretch of one edge of the line that lies in a part, as shares of the edge.
struct EdgePart {
    double begin, end;
};

NearestOnShape nearest_on_edge(const MeasuredShape& shape, std::size_t edge, const EdgePart& part,
                               Location from) {
    const auto a = shape.at[edge];
    const auto b = shape.at[edge + 1];
    const double t = std::clamp(nearest_share(a, b, from), part.begin, part.end);
    NearestOnShape found;
    found.at = between(a, b, t);
    found.share = shape.share[edge] + (shape.share[edge + 1] - shape.share[edge]) * t;
    found.distance_m = distance_m(from, found.at);
    return found;
}

}  // namespace

void measure_shape(const RoadNetwork& network, SegmentId segment, MeasuredShape& into) {
    network.read_shape(segment, into.at);
    into.share.assign(into.at.size(), 0);
    double total_m = 0;
    for (std::size_t i = 1; i < into.at.size(); ++i) {
        total_m += distance_m(into.at[i - 1], into.at[i]);
        into.share[i] = total_m;
    }
    for (auto& share : into.share) share = total_m > 0 ? share / total_m : 0;
    if (!into.share.empty()) into.share.back() = 1;
}

Location place_at(const MeasuredShape& shape, double share) {
    const auto after = std::lower_bound(shape.share.begin() + 1, shape.share.end() - 1, share);
    const auto edge = static_cast<std::size_t>(after - shape.share.begin()) - 1;
    const double length = shape.share[edge + 1] - shape.share[edge];
    const double t = length > 0 ? (share - shape.share[edge]) / length : 0;
    return between(shape.at[edge], shape.at[edge + 1], std::clamp(t, 0.0, 1.0));
}

NearestOnShape nearest_on(const MeasuredShape& shape, std::span<const SegmentPart> parts,
                          Location from) {
    NearestOnShape best;
    best.distance_m = std::numeric_limits<double>::infinity();
    for (std::size_t edge = 0; edge + 1 < shape.at.size(); ++edge) {
        const double begin = shape.share[edge];
        const double length = shape.share[edge + 1] - begin;
        for (const auto& part : parts) {
            if (part.end < begin || part.begin > begin + length) continue;
            const auto share_of_edge = [&](double share) {
                return length > 0 ? std::clamp((share - begin) / length, 0.0, 1.0) : 0;
            };
            const auto found = nearest_on_edge(
                shape, edge, {share_of_edge(part.begin), share_of_edge(part.end)}, from);
            if (found.distance_m < best.distance_m) best = found;
        }
    }
    return best;
}

void join_parts(std::vector<SegmentPart>& parts) {
    std::sort(parts.begin(), parts.end(),
              [](const SegmentPart& a, const SegmentPart& b) { return a.begin < b.begin; });
    std::size_t kept = 0;
    for (const auto& part : parts) {
        if (kept > 0 && part.begin <= parts[kept - 1].end) {
            parts[kept - 1].end = std::max(parts[kept - 1].end, part.end);
        } else {
            parts[kept++] = part;
        }
    }
    parts.resize(kept);
}

std::vector<SegmentPart> parts_between(std::span<const SegmentPart> parts) {
    std::vector<SegmentPart> free;
    double begin = 0;
    for (const auto& part : parts) {
        if (part.begin > begin) free.push_back({begin, part.begin});
        begin = std::max(begin, part.end);
    }
    if (begin < 1) free.push_back({begin, 1});
    return free;
}

}  // namespace konbit
