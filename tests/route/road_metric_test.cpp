// What a road metric means, on little drawn maps: every search must agree on each of them.
#include "mapper/route/road_metric.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "tests/route/drawn_roads.hpp"
#include "tests/route/same_routes.hpp"

namespace konbit::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const TagList kStreet{{"highway", "residential"}};
const TagList kPrimary{{"highway", "primary"}};
const TagList kPrivate{{"highway", "service"}, {"access", "private"}};

/// Asks all searches, expects one answer and returns the junctions passed.
std::string way_of(DrawnRoads& roads, const RoadMetric& metric, const RoadPosition& from,
                   const RoadPosition& to) {
    expect_same_routes(metric, from, to);
    return roads.way_found(metric.route(from, to));
}

///   a---b---c---d        a ladder: the short way along the top, the long one over e and f
///       |   |
///       e---f
DrawnRoads ladder(const TagList& top = kStreet, const TagList& node_c = {}) {
    DrawnRoads roads;
    roads.node('a', 0, 0).node('b', 100, 0).node('c', 200, 0, node_c).node('d', 300, 0);
    roads.node('e', 100, -100).node('f', 200, -100);
    roads.way(1, "ab", kStreet).way(2, "bc", top).way(3, "cd", kStreet);
    roads.way(4, "befc", kStreet);
    return roads;
}

TEST(RoadMetric, TakesTheShortestWay) {
    auto roads = ladder();
    const auto metric = roads.metric("car");
    const auto from = roads.on('a', 'b');
    const auto to = roads.on('c', 'd');
    EXPECT_EQ(way_of(roads, metric, from, to), "bc");
    EXPECT_EQ(way_of(roads, metric, to, from), "cb");
    const auto path = metric.route(from, to);
    EXPECT_NEAR(path->distance_m, 200, 0.5);
    EXPECT_EQ(path->segments.size(), 3u);
    EXPECT_NEAR(path->first_fraction, 0.5, 1e-5);
    EXPECT_NEAR(path->last_fraction, 0.5, 1e-5);
}

TEST(RoadMetric, HeedsOneways) {
    auto roads = ladder({{"highway", "residential"}, {"oneway", "yes"}});
    const auto metric = roads.metric("car");
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('c', 'd')), "bc");
    EXPECT_EQ(way_of(roads, metric, roads.on('c', 'd'), roads.on('a', 'b')), "cb");
    EXPECT_NEAR(metric.route(roads.on('c', 'd'), roads.on('a', 'b'))->distance_m, 400, 1);
}

TEST(RoadMetric, GoesAheadOnOneSegmentAndAroundIfItMayNotTurn) {
    auto roads = ladder({{"highway", "residential"}, {"oneway", "yes"}});
    const auto metric = roads.metric("car");
    const auto first = roads.on('b', 'c', 0.2);
    const auto second = roads.on('b', 'c', 0.7);
    EXPECT_EQ(way_of(roads, metric, first, second), "here");
    EXPECT_NEAR(metric.route(first, second)->distance_m, 50, 0.1);
    EXPECT_EQ(way_of(roads, metric, second, first), "cb");
    EXPECT_NEAR(metric.route(second, first)->distance_m, 350, 1);
    EXPECT_EQ(way_of(roads, metric, first, first), "here");
    EXPECT_EQ(metric.duration(first, first), 0u);
}

TEST(RoadMetric, DoesNotPassThroughPrivateRoads) {
    auto roads = ladder(kPrivate);
    const auto metric = roads.metric("car");
    EXPECT_EQ(metric.access_of(DirectedSegment::of(roads.segment('b', 'c'), false)),
              RoadAccess::ends_only);
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('c', 'd')), "bc");
    EXPECT_NEAR(metric.route(roads.on('a', 'b'), roads.on('c', 'd'))->distance_m, 400, 1);
    EXPECT_EQ(way_of(roads, metric, roads.on('b', 'c'), roads.on('c', 'd')), "c");
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('b', 'c')), "b");
    EXPECT_EQ(way_of(roads, metric, roads.on('b', 'c', 0.1), roads.on('b', 'c', 0.9)), "here");
}

