// Ways on little maps: what closes them, what is told of them, how their ends are found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <set>

#include "mapper/model/error.hpp"
#include "mapper/query/routes.hpp"
#include "tests/query/reported_map.hpp"

namespace konbit::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr double kLat = 19.0, kLon = -73.0, kStep = 0.01;  // about a kilometre

/// Columns to the east, rows to the south; node ids 10 * row + column.
DrawnMap grid(int rows, int columns) {
    DrawnMap map;
    for (int row = 0; row < rows; ++row) {
        for (int column = 0; column < columns; ++column)
            map.node(10 * row + column + 100, kLat - row * kStep, kLon + column * kStep);
    }
    return map;
}
std::int64_t at(int row, int column) {
    return 10 * row + column + 100;
}
Place place(double row, double column) {
    Place place;
    place.at = location_from_degrees(kLon + column * kStep, kLat - row * kStep);
    place.label = "row " + std::to_string(row) + " column " + std::to_string(column);
    return place;
}

/// North: way 1 and the bridge 2, quick. South: ways 3, 4, 5, slow.
///     100 -1- 101 =2= 102
///      |3              |5
///     110 -----4----- 112
DrawnMap two_ways() {
    auto map = grid(2, 3);
    map.way(1, {at(0, 0), at(0, 1)}, {{"highway", "primary"}, {"name", "Ri A"}})
        .way(2, {at(0, 1), at(0, 2)},
             {{"highway", "primary"},
              {"name", "Ri A"},
              {"bridge", "yes"},
              {"bridge:name", "Pon Nò"}})
        .way(3, {at(0, 0), at(1, 0)}, {{"highway", "tertiary"}, {"name", "Ri B"}})
        .way(4, {at(1, 0), at(1, 1), at(1, 2)}, {{"highway", "tertiary"}, {"name", "Ri C"}})
        .way(5, {at(0, 2), at(1, 2)}, {{"highway", "tertiary"}, {"name", "Ri D"}});
    return map;
}

RouteAnswer ask(const Map& map, const std::string& profile, const Place& from, const Place& to,
                std::size_t alternatives = 0, TravelQuestion question = {}) {
    question.profile = profile;
    const auto travel = Travel::prepare(map, question);
    return find_route(travel, {.places = {from, to}, .alternatives = alternatives});
}

std::vector<std::int64_t> ways_of(const RouteOption& option) {
    std::vector<std::int64_t> ways;
    for (const auto& step : option.steps) {
        if (ways.empty() || ways.back() != step.way.ref) ways.push_back(step.way.ref);
    }
    return ways;
}
std::vector<std::int64_t> refs_of(const std::vector<RoutePlace>& places) {
    std::vector<std::int64_t> refs;
    for (const auto& one : places) refs.push_back(one.way.ref);
    return refs;
}
EventNote earthquake(double hours_ago) {
    return {
        .kind = "earthquake", .at = kNow - static_cast<UnixSeconds>(hours_ago * 3600), .glide = {}};
}

const Place kFrom = place(0, 0), kTo = place(0, 2);

TEST(Route, ATruckGoesAroundWhatSomebodySawBlocked) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    const auto before = ask(map.map, "truck", kFrom, kTo);
    ASSERT_THAT(before.options, SizeIs(1));
    EXPECT_EQ(before.verdict, RouteVerdict::yes);
    EXPECT_THAT(before.options[0].avoided, IsEmpty());

    map.add(passability_report(map.map, way(2), Passability::blocked, Method::seen, 2));
    const auto after = ask(map.map, "truck", kFrom, kTo);
    ASSERT_THAT(after.options, SizeIs(1));
    const auto& option = after.options[0];
    EXPECT_THAT(ways_of(option), ElementsAre(3, 4, 5));
    EXPECT_THAT(refs_of(option.avoided), ElementsAre(2));
    EXPECT_EQ(option.avoided[0].name, "Pon Nò");
    EXPECT_THAT(option.avoided[0].reason, HasSubstr("seen blocked 2 hours ago"));
    EXPECT_GT(option.detour_s, 30);
    EXPECT_NEAR(option.duration_s - before.options[0].duration_s, option.detour_s, 0.01);
    EXPECT_GT(option.detour_m, 1000);
}

