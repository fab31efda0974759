// Ways become segments: where they are cut, what they keep.
#include "mapper/model/geodesy.hpp"
#include "tests/network/drawn_network.hpp"

namespace konbit::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// Nodes 1 … count in a row from west to east, about 80 m apart.
DrawnMap row(std::int64_t count, const std::map<std::int64_t, TagList>& tags = {}) {
    DrawnMap map;
    for (std::int64_t i = 1; i <= count; ++i) {
        const auto tagged = tags.find(i);
        map.node(i, 42.5, 1.5 + 0.001 * double(i),
                 tagged == tags.end() ? TagList{} : tagged->second);
    }
    return map;
}

const TagList kRoad{{"highway", "residential"}};

TEST(RoadSegments, AWayAloneIsOneSegment) {
    const DrawnNetwork network{row(4).way(7, {1, 2, 3, 4}, kRoad)};
    EXPECT_EQ(network.pieces(7), "0-3");
    EXPECT_EQ(network->vertex_count(), 2U);
    const auto segment = network->segments()[0];
    EXPECT_EQ(network->object_of({0}), way_id(7));
    EXPECT_EQ(network->vertex({segment.tail}), location_from_degrees(1.501, 42.5));
    EXPECT_EQ(network->vertex({segment.head}), location_from_degrees(1.504, 42.5));
    EXPECT_THAT(network.tags_of({0}), ElementsAre(Pair("highway", "residential")));
}

TEST(RoadSegments, LengthIsGeodesicAndTheShapeIsExact) {
    DrawnMap map;
    map.node(1, 42.5, 1.5)
        .node(2, 42.5001234, 1.5012345)
        .node(3, 42.4999, 1.502)
        .way(7, {1, 2, 3}, kRoad);
    const DrawnNetwork network{map};
    std::vector<Location> shape;
    network->read_shape({0}, shape);
    EXPECT_THAT(shape, ElementsAre(location_from_degrees(1.5, 42.5),
                                   location_from_degrees(1.5012345, 42.5001234),
                                   location_from_degrees(1.502, 42.4999)));
    EXPECT_NEAR(network->segments()[0].length_m(),
                distance_m(shape[0], shape[1]) + distance_m(shape[1], shape[2]), 0.001);
}

TEST(RoadSegments, WaysAreCutWhereAnotherMeetsThem) {
    const DrawnNetwork network{row(7).way(7, {1, 2, 3, 4, 5}, kRoad).way(8, {6, 3, 7}, kRoad)};
    EXPECT_EQ(network.pieces(7), "0-2 2-4");
    EXPECT_EQ(network.pieces(8), "0-1 1-2");
    EXPECT_EQ(network->vertex_count(), 5U);
    EXPECT_EQ(network.turns(DirectedSegment::of(network.of_way(7)[0], false)), "-8 7 8");
}

TEST(RoadSegments, AnotherThingThatMeetsThemCutsNothing) {
    const DrawnNetwork network{row(6)
                                   .way(7, {1, 2, 3}, kRoad)
                                   .way(8, {4, 2, 5}, {{"waterway", "stream"}})
                                   .way(9, {4, 2, 6}, {{"highway", "proposed"}})};
    EXPECT_EQ(network.pieces(7), "0-2");
    EXPECT_THAT(network->segments(), SizeIs(1));
}

TEST(RoadSegments, BarriersCutAndAreKept) {
    const DrawnNetwork network{row(5, {{2, {{"barrier", "gate"}, {"locked", "yes"}, {"name", "G"}}},
                                       {3, {{"highway", "traffic_signals"}}},
                                       {4, {{"ford", "yes"}}}})
                                   .way(7, {1, 2, 3, 4, 5}, kRoad)};
    EXPECT_EQ(network.pieces(7), "0-1 1-3 3-4");
    ASSERT_THAT(network->nodes(), SizeIs(2));
    const auto vertex = network->vertex_of(2);
    ASSERT_TRUE(vertex);
    const auto at = network->nodes_at(*vertex);
    ASSERT_THAT(at, SizeIs(1));
    EXPECT_EQ(at[0].ref, 2);
    const auto tags = network->tags_of({at[0].kind});
    EXPECT_EQ(tags.value("barrier"), "gate");
    EXPECT_EQ(tags.value("locked"), "yes");
    EXPECT_FALSE(tags.has("name"));
    EXPECT_FALSE(network->vertex_of(3));
    EXPECT_FALSE(network->vertex_of(99));
    EXPECT_TRUE(network->vertex_of(4));
}