///   a---b===c===d---e      b to d private, g hangs on c, h is open and only reached over c
///           |
///           g===h---i
TEST(RoadMetric, BeginsAndEndsInAPrivateYard) {
    DrawnRoads roads;
    roads.node('a', 0, 0).node('b', 100, 0).node('c', 200, 0).node('d', 300, 0).node('e', 400, 0);
    roads.node('g', 200, -100).node('h', 300, -100).node('i', 400, -100);
    roads.node('x', 0, 9000).node('y', 9000, 9000);
    roads.way(1, "ab", kStreet).way(2, "bcd", kPrivate).way(3, "de", kStreet);
    roads.way(4, "cgh", kPrivate).way(5, "hi", kStreet);
    roads.way(6, "ax", kPrimary).way(7, "xy", kPrimary).way(8, "ye", kPrimary);
    const auto metric = roads.metric("car");
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('d', 'e')), "axye");
    EXPECT_EQ(way_of(roads, metric, roads.on('c', 'g'), roads.on('d', 'e')), "cd");
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('g', 'h')), "bc");
    EXPECT_EQ(way_of(roads, metric, roads.on('b', 'c'), roads.on('g', 'h')), "c");
    // The open piece behind the yard belongs to it: one may begin there, and end.
    EXPECT_EQ(metric.access_of(DirectedSegment::of(roads.segment('h', 'i'), false)),
              RoadAccess::ends_only);
    EXPECT_EQ(way_of(roads, metric, roads.on('h', 'i'), roads.on('a', 'b')), "hcb");
    EXPECT_EQ(way_of(roads, metric, roads.on('d', 'e'), roads.on('h', 'i')), "dch");
}

TEST(RoadMetric, APrivateGateLetsOneBeginAndEndBehindIt) {
    // Behind gate g: a yard of open roads. At a gate in the middle of the town: no way through.
    DrawnRoads roads;
    const TagList gate{{"barrier", "gate"}, {"access", "private"}};
    roads.node('a', 0, 0).node('b', 5000, 0).node('g', 5100, 0, gate).node('h', 5200, 0);
    roads.node('c', 5000, 5000).node('m', 0, 5000, gate).node('d', -2000, 2500);
    roads.way(1, "ab", kPrimary).way(2, "bgh", kStreet).way(3, "bc", kPrimary);
    roads.way(4, "cma", kPrimary).way(5, "cda", kStreet);
    const auto metric = roads.metric("car");
    EXPECT_EQ(way_of(roads, metric, roads.on('g', 'h'), roads.on('a', 'b')), "gb");
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('g', 'h')), "bg");
    const auto around =
        roads.way_found(metric.route(roads.on('c', 'm', 0.9), roads.on('m', 'a', 0.1)));
    EXPECT_THAT(around, testing::AnyOf("ca", "cba"));
    EXPECT_EQ(metric.node_use_at(roads.vertex('g'))->access, RoadAccess::ends_only);
    EXPECT_EQ(metric.node_use_at(roads.vertex('b')), nullptr);
}