TEST(Route, NoNamesEveryPlaceThatClosesAWay) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    map.add(passability_report(map.map, way(2), Passability::blocked, Method::seen, 2));
    map.add(passability_report(map.map, way(4), Passability::blocked, Method::seen, 1));
    const auto answer = ask(map.map, "car", kFrom, kTo);
    EXPECT_EQ(answer.verdict, RouteVerdict::no);
    EXPECT_THAT(answer.options, IsEmpty());
    EXPECT_THAT(refs_of(answer.blocking), ElementsAre(2, 4)) << "the best way's first";
    ASSERT_TRUE(answer.otherwise);
    EXPECT_THAT(ways_of(*answer.otherwise), ElementsAre(1, 2));
}

TEST(Route, WhatIsDisputedIsAvoided) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    map.add(passability_report(map.map, way(2), Passability::blocked, Method::seen, 5));
    map.add(passability_report(map.map, way(2), Passability::open, Method::heard, 1, "Paul"));
    const auto answer = ask(map.map, "truck", kFrom, kTo);
    ASSERT_THAT(answer.options, SizeIs(1));
    ASSERT_THAT(refs_of(answer.options[0].avoided), ElementsAre(2));
    EXPECT_TRUE(answer.options[0].avoided[0].note.condition.doubt.disputed);
    EXPECT_THAT(answer.options[0].avoided[0].reason, HasSubstr("disputed"));
}

TEST(Route, ADestroyedBridgeBlocksAndASlightlyDamagedOneDoesNot) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    map.add(damage_report(map.map, way(2), Grade::slight, Method::seen, 3));
    EXPECT_THAT(ways_of(ask(map.map, "truck", kFrom, kTo).options.at(0)), ElementsAre(1, 2));
    map.add(damage_report(map.map, way(2), Grade::destroyed, Method::seen, 2));
    EXPECT_THAT(ways_of(ask(map.map, "truck", kFrom, kTo).options.at(0)), ElementsAre(3, 4, 5));
}

TEST(Route, WhatNobodyHasLookedAtSinceTheEventIsUnchecked) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    map.map.set_event(earthquake(24));
    const auto unseen = ask(map.map, "truck", kFrom, kTo);
    EXPECT_EQ(unseen.verdict, RouteVerdict::yes_unchecked);
    EXPECT_NEAR(unseen.options[0].unseen_m, unseen.options[0].distance_m, 1);
    ASSERT_THAT(unseen.options[0].unseen, SizeIs(1));
    EXPECT_EQ(unseen.options[0].unseen[0].what, "bridge");
    EXPECT_EQ(unseen.options[0].unseen[0].name, "Pon Nò");

    map.add(passability_report(map.map, way(2), Passability::open, Method::seen, 3));
    const auto half = ask(map.map, "truck", kFrom, kTo);
    EXPECT_EQ(half.verdict, RouteVerdict::yes_unchecked);
    EXPECT_NEAR(half.options[0].unseen_m, half.options[0].distance_m / 2, 5);
    EXPECT_THAT(half.options[0].unseen, IsEmpty());
    EXPECT_THAT(refs_of(half.options[0].evidence), ElementsAre(2));

    map.add(passability_report(map.map, way(1), Passability::open, Method::seen, 3));
    const auto all = ask(map.map, "truck", kFrom, kTo);
    EXPECT_EQ(all.verdict, RouteVerdict::yes);
    EXPECT_EQ(all.options[0].unseen_m, 0);
}

TEST(Route, AnEarlierLookIsToRecheckAfterTheEventAndNoLook) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    for (const auto ref : {1, 2})
        map.add(passability_report(map.map, way(ref), Passability::open, Method::seen, 30));
    EXPECT_EQ(ask(map.map, "truck", kFrom, kTo).verdict, RouteVerdict::yes);
    map.map.set_event(earthquake(24));
    const auto answer = ask(map.map, "truck", kFrom, kTo);
    EXPECT_EQ(answer.verdict, RouteVerdict::yes_unchecked);
    EXPECT_TRUE(answer.options[0].evidence.at(0).note.condition.doubt.recheck);
    EXPECT_NEAR(answer.options[0].unseen_m, answer.options[0].distance_m, 1);
}

