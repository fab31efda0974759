// Squares that people walk over straight.
#include <random>

#include "mapper/model/geodesy.hpp"
#include "tests/network/drawn_network.hpp"

namespace konbit::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const TagList kSquare{{"highway", "pedestrian"}, {"area", "yes"}};
const TagList kPath{{"highway", "footway"}};

/// Corners 1–4 of a square of 100 m, counter-clockwise from the south-west, and a path to each.
DrawnMap square(const TagList& tags = kSquare) {
    DrawnMap map;
    map.node(1, 42.5, 1.5).node(2, 42.5, 1.5012).node(3, 42.5009, 1.5012).node(4, 42.5009, 1.5);
    map.node(11, 42.499, 1.499)
        .node(12, 42.499, 1.502)
        .node(13, 42.502, 1.502)
        .node(14, 42.502, 1.499);
    map.way(50, {1, 2, 3, 4, 1}, tags);
    for (std::int64_t i = 1; i <= 4; ++i) map.way(60 + i, {i, i + 10}, kPath);
    return map;
}

std::vector<SegmentId> crossings(const DrawnNetwork& network, ObjectId object) {
    auto all = network->segments_of(object);
    std::erase_if(all, [&](SegmentId id) {
        return !network->flags_of({network->segments()[id.value].kind})
                    .has(RoadKindFlags::kCrossing);
    });
    return all;
}

/// Metres on foot over the segments of one object between two nodes' places; infinity: none.
double walk_m(const DrawnNetwork& network, ObjectId object, Location from, Location to) {
    std::vector<double> best(network->vertex_count(), std::numeric_limits<double>::infinity());
    for (std::uint32_t v = 0; v < best.size(); ++v)
        if (network->vertex({v}) == from) best[v] = 0;
    for (std::size_t round = 0; round < best.size(); ++round) {
        for (const auto id : network->segments_of(object)) {
            const auto& s = network->segments()[id.value];
            best[s.head] = std::min(best[s.head], best[s.tail] + s.length_m());
            best[s.tail] = std::min(best[s.tail], best[s.head] + s.length_m());
        }
    }
    for (std::uint32_t v = 0; v < best.size(); ++v)
        if (network->vertex({v}) == to) return best[v];
    return std::numeric_limits<double>::infinity();
}

TEST(WalkableAreas, OutlineAndDiagonals) {
    const DrawnNetwork network{square()};
    EXPECT_EQ(network.pieces(50), "0-1 1-2 2-3 3-4");
    const auto found = crossings(network, way_id(50));
    ASSERT_THAT(found, SizeIs(2));
    for (const auto id : found) {
        const auto& s = network->segments()[id.value];
        EXPECT_EQ(s.first_node, 0);
        EXPECT_EQ(s.last_node, 0);
        EXPECT_NEAR(s.length_m(), 140, 3);
        EXPECT_EQ(network->object_of(id), way_id(50));
        std::vector<Location> shape;
        network->read_shape(id, shape);
        EXPECT_THAT(shape, SizeIs(2));
        EXPECT_EQ(network->tags_of({s.kind}).value("highway"), "pedestrian");
    }
}

TEST(WalkableAreas, OnlyNodesThatOtherWaysShareAreEntries) {
    auto map = square();
    map.way(64, {14, 11}, kPath).way(63, {13, 12}, kPath);  // nodes 3 and 4 are nobody's now
    const DrawnNetwork network{map};
    EXPECT_THAT(crossings(network, way_id(50)), IsEmpty()) << "1 and 2 are joined by the outline";
    EXPECT_EQ(network.pieces(50), "0-1 1-4");
}

TEST(WalkableAreas, LinesAndOtherAreasHaveNoCrossings) {
    EXPECT_THAT(crossings(DrawnNetwork{square({{"highway", "pedestrian"}})}, way_id(50)),
                IsEmpty());
    const TagList yard{{"highway", "service"}, {"area", "yes"}};
    EXPECT_THAT(crossings(DrawnNetwork{square(yard)}, way_id(50)), IsEmpty());
    const TagList pier{{"man_made", "pier"}, {"area", "yes"}};
    EXPECT_THAT(crossings(DrawnNetwork{square(pier)}, way_id(50)), SizeIs(2));
}