TEST(RoadMetric, ABarrierTakesTimeOrCloses) {
    auto open = ladder(kStreet);
    auto gate = ladder(kStreet, {{"barrier", "gate"}});
    auto wall = ladder(kStreet, {{"barrier", "block"}});
    const auto free_time = open.metric("car").duration(open.on('b', 'c'), open.on('c', 'd'));
    EXPECT_EQ(gate.metric("car").duration(gate.on('b', 'c'), gate.on('c', 'd')),
              free_time + 60'000);
    const auto metric = wall.metric("car");
    EXPECT_EQ(way_of(wall, metric, wall.on('a', 'b'), wall.on('c', 'd')), "none");
    EXPECT_EQ(way_of(wall, metric, wall.on('a', 'b'), wall.on('b', 'c', 0.9)), "b");
}

TEST(RoadMetric, HeedsRestrictionsOverNodesAndWays) {
    auto roads = ladder();
    roads.restriction(1, "no_straight_on", 1, {ObjectType::node, 'b'}, 2);
    const auto metric = roads.metric("car");
    EXPECT_NEAR(metric.route(roads.on('a', 'b'), roads.on('c', 'd'))->distance_m, 400, 1);
    EXPECT_EQ(way_of(roads, metric, roads.on('c', 'd'), roads.on('a', 'b')), "cb");
    expect_same_routes(metric, roads.on('a', 'b'), roads.on('c', 'd'));

    auto over = ladder();
    over.restriction(1, "no_straight_on", 1, {ObjectType::way, 2}, 3);
    const auto by_way = over.metric("car");
    EXPECT_NEAR(by_way.route(over.on('a', 'b'), over.on('c', 'd'))->distance_m, 400, 1);
    expect_same_routes(by_way, over.on('a', 'b'), over.on('c', 'd'));
    expect_same_routes(by_way, over.on('a', 'b'), over.on('b', 'c'));
    EXPECT_EQ(way_of(over, by_way, over.on('a', 'b'), over.on('b', 'c')), "b");
    EXPECT_EQ(way_of(over, by_way, over.on('b', 'c'), over.on('c', 'd')), "c");
    EXPECT_NEAR(over.metric("foot").route(over.on('a', 'b'), over.on('c', 'd'))->distance_m, 200,
                1);
}

TEST(RoadMetric, OnlyTheClosedStretchIsClosed) {
    // One way along the top: blocked between nodes 1 and 2, which are no junctions.
    DrawnRoads roads;
    roads.node('a', 0, 0).node('b', 100, 0).node('c', 200, 0).node('d', 300, 0);
    roads.node('e', 0, -100).node('f', 300, -100);
    roads.way(1, "abcd", kStreet).way(2, "aefd", kStreet);
    const auto metric = roads.metric("car", {blocked(1, WayStretch{1, 2})});
    const auto left = roads.on('a', 'b');
    const auto right = roads.on('c', 'd');
    EXPECT_EQ(metric.cost_of(DirectedSegment::of(left.segment, false)), kNoWay);
    EXPECT_THAT(metric.closing(left.segment), ElementsAre(0u));
    EXPECT_EQ(way_of(roads, metric, left, right), "ad");
    EXPECT_NEAR(metric.route(left, right)->distance_m, 600, 1);
    EXPECT_EQ(way_of(roads, metric, right, left), "da");
    EXPECT_EQ(way_of(roads, metric, left, roads.on('e', 'f')), "a");
    EXPECT_EQ(way_of(roads, metric, roads.on('e', 'f'), right), "d");
    EXPECT_EQ(way_of(roads, metric, left, roads.on('a', 'b', 0.9)), "here");
    EXPECT_EQ(way_of(roads, metric, roads.on('b', 'c'), right), "none") << "on the blocked stretch";
    EXPECT_EQ(way_of(roads, metric, right, roads.on('b', 'c')), "none");
    EXPECT_EQ(way_of(roads, roads.metric("car"), left, right), "here");
}

TEST(RoadMetric, AStretchClosesTheSegmentsThatItCovers) {
    DrawnRoads line;
    line.node('a', 0, 0).node('b', 100, 0).node('c', 200, 0).node('d', 300, 0).node('e', 200, 50);
    line.way(1, "abcd", kStreet).way(2, "be", kStreet).way(3, "ce", kStreet);
    const auto metric = line.metric("car", {blocked(1, WayStretch{1, 2})});
    EXPECT_EQ(way_of(line, metric, line.on('a', 'b'), line.on('c', 'd')), "bec");
    EXPECT_THAT(metric.closing(line.segment('a', 'b')), IsEmpty()) << "touched in one point only";
    EXPECT_THAT(metric.conditions_on(line.segment('b', 'c')), ElementsAre(0u));
}

TEST(RoadMetric, BlockedIsForEverybody) {
    auto roads = ladder();
    for (const std::string profile : {"foot", "bicycle", "car", "4x4", "truck"}) {
        const auto metric = roads.metric(profile, {blocked(2)});
        EXPECT_NEAR(metric.route(roads.on('a', 'b'), roads.on('c', 'd'))->distance_m, 400, 1)
            << profile;
    }
}

TEST(RoadMetric, RestrictedWithinItsLimitsAtHalfSpeed) {
    auto roads = ladder();
    const auto from = roads.on('b', 'c', 0);
    const auto to = roads.on('b', 'c', 1);
    const auto everyday = roads.metric("truck").duration(from, to);
    TripContext light;
    light.size.weight_t = 5;
    const auto limit = on_way(2, Passability::restricted, std::nullopt, up_to_t(10));
    EXPECT_EQ(roads.metric("truck", {limit}, light).duration(from, to), 2 * everyday);
    EXPECT_GT(roads.metric("truck", {limit}).duration(from, to), 2 * everyday) << "around";
    Limits low;
    low.height_m = 3;
    const auto too_low = on_way(2, Passability::restricted, std::nullopt, low);
    EXPECT_GT(roads.metric("truck", {too_low}).duration(from, to), 2 * everyday);
}

TEST(RoadMetric, RestrictedWithoutLimitsIsForRoughOnesAtHalfSpeed) {
    auto roads = ladder();
    const auto from = roads.on('b', 'c', 0);
    const auto to = roads.on('b', 'c', 1);
    const auto restricted = on_way(2, Passability::restricted);
    ASSERT_TRUE(Profile::load(profiles_folder(), "4x4").rough());
    ASSERT_FALSE(Profile::load(profiles_folder(), "car").rough());
    EXPECT_EQ(roads.metric("4x4", {restricted}).duration(from, to),
              2 * roads.metric("4x4").duration(from, to));
    EXPECT_GT(roads.metric("car", {restricted}).duration(from, to),
              2 * roads.metric("car").duration(from, to));
    auto unstated = on_way(2, Passability::restricted, std::nullopt, up_to_t(100));
    unstated.unstated_limits = true;
    EXPECT_GT(roads.metric("car", {unstated}).duration(from, to),
              2 * roads.metric("car").duration(from, to));
}

TEST(RoadMetric, OnlyTheRestrictedStretchIsSlow) {
    DrawnRoads roads;
    roads.node('a', 0, 0).node('b', 100, 0).node('c', 200, 0).node('d', 400, 0);
    roads.way(1, "abcd", kStreet);
    const auto metric = roads.metric("4x4", {on_way(1, Passability::restricted, WayStretch{1, 2})});
    const auto everyday = roads.metric("4x4");
    const auto from = roads.on('a', 'b', 0);
    const auto to = roads.on('c', 'd', 1);
    EXPECT_NEAR(metric.duration(from, to), everyday.duration(from, to) * 1.25, 2);
    EXPECT_EQ(metric.duration(from, roads.on('a', 'b', 0.9)),
              everyday.duration(from, roads.on('a', 'b', 0.9)));
    expect_same_routes(metric, to, from);
}

TEST(RoadMetric, UnknownAndOpenChangeNothing) {
    auto roads = ladder();
    const auto metric =
        roads.metric("car", {on_way(2, Passability::unknown), on_way(2, Passability::open)});
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('c', 'd')), "bc");
    EXPECT_THAT(metric.conditions_on(roads.segment('b', 'c')), ElementsAre(0u, 1u));
    EXPECT_THAT(metric.closing(roads.segment('b', 'c')), IsEmpty());
}