TEST(Route, HeardIsNoLook) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    map.map.set_event(earthquake(24));
    for (const auto ref : {1, 2})
        map.add(passability_report(map.map, way(ref), Passability::open, Method::heard, 3));
    const auto answer = ask(map.map, "truck", kFrom, kTo);
    EXPECT_EQ(answer.verdict, RouteVerdict::yes_unchecked);
    EXPECT_NEAR(answer.options[0].unseen_m, answer.options[0].distance_m, 1);
}

TEST(Route, ReportsForTheTeamCloseNothingForOthers) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    map.add(passability_report(map.map, way(2), Passability::blocked, Method::seen, 2));
    TravelQuestion outsider;
    outsider.audience = Audience::open_to_all;
    const auto answer = ask(map.map, "truck", kFrom, kTo, 0, outsider);
    EXPECT_THAT(ways_of(answer.options.at(0)), ElementsAre(1, 2));
    EXPECT_THAT(answer.options[0].avoided, IsEmpty());
}

TEST(Route, OnlyTheClosedStretchOfAWayIsClosed) {
    auto drawn = grid(2, 4);
    drawn.way(1, {at(0, 0), at(0, 1), at(0, 2), at(0, 3)}, {{"highway", "primary"}})
        .way(2, {at(0, 1), at(1, 1)}, {{"highway", "primary"}})
        .way(3, {at(1, 1), at(1, 2)}, {{"highway", "primary"}})
        .way(4, {at(1, 2), at(0, 2)}, {{"highway", "primary"}});
    ReportedMap map{drawn};
    auto report = passability_report(map.map, way(1), Passability::blocked, Method::seen, 2);
    report.about.span = NodeSpan{at(0, 1), at(0, 2)};
    map.add(report);
    const auto answer = ask(map.map, "car", place(0, 0), place(0, 3));
    ASSERT_THAT(answer.options, SizeIs(1));
    EXPECT_THAT(ways_of(answer.options[0]), ElementsAre(1, 2, 3, 4, 1));
}

TEST(Route, ALandslideOnTheMapStopsATruckAndNoWalker) {
    auto drawn = two_ways();
    drawn.square(50, kLat - 0.001, kLon + 0.5 * kStep, 250,
                 {{"hazard_type", "landslide"}, {"name", "Glisman"}});
    ReportedMap map{drawn};
    const auto truck = ask(map.map, "truck", kFrom, kTo);
    EXPECT_THAT(ways_of(truck.options.at(0)), ElementsAre(3, 4, 5));
    ASSERT_THAT(refs_of(truck.options[0].avoided), ElementsAre(1));
    EXPECT_THAT(truck.options[0].avoided[0].reason, HasSubstr("landslide"));
    EXPECT_THAT(ways_of(ask(map.map, "foot", kFrom, kTo).options.at(0)), ElementsAre(1, 2));

    // Whoever saw the road itself later has the last word.
    map.add(passability_report(map.map, way(1), Passability::open, Method::seen, 2));
    EXPECT_THAT(ways_of(ask(map.map, "truck", kFrom, kTo).options.at(0)), ElementsAre(1, 2));
}

TEST(Route, ALimitIsNamedWithWhatItCosts) {
    auto drawn = two_ways();
    drawn.way(2, {at(0, 1), at(0, 2)},
              {{"highway", "primary"}, {"name", "Ri A"}, {"tunnel", "yes"}, {"maxheight", "4.3"}});
    ReportedMap map{drawn};
    TravelQuestion high;
    high.size.height_m = 4.4;
    const auto around = ask(map.map, "truck", kFrom, kTo, 0, high);
    EXPECT_THAT(ways_of(around.options.at(0)), ElementsAre(3, 4, 5));
    ASSERT_THAT(refs_of(around.options[0].limits), ElementsAre(2));
    EXPECT_EQ(around.options[0].limits[0].reason, "maxheight=4.3");
    EXPECT_EQ(around.options[0].limits[0].what, "limit");
    EXPECT_THAT(around.options[0].avoided, IsEmpty()) << "that is no closure";
    high.size.height_m = 4.0;
    const auto through = ask(map.map, "truck", kFrom, kTo, 0, high);
    EXPECT_THAT(ways_of(through.options.at(0)), ElementsAre(1, 2));
    EXPECT_THAT(through.options[0].limits, IsEmpty());
}

