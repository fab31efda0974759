#include <gmock/gmock.h>

#include "mapper/store/map_writer.hpp"
#include "tests/import/imported.hpp"

namespace konbit {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

// Ten places: n1..n4 a square, n5..n7 beyond it.
const std::string kNodes =
    "n1 x1 y1\nn2 x1.01 y1\nn3 x1.01 y1.01\nn4 x1 y1.01\n"
    "n5 x1.02 y1.02 Tamenity=clinic\nn6 x1.03 y1.02\nn7 x1.02 y1.02\n";

TEST(Feature, TaggedNodesArePointsOthersAreNone) {
    const Imported m{kNodes};
    EXPECT_EQ(m.geometry("n5"), make_point({10'200'000, 10'200'000}));
    EXPECT_EQ(m.geometry("n1"), std::nullopt);
    EXPECT_EQ(m.summary().features, 1u);
    EXPECT_EQ(m.map().feature_count(), 1u);
    EXPECT_EQ(m.summary().bounds, (BoundingBox{10'000'000, 10'000'000, 10'300'000, 10'200'000}));
}

TEST(Feature, OpenWayIsALine) {
    const Imported m{kNodes + "w1 Thighway=path Nn1,n2,n3\n"};
    EXPECT_EQ(
        m.geometry("w1"),
        make_line({{10'000'000, 10'000'000}, {10'100'000, 10'000'000}, {10'100'000, 10'100'000}}));
}

TEST(Feature, UntaggedWayIsNoFeatureButAnObject) {
    const Imported m{kNodes + "w1 Nn1,n2\n"};
    EXPECT_EQ(m.geometry("w1"), std::nullopt);
    EXPECT_THAT(m.map().object({ObjectType::way, 1})->refs, ElementsAre(1, 2));
}

TEST(Feature, ClosedBuildingIsAnAreaCounterClockwise) {
    const Imported m{kNodes +
                     "w1 Tbuilding=yes Nn1,n4,n3,n2,n1\nw2 Tbuilding=yes Nn1,n2,n3,n4,n1\n"};
    for (const char* id : {"w1", "w2"}) {
        const auto area = m.geometry(id);
        ASSERT_EQ(area->kind, GeometryKind::area);
        EXPECT_GT(signed_area_e14(area->locations), 0);
    }
    EXPECT_EQ(m.summary().areas, 2u);
}

TEST(Feature, ClosedRoadIsALine) {
    const Imported m{kNodes + "w1 Thighway=residential Nn1,n2,n3,n4,n1\n"};
    EXPECT_EQ(m.kind("w1"), GeometryKind::line);
}

TEST(Feature, RingThatCrossesItselfIsALineAndNamed) {
    const Imported m{kNodes + "w1 Tbuilding=yes Nn1,n3,n2,n4,n1\n"};
    EXPECT_EQ(m.kind("w1"), GeometryKind::line);
    EXPECT_EQ(m.summary().broken_areas, 1u);
    EXPECT_THAT(m.skipped(), Contains(HasSubstr("way/1: its ring crosses itself")));
}

TEST(Feature, SpikeInARingIsMended) {
    const Imported m{kNodes + "w1 Tbuilding=yes Nn1,n2,n3,n5,n3,n4,n1\n"};
    EXPECT_EQ(m.kind("w1"), GeometryKind::area);
}

TEST(Feature, TwoNodeBuildingDoubledNodeAndOpenBuildingAreLines) {
    const Imported m{kNodes +
                     "w1 Tbuilding=yes Nn1,n2,n1\nw2 Tbuilding=yes Nn1,n2,n2,n3\n"
                     "w3 Tbuilding=yes Nn1,n2,n3,n4\n"};
    EXPECT_EQ(m.kind("w1"), GeometryKind::line);
    EXPECT_EQ(m.geometry("w2")->locations.size(), 3u);
    EXPECT_EQ(m.kind("w3"), GeometryKind::line);
    EXPECT_THAT(m.map().object({ObjectType::way, 2})->refs, ElementsAre(1, 2, 2, 3));
}

TEST(Feature, WayAtOnePlaceIsAPoint) {
    const Imported m{kNodes + "w1 Tbarrier=wall Nn5\nw2 Tbarrier=wall Nn5,n7\n"};
    EXPECT_EQ(m.geometry("w1"), make_point({10'200'000, 10'200'000}));
    EXPECT_EQ(m.kind("w2"), GeometryKind::point);
}

TEST(Feature, WayWithoutNodesIsKeptWithoutAPlace) {
    const Imported m{kNodes + "w1 Tname=lost N\nw2 Tname=lost Nn98,n99\n"};
    EXPECT_EQ(m.geometry("w1"), std::nullopt);
    EXPECT_EQ(m.geometry("w2"), std::nullopt);
    EXPECT_EQ(m.summary().objects[1], 2u);
}

TEST(Feature, MissingNodesAreLeftOutCountedAndNamed) {
    const Imported m{kNodes + "w1 Thighway=path Nn1,n99,n2\n"};
    EXPECT_EQ(m.geometry("w1")->locations.size(), 2u);
    EXPECT_EQ(m.summary().missing_nodes, 1u);
    EXPECT_THAT(m.skipped(), Contains("way/1: 1 of its 3 nodes are not in the extract"));
}

TEST(Feature, NodesOffTheEarthAreKeptCountedAndStayOutOfGeometry) {
    const Imported m{R"(<osm version="0.6">
        <node id="1" lon="1" lat="1"/><node id="2" lon="200" lat="1"><tag k="name" v="far"/></node>
        <node id="3" lon="2" lat="-91"/><node id="4" lon="1" lat="2"/>
        <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><tag k="highway" v="path"/></way>
        </osm>)",
                     ".osm"};
    EXPECT_EQ(m.summary().invalid_locations, 2u);
    EXPECT_EQ(m.geometry("w1")->locations.size(), 2u);
    EXPECT_EQ(m.geometry("n2"), std::nullopt);
    EXPECT_EQ(m.map().object({ObjectType::node, 2})->location,
              (Location{2'000'000'000, 10'000'000}));
    EXPECT_EQ(m.summary().bounds, (BoundingBox{10'000'000, 10'000'000, 10'000'000, 20'000'000}));
    EXPECT_THAT(m.skipped(), Contains(HasSubstr("node/2: its location")));
}

TEST(Feature, RouteIsNoFeatureButAnObject) {
    const Imported m{kNodes + "w1 Thighway=path Nn1,n2\nr1 Ttype=route,route=bus Mw1@forward\n"};
    EXPECT_EQ(m.geometry("r1"), std::nullopt);
    EXPECT_EQ(m.map().object({ObjectType::relation, 1})->members.front().role, "forward");
}

TEST(Feature, MotorwaysAreInEveryOverviewFootwaysInNone) {
    const Imported m{
        "n1 x1 y1\nn2 x2 y1\nn3 x1.5 y1.00001\n"
        "w1 Thighway=motorway Nn1,n3,n2\nw2 Thighway=footway Nn1,n3,n2\n"};
    for (std::size_t overview = 0; overview < kOverviewMaxZoom.size(); ++overview) {
        std::vector<std::string> found;
        m.map().query_overview(overview, {0, 0, 30'000'000, 30'000'000}, [&](const Feature& f) {
            found.push_back(to_string(f.id()));
            EXPECT_EQ(f.geometry().locations.size(), 2u);
            return true;
        });
        EXPECT_THAT(found, ElementsAre("way/1"));
    }
}

TEST(Feature, TimeOfTheDataIsThatOfTheNewestObject) {
    const Imported m{"n1 v3 t2020-01-02T03:04:05Z x1 y1\nn2 v1 t2019-01-01T00:00:00Z x1 y1\n"};
    EXPECT_EQ(m.summary().data_timestamp, 1'577'934'245);
    EXPECT_TRUE(m.summary().has_versions);
}

}  // namespace
}  // namespace konbit