TEST(RoadSegments, OneTurnsRoundAtDeadEndsAndAtBarriersOnly) {
    const DrawnNetwork network{
        row(4, {{2, {{"barrier", "bollard"}}}}).way(7, {1, 2, 3}, kRoad).way(8, {3, 4}, kRoad)};
    const auto first = network.of_way(7)[0];
    const auto second = network.of_way(7)[1];
    EXPECT_EQ(network.turns(DirectedSegment::of(first, false)), "-7 7");
    EXPECT_EQ(network.turns(DirectedSegment::of(second, false)), "8");
    EXPECT_EQ(network.turns(network.along(8)), "-8");
    EXPECT_EQ(network.turns(DirectedSegment::of(first, true)), "7");
    const auto u_turn =
        network->turn(network.along(8).value, network.along(8, true).value, RoadGraph::walk);
    ASSERT_TRUE(u_turn);
    EXPECT_TRUE(u_turn->u_turn);
}

TEST(RoadSegments, WhereMotorsEndTheyTurnRound) {
    const DrawnNetwork network{
        row(3).way(7, {1, 2}, kRoad).way(8, {2, 3}, {{"highway", "footway"}})};
    EXPECT_EQ(network.turns(network.along(7), RoadGraph::walk), "8");
    EXPECT_EQ(network.turns(network.along(7), RoadGraph::drive), "-7");
    EXPECT_EQ(network.turns(network.along(8, true), RoadGraph::drive), "");
}

TEST(RoadSegments, CutWaysStopWhereANodeIsMissing) {
    const DrawnNetwork network{
        row(6).way(7, {1, 2, 77, 4, 5, 6, 78}, kRoad).way(8, {79, 3}, kRoad)};
    EXPECT_EQ(network.pieces(7), "0-1 3-5");
    EXPECT_EQ(network.pieces(8), "");
    EXPECT_EQ(network->vertex_count(), 4U);
}

TEST(RoadSegments, ANodeOutsideTheWorldIsMissing) {
    DrawnMap map = row(3);
    map.node(9, 95, 200).way(7, {1, 2, 9, 3}, kRoad);
    EXPECT_EQ(DrawnNetwork{map}.pieces(7), "0-1");
}

TEST(RoadSegments, LoopsAndSelfCrossings) {
    const DrawnNetwork network{row(7)
                                   .way(7, {1, 2, 3, 1}, kRoad)       // alone
                                   .way(8, {4, 5, 6, 7, 5}, kRoad)};  // a lasso
    EXPECT_EQ(network.pieces(7), "0-3");
    const auto loop = network->segments()[network.of_way(7)[0].value];
    EXPECT_EQ(loop.tail, loop.head);
    EXPECT_EQ(network.pieces(8), "0-1 1-4");
    const auto lasso = network.of_way(8)[1];
    // Round again or out, never back.
    EXPECT_EQ(network.turns(DirectedSegment::of(lasso, false)), "-8 8");
}

TEST(RoadSegments, DoubledNodesAndTinyWays) {
    const DrawnNetwork network{row(6)
                                   .way(7, {1, 1, 2, 2, 3}, kRoad)
                                   .way(8, {4, 4}, kRoad)
                                   .way(9, {5}, kRoad)
                                   .way(10, {5, 6, 5}, kRoad)};  // there and back
    EXPECT_EQ(network.pieces(7), "0-4");
    std::vector<Location> shape;
    network->read_shape(network.of_way(7)[0], shape);
    EXPECT_THAT(shape, SizeIs(3));
    EXPECT_EQ(network.pieces(8), "");
    EXPECT_EQ(network.pieces(9), "");
    EXPECT_EQ(network.pieces(10), "0-2");
}

TEST(RoadSegments, TwoNodesAtOnePlaceMakeASegmentOfAMillimetre) {
    DrawnMap map;
    map.node(1, 42.5, 1.5).node(2, 42.5, 1.5).way(7, {1, 2}, kRoad);
    EXPECT_EQ(
        DrawnNetwork { map } -> segments()[0].length_mm, 1U);
}

TEST(RoadSegments, NegativeIdsOfEditors) {
    DrawnMap map;
    map.node(-5, 42.5, 1.5).node(-3, 42.5, 1.501).node(0, 42.5, 1.502).node(4, 42.5, 1.503);
    map.way(-7, {-5, -3, 0, 4}, kRoad).way(8, {-3, 4}, kRoad);
    const DrawnNetwork network{map};
    EXPECT_EQ(network.pieces(-7), "0-1 1-3");
    EXPECT_EQ(network->object_of(network.of_way(-7)[0]), way_id(-7));
}