TEST(Route, WhereNoDayHasAWayTheLimitsSayWhy) {
    auto drawn = grid(1, 3);
    drawn.way(1, {at(0, 0), at(0, 1)}, {{"highway", "primary"}})
        .way(2, {at(0, 1), at(0, 2)}, {{"highway", "primary"}, {"maxweight", "5"}});
    ReportedMap map{drawn};
    TravelQuestion heavy;
    heavy.size.weight_t = 12;
    const auto answer = ask(map.map, "truck", kFrom, kTo, 0, heavy);
    // The end of the way lies on the weak bridge: the nearest road that bears it is way 1.
    ASSERT_EQ(answer.verdict, RouteVerdict::no);
    EXPECT_THAT(answer.why, Not(IsEmpty()));
}

TEST(Route, RoadsThatDoNotJoinGiveNoWayOnAnyDay) {
    auto drawn = grid(3, 3);
    drawn.way(1, {at(0, 0), at(0, 1), at(0, 2)}, {{"highway", "primary"}})
        .way(2, {at(2, 0), at(2, 1), at(2, 2)}, {{"highway", "primary"}});
    ReportedMap map{drawn};
    const auto answer = ask(map.map, "car", place(0, 0), place(2, 2));
    EXPECT_EQ(answer.verdict, RouteVerdict::no);
    EXPECT_EQ(answer.why, "the roads do not join");
    EXPECT_THAT(answer.blocking, IsEmpty());
}

TEST(Route, APlaceFarFromAnyRoadSaysSo) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    const auto answer = ask(map.map, "car", place(-2, 0), kTo);
    EXPECT_EQ(answer.verdict, RouteVerdict::no);
    EXPECT_THAT(answer.why, HasSubstr("no road within 1 km"));
    EXPECT_FALSE(answer.ends.at(0).road);
    EXPECT_TRUE(answer.ends.at(1).road);
}

TEST(Route, EndsTellWhatWasPassedOver) {
    auto drawn = two_ways();
    // A footway right at the start, and a yard that no road leaves 50 m north of the end.
    drawn.line(20, {{kLat + 0.0004, kLon}, {kLat + 0.0004, kLon + 0.001}},
               {{"highway", "footway"}});
    drawn.line(21, {{kLat + 0.0004, kLon + 1.9 * kStep}, {kLat + 0.0004, kLon + 2 * kStep}},
               {{"highway", "service"}});
    ReportedMap map{drawn};
    const auto answer = ask(map.map, "car", place(-0.04, 0), place(-0.04, 2));
    ASSERT_THAT(answer.options, SizeIs(1));
    EXPECT_EQ(answer.ends[0].way, way(1));
    EXPECT_THAT(answer.ends[0].passed_over, HasSubstr("footway"));
    EXPECT_EQ(answer.ends[1].way, way(2));
    EXPECT_THAT(answer.ends[1].passed_over, HasSubstr("leads nowhere"));
}

TEST(Route, AnEndCutOffByAFloodIsNotMovedToTheOtherBank) {
    auto drawn = grid(1, 3);
    drawn.node(200, kLat, kLon + 0.2 * kStep, {{"ford", "yes"}});
    drawn.way(1, {at(0, 0), 200, at(0, 1), at(0, 2)}, {{"highway", "tertiary"}});
    ReportedMap map{drawn};
    EXPECT_EQ(ask(map.map, "4x4", place(0, 0.1), kTo).verdict, RouteVerdict::yes);
    map.map.set_event({.kind = "flood", .at = kNow - kHour, .glide = {}});
    const auto answer = ask(map.map, "4x4", place(0, 0.1), kTo);
    EXPECT_EQ(answer.verdict, RouteVerdict::no);
    EXPECT_THAT(answer.blocking, Not(IsEmpty())) << "the ford";
    EXPECT_THAT(answer.ends.at(0).passed_over, IsEmpty());
    map.add(passability_report(map.map, node(200), Passability::open, Method::seen, 0.5));
    EXPECT_EQ(ask(map.map, "4x4", place(0, 0.1), kTo).verdict, RouteVerdict::yes_unchecked);
}

