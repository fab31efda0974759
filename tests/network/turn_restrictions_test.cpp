// type=restriction relations become rules over directed segments.
#include "mapper/network/restriction_words.hpp"
#include "tests/network/drawn_network.hpp"

namespace konbit::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;

const TagList kRoad{{"highway", "residential"}};

/// A crossing at node 1; ways 20 to the north, 30 east, 40 south, 50 west, all drawn away from it
/// but 50, which comes towards it. Way 31 goes on behind 30's end (node 3), 32 turns off there.
DrawnMap crossing() {
    DrawnMap map;
    map.node(1, 42.5, 1.5)
        .node(2, 42.501, 1.5)
        .node(3, 42.5, 1.501)
        .node(4, 42.499, 1.5)
        .node(5, 42.5, 1.499)
        .node(6, 42.5, 1.502)
        .node(7, 42.501, 1.501);
    map.way(20, {1, 2}, kRoad).way(30, {1, 3}, kRoad).way(40, {1, 4}, kRoad).way(50, {5, 1}, kRoad);
    map.way(31, {3, 6}, kRoad).way(32, {3, 7}, kRoad);
    return map;
}

using Members = std::vector<std::pair<ObjectId, std::string>>;

Members over_node(std::int64_t from, std::int64_t via, std::int64_t to) {
    return {{way_id(from), "from"}, {node_id(via), "via"}, {way_id(to), "to"}};
}
Members over_way(std::int64_t from, std::int64_t via, std::int64_t to) {
    return {{way_id(from), "from"}, {way_id(via), "via"}, {way_id(to), "to"}};
}
TagList restriction(const std::string& value) {
    return {{"type", "restriction"}, {"restriction", value}};
}

TEST(TurnRestrictions, WithoutAnyAllTurnsAreFree) {
    const DrawnNetwork network{crossing()};
    EXPECT_EQ(network.turns(network.along(50)), "20 30 40");
    EXPECT_EQ(network->summary().rules, 0U);
    EXPECT_EQ(network->expanded_count(), 12U);
}