TEST(RoadSegments, WaysOfTooManyNodesAreLeftOutAndCounted) {
    DrawnMap map = row(2);
    std::vector<std::int64_t> refs;
    for (int i = 0; i < 65'536; ++i) refs.push_back(1 + i % 2);
    map.way(7, refs, kRoad).way(8, {1, 2}, kRoad);
    const DrawnNetwork network{map};
    EXPECT_EQ(network.pieces(7), "");
    EXPECT_EQ(network.pieces(8), "0-1");
    EXPECT_EQ(network->summary().long_ways, 1U);
}

TEST(RoadSegments, EqualTagsThatMatterShareAKind) {
    const DrawnNetwork network{
        row(6)
            .way(7, {1, 2}, {{"highway", "track"}, {"surface", "dirt"}, {"name", "A"}})
            .way(8, {3, 4}, {{"surface", "dirt"}, {"highway", "track"}, {"name", "B"}})
            .way(9, {5, 6}, {{"highway", "track"}, {"surface", "gravel"}})};
    const auto kind = [&](std::int64_t way) {
        return network->segments()[network.of_way(way)[0].value].kind;
    };
    EXPECT_EQ(kind(7), kind(8));
    EXPECT_NE(kind(7), kind(9));
    EXPECT_EQ(network->kind_count(), 2U);
}

TEST(RoadSegments, FlagsAreWhatTagsSayWithoutAProfile) {
    const DrawnNetwork network{row(12)
                                   .way(1, {1, 2}, {{"highway", "primary"}, {"bridge", "viaduct"}})
                                   .way(2, {3, 4}, {{"highway", "footway"}, {"bridge", "no"}})
                                   .way(3, {5, 6}, {{"highway", "service"}, {"covered", "yes"}})
                                   .way(4, {7, 8}, {{"highway", "track"}, {"ford", "yes"}})
                                   .way(5, {9, 10}, {{"route", "ferry"}, {"duration", "00:20"}})
                                   .way(6, {11, 12}, {{"highway", "trunk"}, {"tunnel", "yes"}})};
    using F = RoadKindFlags;
    EXPECT_EQ(network.flags(1).bits, F::kDrive | F::kBridge);
    EXPECT_EQ(network.flags(2).bits, 0);
    EXPECT_EQ(network.flags(3).bits, F::kDrive | F::kTunnel);
    EXPECT_EQ(network.flags(4).bits, F::kDrive | F::kFord);
    EXPECT_EQ(network.flags(5).bits, F::kDrive | F::kFerry);
    EXPECT_EQ(network.flags(6).bits, F::kDrive | F::kTunnel);
}

TEST(RoadSegments, TheIndexKnowsWhereTheyLie) {
    const DrawnNetwork network{row(6).way(7, {1, 2, 3}, kRoad).way(8, {5, 6}, kRoad)};
    std::vector<std::uint32_t> found;
    BoundingBox box;
    box.extend(location_from_degrees(1.5049, 42.49));
    box.extend(location_from_degrees(1.5055, 42.51));
    network->index().query(box, found);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(network->object_of({found[0]}), way_id(8));
}

TEST(RoadSegments, AMapWithoutRoadsHasAnEmptyNetwork) {
    DrawnMap map;
    map.node(1, 42.5, 1.5, {{"amenity", "hospital"}});
    const DrawnNetwork network{map};
    EXPECT_THAT(network->segments(), IsEmpty());
    EXPECT_EQ(network->expanded_count(), 0U);
    EXPECT_EQ(network->hierarchy(RoadGraph::drive).size(), 0U);
    EXPECT_THAT(network->verify(), IsEmpty());
    EXPECT_THAT(network.of_way(3), IsEmpty());
    EXPECT_FALSE(network->vertex_of(1));
}

TEST(RoadSegments, LeavingSegmentsOfAGraph) {
    const DrawnNetwork network{
        row(4).way(7, {1, 2}, kRoad).way(8, {2, 3}, {{"highway", "steps"}}).way(9, {2, 4}, kRoad)};
    const auto middle = network->segments()[network.of_way(7)[0].value].head;
    std::vector<DirectedSegment> leaving;
    network->read_leaving({middle}, RoadGraph::drive, leaving);
    EXPECT_THAT(leaving, UnorderedElementsAre(network.along(7, true), network.along(9)));
    network->read_leaving({middle}, RoadGraph::walk, leaving);
    EXPECT_THAT(leaving, SizeIs(3));
}

TEST(RoadSegments, TheHierarchyHoldsEveryTurnOfItsGraph) {
    const DrawnNetwork network{
        row(7).way(7, {1, 2, 3, 4, 5}, kRoad).way(8, {6, 3, 7}, {{"highway", "path"}})};
    for (const auto graph : {RoadGraph::drive, RoadGraph::walk}) {
        const auto& hierarchy = network->hierarchy(graph);
        EXPECT_EQ(hierarchy.size(), graph == RoadGraph::drive ? 4U : 8U);
        std::vector<ExpandedTurn> turns;
        for (ExpandedNode node = 0; node < network->expanded_count(); ++node) {
            network->read_turns(node, graph, turns);
            for (const auto& turn : turns) {
                const auto a = hierarchy.rank_of()[node];
                const auto b = hierarchy.rank_of()[turn.to];
                EXPECT_NE(hierarchy.arc_between(std::min(a, b), std::max(a, b)), UINT32_MAX);
            }
        }
    }
}

}  // namespace
}  // namespace konbit::test