TEST(Route, SamePlacesAndAbsurdSizesAreRefused) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    EXPECT_THROW(static_cast<void>(ask(map.map, "car", kFrom, kFrom)), UsageError);
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    EXPECT_THROW(static_cast<void>(find_route(travel, {.places = {kFrom}})), UsageError);
    for (const double height : {-1.0, 0.0, 101.0}) {
        TravelQuestion absurd{.profile = "truck"};
        absurd.size.height_m = height;
        try {
            static_cast<void>(Travel::prepare(map.map, absurd));
            FAIL() << height;
        } catch (const UsageError& error) {
            EXPECT_THAT(error.what(), HasSubstr("--height"));
        }
    }
    EXPECT_THROW(static_cast<void>(Travel::prepare(map.map, {.profile = "hovercraft"})),
                 UsageError);
}

TEST(Route, ViasMakeLegs) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    const auto answer = find_route(travel, {.places = {kFrom, place(1, 1), kTo}});
    ASSERT_THAT(answer.options, SizeIs(1));
    const auto& option = answer.options[0];
    ASSERT_THAT(option.legs, SizeIs(2));
    EXPECT_NEAR(option.legs[0].duration_s + option.legs[1].duration_s, option.duration_s, 1e-6);
    const auto arrivals =
        std::count_if(option.steps.begin(), option.steps.end(),
                      [](const RouteStep& step) { return step.maneuver == Maneuver::arrive; });
    EXPECT_EQ(arrivals, 2);
    EXPECT_EQ(option.steps.back().maneuver, Maneuver::arrive);
}

TEST(Route, StepsAddUpToTheWhole) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    const auto answer = ask(map.map, "truck", place(0, 0.3), place(1, 1.4));
    const auto& option = answer.options.at(0);
    double metres = 0, seconds = 0;
    for (const auto& step : option.steps) {
        metres += step.distance_m;
        seconds += step.duration_s;
    }
    EXPECT_NEAR(metres, option.distance_m, 0.01);
    EXPECT_NEAR(seconds, option.duration_s, 0.001);
}

TEST(Route, AlternativesDiffer) {
    auto drawn = grid(4, 4);
    std::int64_t id = 1;
    for (int row = 0; row < 4; ++row)
        drawn.way(id++, {at(row, 0), at(row, 1), at(row, 2), at(row, 3)},
                  {{"highway", row == 0 ? "primary" : "secondary"}});
    for (int column = 0; column < 4; ++column)
        drawn.way(id++, {at(0, column), at(1, column), at(2, column), at(3, column)},
                  {{"highway", "secondary"}});
    ReportedMap map{drawn};
    const auto answer = ask(map.map, "car", place(0, 0), place(3, 3), 2);
    ASSERT_THAT(answer.options, SizeIs(3));
    for (std::size_t i = 1; i < answer.options.size(); ++i) {
        const auto& option = answer.options[i];
        EXPECT_GE(option.duration_s, answer.options[i - 1].duration_s);
        EXPECT_LE(option.duration_s, 1.6 * answer.options[0].duration_s);
        for (std::size_t j = 0; j < i; ++j) {
            std::set<SegmentId> known;
            for (const auto directed : answer.options[j].segments) known.insert(directed.segment());
            const auto shared = std::count_if(
                option.segments.begin(), option.segments.end(),
                [&](const DirectedSegment directed) { return known.contains(directed.segment()); });
            EXPECT_LE(static_cast<double>(shared),
                      0.75 * static_cast<double>(option.segments.size()));
        }
    }
    // The same question again: nothing of the penalties stays.
    const auto again = ask(map.map, "car", place(0, 0), place(3, 3));
    EXPECT_EQ(again.options.at(0).duration_s, answer.options[0].duration_s);
}

TEST(Route, TravelKnowsWhenTheMapHasChanged) {
    const auto drawn = two_ways();
    ReportedMap map{drawn};
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    EXPECT_TRUE(travel.is_current());
    map.add(passability_report(map.map, way(2), Passability::blocked, Method::seen, 2));
    EXPECT_FALSE(travel.is_current());
}

}  // namespace
}  // namespace konbit::test
