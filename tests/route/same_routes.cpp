#include "tests/route/same_routes.hpp"

#include <algorithm>

namespace konbit::test {
namespace {

std::string text_of(const RoadPosition& at) {
    return std::to_string(at.segment.value) + "@" + std::to_string(at.fraction);
}

void expect_sound(const RoadMetric& metric, const std::optional<RoadPath>& path, Weight duration,
                  const std::string& how) {
    if (duration == kNoWay) {
        EXPECT_FALSE(path) << how;
        return;
    }
    ASSERT_TRUE(path) << how;
    EXPECT_EQ(path->duration_ms, duration) << how;
    EXPECT_EQ(metric.cost_of(*path), duration) << how;
    double length_m = 0;
    for (const auto segment : path->segments)
        length_m += metric.network().segments()[segment.segment().value].length_m();
    EXPECT_LE(path->distance_m, length_m + 1e-6) << how;
    EXPECT_GE(path->distance_m, -1e-6) << how;
}

Weight plus(Weight a, Weight b) {
    return std::min(a + b, kNoWay);
}

/// The time along a part of one segment.
Weight part(const RoadMetric& metric, DirectedSegment segment, double begin, double end) {
    RoadPath path;
    path.segments = {segment};
    path.first_fraction = begin;
    path.last_fraction = end;
    return metric.cost_of(path);
}

/// By reach from `place`, or to it.
Weight by_reach(const RoadMetric& metric, const std::vector<Weight>& reach,
                const RoadPosition& place, const RoadPosition& other, Direction direction) {
    Weight best = kNoWay;
    for (const bool against : {false, true}) {
        const auto segment = DirectedSegment::of(other.segment, against);
        const double here = against ? 1 - other.fraction : other.fraction;
        const bool from = direction == Direction::from;
        const auto rest = from ? part(metric, segment, 0, here) : part(metric, segment, here, 1);
        best = std::min(best, plus(reach[segment.value], rest));
        if (other.segment != place.segment) continue;
        const double there = against ? 1 - place.fraction : place.fraction;
        best = std::min(
            best, from ? part(metric, segment, there, here) : part(metric, segment, here, there));
    }
    return best;
}

}  // namespace

void expect_same_routes(const RoadMetric& metric, const RoadPosition& from,
                        const RoadPosition& to) {
    SCOPED_TRACE("from " + text_of(from) + " to " + text_of(to));
    (void)metric.metric();  // so that the hierarchy answers
    const auto reference = metric.route_by_dijkstra(from, to);
    const auto duration = reference ? reference->duration_ms : kNoWay;
    expect_sound(metric, reference, duration, "Dijkstra");
    expect_sound(metric, metric.route_by_bidirectional_dijkstra(from, to), duration,
                 "bidirectional Dijkstra");
    expect_sound(metric, metric.route(from, to), duration, "hierarchy");
    EXPECT_EQ(metric.duration(from, to), duration);
}

void expect_same_routes_to(const RoadMetric& metric, const RoadPosition& from,
                           std::span<const RoadPosition> to) {
    (void)metric.metric();
    const auto reference = metric.durations_by_dijkstra(from, to);
    for (std::size_t i = 0; i < to.size(); ++i) {
        SCOPED_TRACE("from " + text_of(from) + " to " + text_of(to[i]));
        expect_sound(metric, metric.route(from, to[i]), reference[i], "hierarchy");
        EXPECT_EQ(metric.duration(from, to[i]), reference[i]);
    }
}

void expect_same_tables(const RoadMetric& metric, std::span<const RoadPosition> places) {
    std::size_t rows = 0;
    metric.table(places, places, [&](std::size_t row, std::span<const Weight> times) {
        ASSERT_EQ(row, rows++);
        ASSERT_EQ(times.size(), places.size());
        const auto single = metric.durations(places[row], places);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const auto duration = metric.duration(places[row], places[i]);
            EXPECT_EQ(times[i], duration) << text_of(places[row]) << " to " << text_of(places[i]);
            EXPECT_EQ(single[i], duration) << text_of(places[row]) << " to " << text_of(places[i]);
        }
    });
    EXPECT_EQ(rows, places.size());
}

namespace {

/// Expects a shorter reach to be the part of the whole one.
void expect_near_reach(const RoadMetric& metric, const RoadPosition& place, Direction direction,
                       const std::vector<Weight>& whole) {
    for (const Weight most : {20'000U, 120'000U}) {
        auto expected = whole;
        for (auto& time : expected) time = time <= most ? time : kNoWay;
        EXPECT_TRUE(metric.reach(place, direction, most) == expected)
            << text_of(place) << " within " << most;
    }
}

}  // namespace

void expect_same_reach(const RoadMetric& metric, const RoadPosition& place,
                       std::span<const RoadPosition> others) {
    const auto from = metric.reach(place, Direction::from, kNoWay);
    const auto to = metric.reach(place, Direction::to, kNoWay);
    expect_near_reach(metric, place, Direction::from, from);
    expect_near_reach(metric, place, Direction::to, to);
    for (const auto& other : others) {
        // A segment that is closed in part is told of by routes alone.
        if (metric.cost_of(DirectedSegment::of(other.segment, false)) == kNoWay &&
            metric.cost_of(DirectedSegment::of(other.segment, true)) == kNoWay)
            continue;
        if (!metric.closing(other.segment).empty()) continue;
        EXPECT_EQ(by_reach(metric, from, place, other, Direction::from),
                  metric.duration(place, other))
            << "from " << text_of(place) << " to " << text_of(other);
        EXPECT_EQ(by_reach(metric, to, place, other, Direction::to), metric.duration(other, place))
            << "to " << text_of(place) << " from " << text_of(other);
    }
}

}  // namespace konbit::test
