#include "tests/meaning/described.hpp"

namespace konbit {
namespace {

DamageStatement damage_of(std::string_view object) {
    const Drawn drawn = draw(object);
    auto found = meaning().damage(drawn.subject());
    if (!found) throw std::invalid_argument{"no damage: " + std::string{object}};
    return *found;
}

TEST(Damage, WorstStatementCounts) {
    EXPECT_EQ(damage_of("area 9 building=damaged|earthquake:damage=no").grade, Grade::moderate);
    EXPECT_EQ(damage_of("area 9 typhoon:damage=yes|building=collapsed").grade, Grade::destroyed);
    EXPECT_EQ(damage_of("area 9 building=yes|damage=no|damage:Chido=minimal").grade, Grade::slight);
    EXPECT_TRUE(damage_of("area 9 building=yes|damage=yes|earthquake:damage=no").suspected);
}

TEST(Damage, KeepsTheSourceWordForWord) {
    const auto damage = damage_of(
        "area 9 building=yes|damage:event=EMSR190|damage:date=2016-08-24|"
        "earthquake:damage=collapsed_buiding");
    EXPECT_EQ(damage.grade, Grade::destroyed);
    EXPECT_EQ(damage.source_key, "earthquake:damage");
    EXPECT_EQ(damage.source_value, "collapsed_buiding");
    EXPECT_EQ(damage.observed, "2016-08-24");
    EXPECT_EQ(damage.event, "EMSR190");
}

TEST(Damage, TakesTheEventFromTheKey) {
    const auto damage = damage_of("area 9 building=yes|damage:event_note=x|damage:Chido=complete");
    EXPECT_EQ(damage.event, "Chido");
    EXPECT_EQ(damage.source_key, "damage:Chido");
    EXPECT_EQ(damage.source_value, "complete");
}

TEST(Damage, OfEventTypeOrDateAloneIsUnknownButKept) {
    for (const char* object :
         {"area 9 building=yes|damage:event=Chido", "area 9 building=yes|damage:type=wind",
          "area 9 building=yes|damage:date=2024-12-14", "area 9 building=yes|damage:type=none"}) {
        const auto damage = damage_of(object);
        EXPECT_EQ(damage.grade, Grade::unknown) << object;
        EXPECT_FALSE(damage.everyday) << object;
        EXPECT_FALSE(damage.source_value.empty()) << object;
    }
}

TEST(Damage, OfThingsGoneNeedsADisaster) {
    for (const char* object : {"area 9 ruins=yes|historic=castle", "area 9 building=ruins",
                               "line abandoned:railway=rail", "area 9 razed:building=yes",
                               "area 9 demolished:building=yes", "area 9 removed:building=yes",
                               "area 9 was:building=yes", "area 9 historic=ruins"}) {
        EXPECT_EQ(described_damage(object), "nothing") << object;
        const std::string named = std::string{object} + "|damage:event=EMSR190";
        EXPECT_NE(described_damage(named), "nothing") << named;
        EXPECT_FALSE(meaning().gone(draw(named).tags)) << named;
    }
    EXPECT_EQ(damage_of("area 9 ruins=yes|damage:date=2016-08-24").grade, Grade::destroyed);
    EXPECT_EQ(damage_of("area 9 razed:building=yes|damage:event=Chido").grade, Grade::destroyed);
    EXPECT_EQ(damage_of("area 9 abandoned:building=yes|damage:event=Chido").grade, Grade::unknown);
}

TEST(Passing, GradeAloneClosesBridgesSoonerThanRoads) {
    EXPECT_EQ(damage_of("line highway=primary|damage=destroyed").passability, Passability::blocked);
    EXPECT_EQ(damage_of("line highway=primary|damage=severe").passability, Passability::restricted);
    EXPECT_EQ(damage_of("line highway=primary|damage=moderate").passability,
              Passability::restricted);
    EXPECT_EQ(damage_of("line highway=primary|damage=slight").passability, Passability::open);
    EXPECT_EQ(damage_of("line highway=primary|bridge=yes|damage=severe").passability,
              Passability::blocked);
    EXPECT_EQ(damage_of("line highway=primary|tunnel=yes|damage=severe").passability,
              Passability::blocked);
    EXPECT_FALSE(damage_of("line highway=primary|damage=severe").states_passability);
    EXPECT_EQ(damage_of("line highway=primary|damage=roof").passability, Passability::unknown);
    EXPECT_EQ(meaning().passability_of("building", Grade::destroyed), Passability::unknown);
}

TEST(Passing, WorstWordCounts) {
    const auto road = damage_of("line highway=track|damage=destroyed|practicability:4x4=yes");
    EXPECT_EQ(road.passability, Passability::blocked);
    EXPECT_THAT(road.vehicles, testing::ElementsAre("4x4: open"));
    const auto blocked = damage_of("line highway=primary|damage=slight|status=impassable");
    EXPECT_EQ(blocked.passability, Passability::blocked);
    EXPECT_EQ(blocked.grade, Grade::slight);
}

TEST(Passing, LegalAccessOpensNothing) {
    EXPECT_EQ(
        damage_of("line highway=primary|status=impassable|access=yes|emergency=yes").passability,
        Passability::blocked);
}

TEST(Passing, RoadWhoseHighwayWasTakenAwayIsStillARoad) {
    const auto road = damage_of("line status=impassable|name=Via a Portoviejo");
    EXPECT_EQ(road.what, "road");
    EXPECT_EQ(road.passability, Passability::blocked);
    EXPECT_FALSE(road.everyday);
}

TEST(Passing, DisasterAndEverydayAreToldApart) {
    for (const char* object :
         {"line highway=track|smoothness=horrible", "barrier=block", "barrier=bollard",
          "line highway=construction", "ford=yes", "line highway=track|4wd_only=yes",
          "line highway=residential|flood_prone=yes"}) {
        EXPECT_TRUE(damage_of(object).everyday) << object;
    }
    for (const char* object :
         {"line highway=track|status=impassable", "line destroyed:highway=primary",
          "line highway=primary|bridge=collapsed", "barrier=debris",
          "barrier=block|barrier:obstacle_type=roadblock",
          "line highway=track|smoothness=horrible|damage=damaged"}) {
        EXPECT_FALSE(damage_of(object).everyday) << object;
    }
}

TEST(Passing, EveryObstacleTypeBlocks) {
    for (const char* type : {"bridge_damage", "road_damage", "landslide", "debris", "roadblock"}) {
        const Tags tags{{"barrier", "block"}, {"barrier:obstacle_type", type}};
        const auto found = meaning().damage(Subject{tags, GeometryKind::point, 0});
        ASSERT_TRUE(found) << type;
        EXPECT_EQ(found->passability, Passability::blocked) << type;
        EXPECT_EQ(found->source_value, type);
    }
}

TEST(Damage, SaysNothingOfOrdinaryThings) {
    for (const char* object :
         {"line highway=primary", "area 9 building=yes", "line highway=primary|bridge=yes",
          "line highway=track|smoothness=bad", "line access=no|highway=service",
          "area 9 building=yes|name=destroyed!!", "line waterway=stream|seasonal=yes"}) {
        EXPECT_EQ(described_damage(object), "nothing") << object;
    }
}

}  // namespace
}  // namespace konbit