TEST(TurnRestrictions, NoForbidsOneTurn) {
    auto map = crossing();
    map.relation_of(1, over_node(50, 1, 20), restriction("no_left_turn"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network.turns(network.along(50)), "(20) 30 40");
    EXPECT_EQ(network.turns(network.along(40, true)), "-50 20 30");
    ASSERT_THAT(network->rules(), SizeIs(1));
    const auto& rule = network->rules()[0];
    EXPECT_EQ(rule.relation, 1);
    EXPECT_THAT(network->rule_path(rule), ElementsAre(network.along(50), network.along(20)));
    const auto tags = network->tags_of({rule.kind});
    EXPECT_EQ(tags.size(), 1U);
    EXPECT_EQ(tags.value("restriction"), "no_left_turn");
    const auto turn =
        network->turn(network.along(50).value, network.along(20).value, RoadGraph::drive);
    ASSERT_TRUE(turn);
    EXPECT_THAT(turn->forbidden_by, ElementsAre(0U));
}

TEST(TurnRestrictions, OnlyForbidsTheOtherTurns) {
    auto map = crossing();
    map.relation_of(1, over_node(50, 1, 30), restriction("only_straight_on"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network.turns(network.along(50)), "(20) (40) 30");
}

TEST(TurnRestrictions, OnlyForbidsToTurnRoundWhereOneCan) {
    DrawnMap map = crossing();
    map.node(1, 42.5, 1.5, {{"barrier", "gate"}});
    map.relation_of(1, over_node(50, 1, 30), restriction("only_straight_on"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network.turns(network.along(50)), "(-50) (20) (40) 30");
}

TEST(TurnRestrictions, NoUTurnOnOneWay) {
    DrawnMap map = crossing();
    map.node(1, 42.5, 1.5, {{"barrier", "gate"}});
    map.relation_of(1, over_node(50, 1, 50), restriction("no_u_turn"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network.turns(network.along(50)), "(-50) 20 30 40");
}

TEST(TurnRestrictions, NoEntryAndNoExitHaveManyMembers) {
    auto map = crossing();
    map.relation_of(
        1, {{way_id(50), "from"}, {way_id(40), "from"}, {node_id(1), "via"}, {way_id(20), "to"}},
        restriction("no_entry"));
    map.relation_of(
        2, {{way_id(30), "from"}, {node_id(1), "via"}, {way_id(20), "to"}, {way_id(40), "to"}},
        restriction("no_exit"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network.turns(network.along(50)), "(20) 30 40");
    EXPECT_EQ(network.turns(network.along(40, true)), "(20) -50 30");
    EXPECT_EQ(network.turns(network.along(30, true)), "(20) (40) -50");
    EXPECT_EQ(network->summary().broken_restrictions, 0U);
}

TEST(TurnRestrictions, OverAWayOnlyThoseWhoCameFromThere) {
    auto map = crossing();
    map.relation_of(1, over_way(50, 30, 32), restriction("no_left_turn"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network->expanded_count(), 13U);
    EXPECT_EQ(network.turns(network.along(50)), "20 30' 40");
    EXPECT_EQ(network.turns(network.along(40, true)), "-50 20 30");
    EXPECT_EQ(network.turns(network.along(30)), "31 32");
    const auto copies = network->copies_of(network.along(30));
    ASSERT_THAT(copies, SizeIs(1));
    EXPECT_EQ(network->base_of(copies[0]), network.along(30));
    EXPECT_EQ(network.turns(copies[0]), "(32) 31");
    EXPECT_THAT(network->copies_of(network.along(30, true)), IsEmpty());
    EXPECT_FALSE(network->turn(network.along(50).value, network.along(30).value, RoadGraph::drive));
    EXPECT_TRUE(network->turn(network.along(50).value, copies[0], RoadGraph::drive));
    EXPECT_FALSE(network->turn(network.along(40, true).value, copies[0], RoadGraph::drive));
}

TEST(TurnRestrictions, OnlyOverAWayBindsBehindIt) {
    auto map = crossing();
    map.relation_of(1, over_way(50, 30, 31), restriction("only_straight_on"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network.turns(network.along(50)), "20 30' 40");
    EXPECT_EQ(network.turns(network->copies_of(network.along(30))[0]), "(32) 31");
}

TEST(TurnRestrictions, OverAWayOfSeveralSegments) {
    auto map = crossing();
    map.node(11, 42.5, 1.5005).node(12, 42.4995, 1.5005);
    map.way(30, {1, 11, 3}, kRoad).way(33, {11, 12}, kRoad);
    map.relation_of(1, over_way(50, 30, 32), restriction("no_left_turn"));
    const DrawnNetwork network{map};
    ASSERT_THAT(network->rules(), SizeIs(1));
    EXPECT_THAT(network->rule_path(network->rules()[0]), SizeIs(4));
    EXPECT_EQ(network->expanded_count(), 2U * 8 + 2);
}

TEST(TurnRestrictions, OverTwoWaysInOrder) {
    auto map = crossing();
    map.node(8, 42.502, 1.501).way(34, {7, 8}, kRoad);
    map.relation_of(
        1, {{way_id(50), "from"}, {way_id(30), "via"}, {way_id(32), "via"}, {way_id(34), "to"}},
        restriction("no_straight_on"));
    const DrawnNetwork network{map};
    ASSERT_THAT(network->rules(), SizeIs(1));
    EXPECT_THAT(
        network->rule_path(network->rules()[0]),
        ElementsAre(network.along(50), network.along(30), network.along(32), network.along(34)));
}

TEST(TurnRestrictions, UTurnsOverTheLinkOfADualCarriageway) {
    DrawnMap map;  // 60 comes from the west, 61 goes back there, 62 links their ends
    map.node(1, 42.5, 1.5).node(2, 42.5, 1.501).node(3, 42.5002, 1.501).node(4, 42.5002, 1.5);
    map.node(5, 42.5, 1.502).node(6, 42.5002, 1.502);
    const TagList one{{"highway", "primary"}, {"oneway", "yes"}};
    map.way(60, {1, 2}, one).way(61, {3, 4}, one).way(62, {2, 3}, kRoad);
    map.way(63, {2, 5}, one).way(64, {6, 3}, one);
    map.relation_of(1, over_way(60, 62, 61), restriction("no_u_turn"));
    const DrawnNetwork network{map};
    const auto copies = network->copies_of(network.along(62));
    ASSERT_THAT(copies, SizeIs(1));
    EXPECT_EQ(network.turns(copies[0]), "(61) -64");
}

TEST(TurnRestrictions, AOnewayTellsWhichPartOfAWayIsMeant) {
    auto map = crossing();
    // 70 passes the crossing; a oneway, so "to" can only be its second part.
    map.way(70, {2, 1, 4}, {{"highway", "residential"}, {"oneway", "yes"}})
        .way(20, {5, 2}, kRoad)
        .way(40, {4, 5}, kRoad);
    map.relation_of(1, over_node(50, 1, 70), restriction("no_right_turn"));
    const DrawnNetwork network{map};
    ASSERT_THAT(network->rules(), SizeIs(1));
    EXPECT_EQ(network->rule_path(network->rules()[0])[1],
              DirectedSegment::of(network.of_way(70)[1], false));
}

TEST(TurnRestrictions, VehiclesConditionsAndExceptionsAreKept) {
    auto map = crossing();
    map.relation_of(
        1, over_node(50, 1, 20),
        {{"type", "restriction"},
         {"restriction:hgv", "no_left_turn"},
         {"restriction:conditional", "no_left_turn @ (07:00-09:00; 16:00-18:00); no_u_turn @ (Su)"},
         {"except", "psv"},
         {"name", "X"}});
    map.relation_of(
        2, over_node(50, 1, 40),
        {{"type", "restriction:hgv"}, {"restriction", "no_right_turn"}, {"day_on", "Monday"}});
    const DrawnNetwork network{map};
    std::vector<std::string> said;
    for (const auto& rule : network->rules()) {
        std::string text;
        for (const auto& [key, value] : network->tags_of({rule.kind}))
            text += std::string{key} + "=" + std::string{value} + "|";
        said.push_back(text);
    }
    EXPECT_THAT(said, ElementsAre("except=psv|restriction:hgv=no_left_turn|",
                                  "except=psv|restriction:conditional=no_left_turn @ (07:00-09:00; "
                                  "16:00-18:00)|",
                                  "except=psv|restriction:conditional=no_u_turn @ (Su)|",
                                  "day_on=Monday|restriction=no_right_turn|type=restriction:hgv|"));
}

struct BrokenCase {
    Members members;
    TagList tags;
    std::string why;
};

TEST(TurnRestrictions, BrokenOnesAreIgnoredAndNamed) {
    const auto no = restriction("no_left_turn");
    const std::vector<BrokenCase> cases{
        {{{node_id(1), "via"}, {way_id(20), "to"}}, no, "no member 'from'"},
        {{{way_id(50), "from"}, {way_id(20), "to"}}, no, "no member 'via'"},
        {{{way_id(50), "from"}, {node_id(1), "via"}}, no, "no member 'to'"},
        {over_node(99, 1, 20), no, "way/99 ('from') is missing, or no road"},
        {over_node(50, 99, 20), no, "node/99 ('via') is missing"},
        {over_node(50, 3, 20), no, "'from' does not end at 'via'"},
        {over_node(50, 1, 31), no, "'to' does not begin at 'via'"},
        {over_node(50, 1, 20), restriction("maybe"), "neither no_… nor only_…"},
        {over_node(50, 1, 20), {{"type", "restriction"}}, "neither no_… nor only_…"},
        {over_way(50, 31, 20), no, "do not meet"},
        {{{way_id(50), "from"}, {way_id(40), "from"}, {node_id(1), "via"}, {way_id(20), "to"}},
         no,
         "several members 'from'"},
        {{{way_id(50), "from"}, {node_id(1), "via"}, {node_id(3), "via"}, {way_id(20), "to"}},
         no,
         "several members 'via'"},
        {{{node_id(5), "from"}, {node_id(1), "via"}, {way_id(20), "to"}}, no, "'from' is no way"},
        {over_node(50, 1, 50), no, "are the same way"}};
    auto map = crossing();
    for (std::size_t i = 0; i < cases.size(); ++i)
        map.relation_of(std::int64_t(i) + 1, cases[i].members, cases[i].tags);
    const DrawnNetwork network{map};
    const auto summary = network->summary();
    EXPECT_EQ(summary.rules, 0U);
    ASSERT_THAT(summary.broken, SizeIs(cases.size()));
    for (std::size_t i = 0; i < cases.size(); ++i) {
        EXPECT_EQ(summary.broken[i].first, std::int64_t(i) + 1);
        EXPECT_THAT(summary.broken[i].second, HasSubstr(cases[i].why)) << i + 1;
    }
    EXPECT_EQ(network.turns(network.along(50)), "20 30 40");
}

TEST(TurnRestrictions, AWayThatGoesOnBehindViaIsNotClear) {
    auto map = crossing();
    map.way(70, {2, 1, 4}, kRoad).way(20, {5, 2}, kRoad).way(40, {4, 5}, kRoad);
    map.relation_of(1, over_node(50, 1, 70), restriction("no_right_turn"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network->summary().rules, 0U);
    EXPECT_THAT(network->summary().broken, ElementsAre(Pair(1, HasSubstr("not clear"))));
}

TEST(TurnRestrictions, OneHundredAreNamedAndAllCounted) {
    auto map = crossing();
    for (std::int64_t i = 1; i <= 130; ++i)
        map.relation_of(i, over_node(99, 1, 20), restriction("no_left_turn"));
    const DrawnNetwork network{map};
    EXPECT_EQ(network->summary().broken_restrictions, 130U);
    EXPECT_THAT(network->summary().broken, SizeIs(100));
}

TEST(TurnRestrictions, WordsOfConditionalValues) {
    const auto words = read_restriction_words(
        {{"restriction", "no_entry"}, {"restriction:conditional", "none @ (Su);only_u_turn@wet"}});
    ASSERT_THAT(words, SizeIs(2));
    EXPECT_TRUE(words[0].many_from);
    EXPECT_TRUE(words[1].only);
    EXPECT_THAT(words[1].tags, ElementsAre(Pair("restriction:conditional", "only_u_turn@wet")));
    EXPECT_THAT(read_restriction_words({{"restriction", ";;( "}}), IsEmpty());
}

}  // namespace
}  // namespace konbit::test
