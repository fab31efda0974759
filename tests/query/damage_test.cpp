#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/damage_text.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/text_list.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

std::vector<std::string> ids(const DamageAnswer& answer) {
    std::vector<std::string> out;
    for (const auto& found : answer.found) out.push_back(to_string(found.id));
    return out;
}

class Damage : public testing::Test {
protected:
    Damage() {
        drawn.square(1, 42.50, 1.50, 20, {{"building", "collapsed"}, {"name", "Casa"}})
            .square(2, 42.51, 1.50, 20, {{"building", "damaged"}})
            .square(3, 42.52, 1.50, 20, {{"building", "yes"}})
            .square(4, 42.53, 1.50, 20, {{"building", "yes"}, {"earthquake:damage", "severe"}})
            .square(5, 42.54, 1.50, 20, {{"building", "yes"}, {"typhoon:reviewed", "cloud"}})
            .square(6, 42.55, 1.50, 20, {{"building", "ruins"}})
            .line(10, {{42.50, 1.60}, {42.51, 1.60}},
                  {{"highway", "primary"}, {"status", "impassable"}})
            .line(11, {{42.52, 1.60}, {42.53, 1.60}}, {{"highway", "primary"}})
            .line(12, {{42.54, 1.60}, {42.55, 1.60}},
                  {{"highway", "track"}, {"smoothness", "horrible"}})
            .line(13, {{42.56, 1.60}, {42.57, 1.60}},
                  {{"highway", "residential"}, {"flood_prone", "yes"}});
    }
    test::DrawnMap drawn;
};

TEST_F(Damage, WorstFirstWithTotals) {
    const auto map = test::open_map(drawn.write());
    const auto answer = damage_in(map, {});
    EXPECT_THAT(ids(answer), ElementsAre("way/1", "way/10", "way/4", "way/2"));
    EXPECT_EQ(answer.found[0].statement.grade, Grade::destroyed);
    EXPECT_EQ(answer.found[0].statement.source_value, "collapsed") << "verbatim";
    EXPECT_EQ(answer.found[0].certainty, Certainty::guessed) << "a tag says it";
    EXPECT_EQ(answer.found[1].statement.passability, Passability::blocked);
    EXPECT_NEAR(answer.road_km_blocked, 1.11, 0.01);
    EXPECT_EQ(answer.by_grade[std::size_t(Grade::destroyed)], 1u);
    EXPECT_EQ(answer.buildings, 6u);
    EXPECT_EQ(answer.roads, 4u);
    EXPECT_NEAR(answer.road_km, 4.44, 0.02);
    EXPECT_EQ(answer.assessed_buildings, 3u) << "a cloud is no assessment";
    EXPECT_EQ(answer.assessed_roads, 1u);
}

TEST_F(Damage, NearABoxIsWhatTheQuestionFindsThere) {
    const auto map = test::open_map(drawn.write());
    const auto ids_near = [&](double south, double north) {
        std::vector<std::string> out;
        BoundingBox box;
        box.extend(location_from_degrees(1.49, south));
        box.extend(location_from_degrees(1.61, north));
        for (const auto& found : damage_near(map, box)) out.push_back(to_string(found.id));
        return out;
    };
    EXPECT_THAT(ids_near(42.40, 42.60),
                UnorderedElementsAre("way/1", "way/2", "way/4", "way/5", "way/10"))
        << "unknown grades too, nothing everyday, nothing that is only ruined";
    EXPECT_THAT(ids_near(42.505, 42.515), UnorderedElementsAre("way/2", "way/10"));
    EXPECT_THAT(ids_near(42.60, 42.70), IsEmpty());
}

TEST_F(Damage, QuestionsNarrow) {
    const auto map = test::open_map(drawn.write());
    DamageQuestion q;
    q.of = DamageQuestion::Of::roads;
    EXPECT_THAT(ids(damage_in(map, q)), ElementsAre("way/10"));
    q.of = DamageQuestion::Of::buildings;
    q.at_least = Grade::severe;
    EXPECT_THAT(ids(damage_in(map, q)), ElementsAre("way/1", "way/4"));
    q.include_unknown = true;
    EXPECT_THAT(ids(damage_in(map, q)), UnorderedElementsAre("way/1", "way/4", "way/5"));
    q = {};
    q.area = resolve_area(map, "1.49,42.505,1.51,42.525");
    const auto answer = damage_in(map, q);
    EXPECT_THAT(ids(answer), ElementsAre("way/2"));
    EXPECT_EQ(answer.buildings, 2u);
    EXPECT_EQ(answer.roads, 0u);
    EXPECT_EQ(answer.assessed_buildings, 1u);
}

TEST_F(Damage, TheAreaOfAllIsTheWhole) {
    const auto map = test::open_map(drawn.write());
    DamageQuestion q;
    q.area = resolve_area(map, "1,42,2,43");
    const auto in_area = damage_in(map, q);
    const auto in_all = damage_in(map, {});
    EXPECT_EQ(ids(in_area), ids(in_all));
    EXPECT_EQ(in_area.roads, in_all.roads);
    EXPECT_EQ(in_area.buildings, in_all.buildings);
    EXPECT_DOUBLE_EQ(in_area.road_km, in_all.road_km);
}

TEST_F(Damage, AFloodRestrictsWhatIsProneToIt) {
    auto map = test::open_map(drawn.write());
    map.set_event({"earthquake", 1, ""});
    EXPECT_THAT(ids(damage_in(map, {})), testing::Not(testing::Contains("way/13")));
    map.set_event({"flood", 2, ""});
    const auto answer = damage_in(map, {});
    EXPECT_THAT(ids(answer), testing::Contains("way/13"));
    EXPECT_NEAR(answer.road_km_restricted, 1.11, 0.01);
}

TEST(DamageText, ComesBackAsItWas) {
    DamageStatement s;
    s.grade = Grade::severe;
    s.suspected = true;
    s.passability = Passability::restricted;
    s.states_passability = true;
    s.what = "bridge";
    s.source_key = "a";
    s.source_value = std::string("with\0nul; and \xff", 16);
    s.vehicles = {"truck: blocked", ""};
    s.notes = {std::string(300, 'x')};
    s.everyday = true;
    s.blocked_in = {"flood"};
    const auto back = unpack_damage(pack_damage(s));
    ASSERT_TRUE(back);
    EXPECT_EQ(pack_damage(*back), pack_damage(s));
    EXPECT_EQ(back->source_value, s.source_value);
    EXPECT_EQ(back->vehicles, s.vehicles);
    EXPECT_EQ(back->notes, s.notes);
    EXPECT_EQ(back->grade, Grade::severe);
    EXPECT_TRUE(back->everyday);
    const auto packed = pack_damage(s);
    for (std::size_t n = 0; n < packed.size(); ++n)
        EXPECT_FALSE(unpack_damage(packed.substr(0, n))) << n;
    EXPECT_FALSE(unpack_texts("\xff\xff\xff\xff\xff\xff\xff"));
    EXPECT_THAT(*unpack_texts(""), IsEmpty());
}

}  // namespace
}  // namespace konbit