TEST(RoadMetric, AClosedGateClosesTheTurnsOverIt) {
    auto roads = ladder(kStreet, {{"barrier", "gate"}});
    RoadCondition closed;
    closed.object = {ObjectType::node, 'c'};
    closed.passability = Passability::blocked;
    auto metric = roads.metric("car", {closed});
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('c', 'd')), "none");
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('b', 'c')), "b");
    EXPECT_THAT(metric.closing_at(roads.vertex('c')), ElementsAre(0u));
    EXPECT_THAT(metric.closing_at(roads.vertex('b')), IsEmpty());
    metric.set_conditions({});
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('c', 'd')), "bc");
    metric.set_conditions({closed});
    EXPECT_EQ(way_of(roads, metric, roads.on('a', 'b'), roads.on('c', 'd')), "none");
}

TEST(RoadMetric, OtherConditionsTakeThePlaceOfThoseBefore) {
    auto roads = ladder();
    auto metric = roads.metric("car");
    const auto from = roads.on('a', 'b');
    const auto to = roads.on('c', 'd');
    const auto everyday = metric.duration(from, to);
    metric.set_conditions({blocked(2)});
    EXPECT_EQ(metric.duration(from, to), roads.metric("car", {blocked(2)}).duration(from, to));
    EXPECT_EQ(metric.conditions().size(), 1u);
    expect_same_routes(metric, from, to);
    metric.set_conditions({blocked(4)});
    EXPECT_EQ(metric.duration(from, to), everyday);
    metric.set_conditions({blocked(4), blocked(2)});
    EXPECT_EQ(way_of(roads, metric, from, to), "none");
    metric.set_conditions({});
    EXPECT_EQ(metric.duration(from, to), everyday);
}