TEST(WalkableAreas, NoCrossingLeavesTheArea) {
    DrawnMap map;  // a U: its arms' tips see each other only over the gap
    map.node(1, 42.5, 1.5).node(2, 42.5, 1.503).node(3, 42.502, 1.503).node(4, 42.502, 1.502);
    map.node(5, 42.501, 1.502).node(6, 42.501, 1.501).node(7, 42.502, 1.501).node(8, 42.502, 1.5);
    map.node(11, 42.503, 1.503).node(12, 42.503, 1.5);
    map.way(50, {1, 2, 3, 4, 5, 6, 7, 8, 1}, kSquare)
        .way(61, {3, 11}, kPath)
        .way(62, {8, 12}, kPath);
    const DrawnNetwork network{map};
    EXPECT_THAT(crossings(network, way_id(50)), IsEmpty());
}

TEST(WalkableAreas, WaysAreAtMostATenthLongerThanStraightOnes) {
    std::mt19937 random{11};
    for (int round = 0; round < 10; ++round) {
        DrawnMap map;
        std::vector<std::int64_t> ring;
        std::vector<Location> entries;
        const int corners = 6 + int(random() % 17);
        for (int i = 0; i < corners; ++i) {  // a convex outline
            const double angle = (i + 0.8 * double(random() % 100) / 100) / corners * 6.283185307;
            const double lat = 42.5 + 0.002 * std::sin(angle);
            const double lon = 1.5 + 0.003 * std::cos(angle);
            map.node(i + 1, lat, lon)
                .node(i + 101, 42.5 + 0.004 * std::sin(angle), 1.5 + 0.006 * std::cos(angle));
            map.way(200 + i, {i + 1, i + 101}, kPath);
            ring.push_back(i + 1);
            entries.push_back(location_from_degrees(lon, lat));
        }
        ring.push_back(1);
        map.way(50, ring, kSquare);
        const DrawnNetwork network{map};
        EXPECT_LT(crossings(network, way_id(50)).size(), std::size_t(corners * 4));
        for (const auto a : entries) {
            for (const auto b : entries)
                EXPECT_LE(walk_m(network, way_id(50), a, b), 1.1 * distance_m(a, b) + 0.1);
        }
    }
}

TEST(WalkableAreas, WithTooManyEntriesOnlyTheOutlineIsLeft) {
    DrawnMap map;
    std::vector<std::int64_t> ring;
    for (int i = 0; i < 25; ++i) {
        const double angle = i / 25.0 * 6.283185307;
        map.node(i + 1, 42.5 + 0.002 * std::sin(angle), 1.5 + 0.003 * std::cos(angle));
        map.node(i + 101, 42.5 + 0.004 * std::sin(angle), 1.5 + 0.006 * std::cos(angle));
        map.way(200 + i, {i + 1, i + 101}, kPath);
        ring.push_back(i + 1);
    }
    ring.push_back(1);
    map.way(50, ring, kSquare);
    const DrawnNetwork network{map};
    EXPECT_THAT(network.of_way(50), SizeIs(25));
}

TEST(WalkableAreas, RelationsHaveOutlinesAndCrossings) {
    auto map = square({});  // the ring says nothing itself
    map.relation(9, {way_id(50)}, {{"type", "multipolygon"}, {"highway", "pedestrian"}});
    const DrawnNetwork network{map};
    const ObjectId area{ObjectType::relation, 9};
    EXPECT_THAT(network->segments_of(area), SizeIs(6));
    EXPECT_THAT(crossings(network, area), SizeIs(2));
    EXPECT_EQ(network->object_of(network->segments_of(area)[0]), area);
    EXPECT_THAT(network.of_way(50), IsEmpty());
    EXPECT_THAT(network.of_way(9), IsEmpty());
}

TEST(WalkableAreas, WaysOfARelationThatAreRoadsStayTheirOwn) {
    auto map = square(kPath);
    map.relation(9, {way_id(50)}, {{"type", "multipolygon"}, {"highway", "pedestrian"}});
    const DrawnNetwork network{map};
    EXPECT_EQ(network.pieces(50), "0-1 1-2 2-3 3-4");
    EXPECT_THAT(network->segments_of({ObjectType::relation, 9}), SizeIs(2));
}

}  // namespace
}  // namespace konbit::test
