#include <gmock/gmock.h>

#include "import/area_assembly.hpp"
#include "tests/import/imported.hpp"

namespace konbit {
namespace {

using testing::Contains;
using testing::HasSubstr;

// A square of four degrees (n1..n4), one of two degrees inside it (n5..n8), one beside (n9..n12).
const std::string kNodes =
    "n1 x0 y0\nn2 x4 y0\nn3 x4 y4\nn4 x0 y4\nn5 x1 y1\nn6 x3 y1\nn7 x3 y3\nn8 x1 y3\n"
    "n9 x6 y0\nn10 x7 y0\nn11 x7 y1\nn12 x6 y1\n";

void expect_rings(const Geometry& area, std::vector<bool> outer) {
    ASSERT_EQ(area.kind, GeometryKind::area);
    ASSERT_EQ(area.rings.size(), outer.size());
    for (std::size_t i = 0; i < outer.size(); ++i) {
        const auto ring = area.ring(area.rings[i]);
        EXPECT_EQ(area.rings[i].outer, outer[i]);
        EXPECT_EQ(ring.front(), ring.back());
        EXPECT_EQ(signed_area_e14(ring) > 0, outer[i]) << "ring " << i << " turns the wrong way";
    }
}

TEST(Area, OuterOfTwoWaysWithAHole) {
    const Imported m{kNodes +
                     "w1 Nn1,n2,n3\nw2 Nn1,n4,n3\nw3 Nn5,n6,n7,n8,n5\n"
                     "r5 Ttype=multipolygon,landuse=forest Mw1@outer,w2@outer,w3@inner\n"};
    expect_rings(*m.geometry("r5"), {true, false});
    EXPECT_EQ(m.summary().areas, 1u);
    EXPECT_EQ(m.map().find_feature({ObjectType::relation, 5})->tag("type"), "multipolygon");
}

TEST(Area, ARingThatLacksNodesIsNoOutline) {
    const Imported m{kNodes + "w1 Tbuilding=school Nn1,n2,n3,n4,n99,n1\n"};
    EXPECT_EQ(m.geometry("w1")->kind, GeometryKind::line);
    EXPECT_EQ(m.summary().areas, 0u);
    EXPECT_EQ(m.summary().broken_areas, 1u);
    EXPECT_THAT(m.skipped(), Contains(HasSubstr("kept as a line")));
}

TEST(Area, RolesDoNotMatter) {
    const Imported m{kNodes +
                     "w1 Nn1,n2,n3,n4,n1\nw3 Nn5,n6,n7,n8,n5\n"
                     "r5 Ttype=multipolygon,natural=water Mw3@,w1@\n"};
    expect_rings(*m.geometry("r5"), {true, false});
}

TEST(Area, TwoOuterRings) {
    const Imported m{kNodes +
                     "w1 Nn1,n2,n3,n4,n1\nw2 Nn9,n10,n11,n12,n9\n"
                     "r5 Ttype=boundary,boundary=administrative Mw1@outer,w2@outer\n"};
    expect_rings(*m.geometry("r5"), {true, true});
}

TEST(Area, IslandInALakeInAnIsland) {
    const Imported m{kNodes +
                     "n13 x1.5 y1.5\nn14 x2 y1.5\nn15 x2 y2\n"
                     "w1 Nn1,n2,n3,n4,n1\nw2 Nn5,n6,n7,n8,n5\nw3 Nn13,n14,n15,n13\n"
                     "r5 Ttype=multipolygon,landuse=grass Mw1@outer,w2@inner,w3@outer\n"};
    const auto area = *m.geometry("r5");
    EXPECT_EQ(area.rings.size(), 3u);
    EXPECT_TRUE(area.rings[0].outer);
}

TEST(Area, MissingMemberIsCountedAndTheRestKeptAsALine) {
    const Imported m{kNodes +
                     "w1 Nn1,n2,n3\nw3 Nn5,n6\n"
                     "r5 Ttype=boundary,name=Cut Mw1@outer,w2@outer,w3@outer,n77@label\n"};
    EXPECT_EQ(m.summary().missing_members, 2u);
    EXPECT_EQ(m.summary().broken_areas, 1u);
    const auto line = *m.geometry("r5");
    EXPECT_EQ(line.kind, GeometryKind::line);
    EXPECT_EQ(line.locations.size(), 3u) << "the longest chain is way 1";
    EXPECT_THAT(m.skipped(), Contains("relation/5: 2 of its 4 members are not in the extract"));
    EXPECT_THAT(m.skipped(), Contains(HasSubstr("relation/5: its rings do not close")));
}

TEST(Area, WithoutAnyMemberThereIsNoFeature) {
    const Imported m{kNodes + "r5 Ttype=boundary,name=Gone Mw91@outer,w92@outer\n"};
    EXPECT_EQ(m.geometry("r5"), std::nullopt);
    EXPECT_EQ(m.summary().missing_members, 2u);
    EXPECT_TRUE(m.map().object({ObjectType::relation, 5}));
}

TEST(Area, RelationMembersMayComeLater) {
    const Imported m{kNodes + "r5 Ttype=site,name=A Mr6@,r7@\nr6 Ttype=site,name=B Mr5@\n"};
    EXPECT_EQ(m.summary().missing_members, 1u);
    EXPECT_THAT(m.skipped(), Contains("relation/5: its member relation/7 is not in the extract"));
}

TEST(Area, RelationWithoutTagsOfItsOwnLeavesTheMeaningToItsWay) {
    const Imported m{kNodes +
                     "w1 Tbuilding=yes Nn1,n2,n3,n4,n1\nw3 Nn5,n6,n7,n8,n5\n"
                     "r5 Ttype=multipolygon Mw1@outer,w3@inner\n"};
    EXPECT_EQ(m.geometry("r5"), std::nullopt);
    EXPECT_EQ(m.kind("w1"), GeometryKind::area);
}

TEST(Area, CrossingRingsBecomeALine) {
    const Imported m{kNodes +
                     "n13 x2 y2\nn14 x6 y2\nn15 x6 y6\n"
                     "w1 Nn1,n2,n3,n4,n1\nw2 Nn13,n14,n15,n13\n"
                     "r5 Ttype=multipolygon,landuse=forest Mw1@outer,w2@outer\n"};
    EXPECT_EQ(m.kind("r5"), GeometryKind::line);
    EXPECT_EQ(m.summary().broken_areas, 1u);
}

TEST(Area, SameWayTwice) {
    const Imported m{kNodes +
                     "w1 Nn1,n2,n3,n4,n1\n"
                     "r5 Ttype=multipolygon,landuse=forest Mw1@outer,w1@outer\n"};
    expect_rings(*m.geometry("r5"), {true});
}

// Many relations over shared ways with little memory: the batches are halved, the answer is not.
TEST(Area, LittleMemoryGivesTheSameAreas) {
    std::string text;
    std::string ways;
    std::string relations;
    for (int i = 0; i < 300; ++i) {
        std::string refs;
        for (int k = 0; k < 64; ++k) {
            const int id = i * 100 + k + 1;
            const double angle = k * 3.14159265358979 / 32;
            text += "n" + std::to_string(id) + " x" +
                    std::to_string(i % 20 + 0.4 * std::cos(angle)) + " y" +
                    std::to_string(i / 20 + 0.4 * std::sin(angle)) + "\n";
            refs += "n" + std::to_string(id) + ",";
        }
        ways +=
            "w" + std::to_string(i + 1) + " N" + refs + "n" + std::to_string(i * 100 + 1) + "\n";
        relations += "r" + std::to_string(i + 1) + " Ttype=multipolygon,landuse=forest Mw" +
                     std::to_string(i + 1) + "@outer,w" + std::to_string((i + 1) % 300 + 1) +
                     "@outer\n";
    }
    const Imported plenty{text + ways + relations};
    const Imported little{text + ways + relations, ".osm.opl", 1u << 20};
    EXPECT_EQ(plenty.summary().areas, 300u);
    EXPECT_EQ(little.summary().areas, 300u);
    for (const char* id : {"r1", "r150", "r300"}) {
        EXPECT_EQ(plenty.geometry(id), little.geometry(id));
    }
}

TEST(LongestChain, JoinsWaysWhicheverWayTheyRun) {
    const RingWay a{1, RingRole::outer, {{1, {0, 0}}, {2, {10, 0}}}};
    const RingWay b{2, RingRole::outer, {{3, {20, 0}}, {2, {10, 0}}}};
    const RingWay c{3, RingRole::outer, {{1, {0, 0}}, {4, {0, 10}}}};
    const RingWay alone{4, RingRole::outer, {{8, {500, 0}}, {9, {505, 0}}}};
    Geometry line;
    const RingWay* const ways[] = {&alone, &a, &b, &c};
    longest_chain(ways, line);
    ASSERT_EQ(line.kind, GeometryKind::line);
    std::vector<Location> expected{{0, 10}, {0, 0}, {10, 0}, {20, 0}};
    if (line.locations.front() != expected.front()) std::ranges::reverse(expected);
    EXPECT_EQ(line.locations, expected);
}

}  // namespace
}  // namespace konbit