TEST(RoadMetric, PenaltiesLeadElsewhereAndGoAwayAgain) {
    auto roads = ladder();
    auto metric = roads.metric("car");
    const auto from = roads.on('a', 'b');
    const auto to = roads.on('c', 'd');
    const auto everyday = metric.duration(from, to);
    const std::vector dear{roads.segment('b', 'c')};
    metric.set_penalties(dear, 10);
    EXPECT_NEAR(metric.route(from, to)->distance_m, 400, 1);
    expect_same_routes(metric, from, to);
    metric.set_penalties({}, 1);
    EXPECT_EQ(metric.duration(from, to), everyday);
}

TEST(RoadMetric, AFerrysDurationIsOfItsWholeWay) {
    DrawnRoads roads;
    roads.node('a', 0, 0).node('b', 1000, 0).node('c', 4000, 0).node('d', 4000, 1000);
    roads.way(1, "abc", {{"route", "ferry"}, {"duration", "01:00"}, {"motor_vehicle", "yes"}});
    roads.way(2, "bd", kStreet).way(3, "cd", kStreet);
    const auto metric = roads.metric("car");
    EXPECT_NEAR(metric.cost_of(DirectedSegment::of(roads.segment('a', 'b'), false)), 900'000, 500);
    EXPECT_NEAR(metric.cost_of(DirectedSegment::of(roads.segment('b', 'c'), true)), 2'700'000, 500);
}

TEST(RoadMetric, SnapsToTheNearestUsableRoads) {
    DrawnRoads town;
    town.node('a', 0, 0).node('b', 200, 0).node('c', 0, 30).node('d', 200, 30);
    town.node('e', 0, -80).node('f', 200, -80).node('g', 100, 10);
    town.way(1, "ab", {{"highway", "steps"}}).way(2, "cd", kStreet).way(3, "ef", kStreet);
    const auto metric = town.metric("car");
    const auto found = metric.nearest(town.at('g'), 5, 500);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].segment, town.segment('c', 'd'));
    EXPECT_NEAR(found[0].fraction, 0.5, 1e-3);
    EXPECT_NEAR(found[0].distance_m, 20, 0.1);
    EXPECT_NEAR(distance_m(found[0].at, town.at('g')), found[0].distance_m, 1e-6);
    EXPECT_EQ(found[1].segment, town.segment('e', 'f'));
    EXPECT_EQ(metric.nearest(town.at('g'), 5, 50).size(), 1u);
    EXPECT_EQ(metric.nearest(town.at('g'), 1, 500).size(), 1u);
    EXPECT_THAT(metric.nearest({}, 1, 500), IsEmpty());
    EXPECT_EQ(town.metric("foot").nearest(town.at('g'), 1, 500).at(0).segment,
              town.segment('a', 'b'));
    const auto closed = town.metric("car", {blocked(2)});
    EXPECT_EQ(closed.nearest(town.at('g'), 5, 500).size(), 1u) << "blocked from end to end";
}

TEST(RoadMetric, SnapsBesideABlockedStretch) {
    DrawnRoads roads;
    roads.node('a', 0, 0).node('b', 100, 0).node('c', 200, 0).node('d', 300, 0).node('p', 160, 20);
    roads.way(1, "abcd", kStreet);
    const auto metric = roads.metric("car", {blocked(1, WayStretch{1, 2})});
    const auto found = metric.nearest(roads.at('p'), 1, 500);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_NEAR(found[0].fraction, 2.0 / 3, 1e-3);
    EXPECT_EQ(way_of(roads, metric, found[0], roads.on('c', 'd', 0.9)), "here");
}

