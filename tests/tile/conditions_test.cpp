#include "render/tile/conditions.hpp"

#include <gtest/gtest.h>

#include "tests/tile/drawn_pictures.hpp"

namespace konbit {
namespace {

BoundingBox box_of(double west, double south, double east, double north) {
    BoundingBox box;
    box.extend(location_from_degrees(west, south));
    box.extend(location_from_degrees(east, north));
    return box;
}

TEST(Conditions, HoldDamageOfTheBoxAndNothingEveryday) {
    test::DrawnMap drawn;
    drawn.square(1, 42.50, 1.50, 20, {{"building", "collapsed"}})
        .square(2, 42.60, 1.50, 20, {{"building", "collapsed"}})
        .square(3, 42.50, 1.51, 20, {{"building", "yes"}})
        .line(4, {{42.50, 1.50}, {42.50, 1.51}}, {{"highway", "track"}, {"smoothness", "horrible"}})
        .node(5, 42.50, 1.505, {{"barrier", "bollard"}});
    const auto map = test::open_drawn(drawn.write());
    const auto conditions = conditions_in(map, box_of(1.49, 42.49, 1.52, 42.51), true);
    ASSERT_EQ(conditions.found.size(), 1U);
    const auto collapsed = map.base().find_feature({ObjectType::way, 1});
    const auto whole = map.base().find_feature({ObjectType::way, 3});
    ASSERT_TRUE(collapsed && whole);
    ASSERT_NE(conditions.of(collapsed->index()), nullptr);
    EXPECT_EQ(conditions.of(collapsed->index())->statement.grade, Grade::destroyed);
    EXPECT_EQ(conditions.of(whole->index()), nullptr);
    EXPECT_FALSE(conditions.event_set);
}

TEST(Conditions, KnowOfTheEvent) {
    test::DrawnMap drawn;
    drawn.line(1, {{42.50, 1.50}, {42.51, 1.50}},
               {{"highway", "residential"}, {"flood_prone", "yes"}});
    auto map = test::open_drawn(drawn.write());
    const auto box = box_of(1.4, 42.4, 1.6, 42.6);
    EXPECT_TRUE(conditions_in(map, box, true).found.empty()) << "prone to floods, but there is none";
    map.set_event({"flood", 1'700'000'000, ""});
    const auto conditions = conditions_in(map, box, true);
    EXPECT_TRUE(conditions.event_set);
    ASSERT_EQ(conditions.found.size(), 1U);
    EXPECT_EQ(conditions.found[0].statement.passability, Passability::restricted);
}

TEST(Conditions, HoldStretchesAndFreeReportsForTheTeam) {
    test::DrawnMap drawn;
    drawn.line(1, {{42.50, 1.50}, {42.505, 1.50}, {42.51, 1.50}}, {{"highway", "primary"}})
        .square(2, 42.50, 1.51, 20, {{"building", "yes"}});
    auto map = test::open_drawn(drawn.write());
    const ObjectId road{ObjectType::way, 1};
    const auto nodes = map.base().object(road)->refs;
    Report blocked;
    blocked.kind = ReportKind::passability;
    blocked.about = anchor_of(map, road);
    blocked.about.span = NodeSpan{nodes[1], nodes[2]};
    blocked.observed = 1'700'000'000;
    blocked.passability = Passability::blocked;
    map.add({EntryKind::report, Audience::team, blocked});
    Report slide;
    slide.kind = ReportKind::hazard;
    slide.about.at = location_from_degrees(1.505, 42.505);
    slide.observed = 1'700'000'000;
    slide.what = "landslide";
    map.add({EntryKind::report, Audience::open_to_all, slide});
    const auto box = box_of(1.4, 42.4, 1.6, 42.6);
    const auto for_team = conditions_in(map, box, true);
    ASSERT_EQ(for_team.found.size(), 2U);
    EXPECT_TRUE(for_team.by_feature.empty()) << "neither is a whole thing of the map";
    Geometry shape;
    read_shape(map, for_team.found[0], shape);
    EXPECT_EQ(shape.locations.size(), 2U);
    EXPECT_EQ(for_team.found[1].statement.what, "hazard");
    const auto handed_on = conditions_in(map, box, false);
    ASSERT_EQ(handed_on.found.size(), 1U);
    EXPECT_TRUE(handed_on.found[0].report);
}

}  // namespace
}  // namespace konbit