TEST(RoadMetric, ManyAtOnceEqualSingleRoutes) {
    DrawnRoads roads = ladder(kPrivate);
    const auto metric = roads.metric("car");
    const std::vector places{roads.on('a', 'b'), roads.on('b', 'c', 0.3), roads.on('b', 'c', 0.6),
                             roads.on('e', 'f'), roads.on('c', 'd', 0.2)};
    expect_same_tables(metric, places);
    for (const auto& place : places) expect_same_reach(metric, place, places);
}

// ---- the cache

struct CachedMetric {
    TestFolder folder;
    DrawnRoads roads = ladder(kPrivate);

    RoadMetric build(std::vector<RoadCondition> conditions = {}, double weight_t = 10) {
        TripContext trip;
        trip.size.weight_t = weight_t;
        return RoadMetric::build({.network = &roads.network(),
                                  .profile = Profile::load(profiles_folder(), "truck"),
                                  .trip = trip,
                                  .conditions = std::move(conditions),
                                  .cache_folder = folder.path(),
                                  .threads = 1});
    }
    [[nodiscard]] std::vector<std::filesystem::path> files() const {
        std::vector<std::filesystem::path> found;
        for (const auto& entry : std::filesystem::directory_iterator{folder.path()}) {
            if (entry.path().filename().string().starts_with("metric-drive-"))
                found.push_back(entry.path());
        }
        return found;
    }
};

TEST(RoadMetricCache, GivesTheSameMetricAgain) {
    CachedMetric cached;
    const auto from = cached.roads.on('a', 'b');
    const auto to = cached.roads.on('c', 'd');
    const auto made = cached.build().duration(from, to);
    EXPECT_EQ(cached.files().size(), 1u);
    const auto read = cached.build();
    EXPECT_EQ(read.duration(from, to), made);
    EXPECT_EQ(cached.files().size(), 1u);
    expect_same_routes(read, from, to);
    EXPECT_GT(cached.build({blocked(4)}).duration(from, to), made) << "another situation";
    EXPECT_EQ(cached.build({on_way(4, Passability::open)}).duration(from, to), made);
    EXPECT_EQ(cached.files().size(), 2u) << "what changes nothing needs no file";
}

TEST(RoadMetricCache, KeepsTheNewestFew) {
    CachedMetric cached;
    for (std::uint32_t i = 0; i < 10; ++i) {
        auto condition = on_way(2, Passability::blocked);
        if (i > 0) condition = on_way(1 + i % 4, Passability::restricted, {}, up_to_t(20));
        if (i > 4) condition = on_way(1 + i % 4, Passability::blocked);
        (void)cached.build({condition});
    }
    EXPECT_EQ(cached.files().size(), 6u);
}

TEST(RoadMetricCache, ADamagedFileIsMadeAgain) {
    CachedMetric cached;
    const auto from = cached.roads.on('a', 'b');
    const auto to = cached.roads.on('c', 'd');
    const auto made = cached.build().duration(from, to);
    for (const auto& entry : std::filesystem::directory_iterator{cached.folder.path()}) {
        std::fstream file{entry.path(), std::ios::in | std::ios::out | std::ios::binary};
        file.seekp(static_cast<std::streamoff>(entry.file_size() / 2));
        file.write("damage", 6);
    }
    EXPECT_EQ(cached.build().duration(from, to), made);
    for (const auto& entry : std::filesystem::directory_iterator{cached.folder.path()})
        std::filesystem::resize_file(entry.path(), 9);
    EXPECT_EQ(cached.build().duration(from, to), made);
    EXPECT_GT(std::filesystem::file_size(cached.files().at(0)), 9u) << "written again";
}

TEST(RoadMetricCache, AFolderThatMayNotBeWrittenIsNoMatter) {
    CachedMetric cached;
    const auto from = cached.roads.on('a', 'b');
    const auto to = cached.roads.on('c', 'd');
    std::filesystem::remove(cached.folder.path());
    EXPECT_NE(cached.build().duration(from, to), kNoWay);
}

}  // namespace
}  // namespace konbit::test
