// Who is cut off on little maps, and what re-opening one place reconnects.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <set>

#include "mapper/query/reach.hpp"
#include "tests/query/road_grid.hpp"

namespace konbit::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

void report_blocked(ReportedMap& map, ObjectId object) {
    map.add(passability_report(map.map, object, Passability::blocked, Method::seen, 2));
}

CutoffAnswer ask(const Map& map, const std::vector<Place>& from, const std::string& by = "car",
                 PeopleByCell people = {}) {
    const auto travel = Travel::prepare(map, {.profile = by});
    return find_cut_off(travel, {.from = from, .people = std::move(people)});
}

std::vector<std::string> names_of(const std::vector<CutOffPlace>& places) {
    std::vector<std::string> names;
    for (const auto& place : places) names.push_back(place.name);
    return names;
}

/// A town (west), a river with the bridges 2 and 12, a village (east) and a hamlet behind it:
///   1 ---1--- 2 ===2=== 3 ---3--- 4 ---4--- 5
///             |11                 |13
///            12 ======12======== 14
struct Valley {
    DrawnMap map;
    explicit Valley(bool second_bridge) {
        map.node(1, 19, -73.00).node(2, 19, -72.99).node(3, 19, -72.98);
        map.node(4, 19, -72.97).node(5, 19, -72.96);
        map.way(1, {1, 2}, {{"highway", "primary"}});
        map.way(2, {2, 3}, {{"highway", "primary"}, {"bridge", "yes"}, {"name", "Pon A"}});
        map.way(3, {3, 4}, {{"highway", "primary"}});
        map.way(4, {4, 5}, {{"highway", "residential"}});
        map.node(20, 19.0005, -72.975, {{"place", "village"}, {"name", "Lakay"}});
        map.node(21, 19.0005, -72.961, {{"place", "hamlet"}, {"name", "Ti Lakay"}});
        map.node(22, 19.0005, -73.000, {{"place", "town"}, {"name", "Vil"}});
        map.square(30, 19.0005, -72.975, 10, {{"building", "yes"}});
        map.square(31, 19.0008, -72.974, 10, {{"building", "yes"}});
        map.square(32, 19.0005, -72.962, 10, {{"building", "yes"}});
        map.square(33, 19.0005, -72.999, 10, {{"building", "yes"}});
        if (!second_bridge) return;
        map.node(12, 18.99, -72.99).node(14, 18.99, -72.97);
        map.way(11, {2, 12}, {{"highway", "track"}});
        map.way(12, {12, 14}, {{"highway", "track"}, {"bridge", "yes"}, {"name", "Pon B"}});
        map.way(13, {14, 4}, {{"highway", "track"}});
    }
};
const Place kTown = place_at(19, -73, "town");

TEST(CutOff, NobodyOnAnOrdinaryDay) {
    const Valley valley{false};
    ReportedMap map{valley.map};
    const auto answer = ask(map.map, {kTown});
    EXPECT_THAT(answer.settlements, IsEmpty());
    EXPECT_THAT(answer.reopenings, IsEmpty());
    EXPECT_EQ(answer.buildings, 0U);
    EXPECT_EQ(answer.buildings_in_all, 4U);
    EXPECT_EQ(answer.road_km, 0);
}

TEST(CutOff, AVillageBehindOneBridge) {
    const Valley valley{false};
    ReportedMap map{valley.map};
    report_blocked(map, way(2));
    const auto answer = ask(map.map, {kTown});
    EXPECT_THAT(names_of(answer.settlements), ElementsAre("Lakay", "Ti Lakay"));
    EXPECT_EQ(answer.settlements[0].buildings, 2U);
    EXPECT_EQ(answer.settlements[0].kind, "village");
    EXPECT_FALSE(answer.settlements[0].only_together);
    EXPECT_EQ(answer.buildings, 3U);
    EXPECT_NEAR(answer.road_km, 2.1, 0.05);
    EXPECT_THAT(answer.segments, SizeIs(2));
    ASSERT_THAT(answer.reopenings, SizeIs(1));
    const auto& opened = answer.reopenings[0];
    EXPECT_EQ(opened.place.way, way(2));
    EXPECT_EQ(opened.place.name, "Pon A");
    EXPECT_THAT(opened.settlements, testing::UnorderedElementsAre("Lakay", "Ti Lakay"));
    EXPECT_EQ(opened.buildings, 3U);
    EXPECT_NEAR(opened.road_km, answer.road_km, 1e-9);
}

TEST(CutOff, FromTheVillageTheTownIs) {
    const Valley valley{false};
    ReportedMap map{valley.map};
    report_blocked(map, way(2));
    const auto answer = ask(map.map, {place_at(19, -72.96)});
    EXPECT_THAT(names_of(answer.settlements), ElementsAre("Vil"));
    const auto both = ask(map.map, {place_at(19, -72.96), kTown});
    EXPECT_THAT(both.settlements, IsEmpty()) << "helpers stand on both sides";
}

TEST(CutOff, EitherOfTwoBridgesAlone) {
    const Valley valley{true};
    ReportedMap map{valley.map};
    report_blocked(map, way(2));
    EXPECT_THAT(ask(map.map, {kTown}, "4x4").settlements, IsEmpty());
    report_blocked(map, way(12));
    const auto answer = ask(map.map, {kTown}, "4x4");
    EXPECT_THAT(answer.settlements, SizeIs(2));
    ASSERT_THAT(answer.reopenings, SizeIs(2));
    for (const auto& opened : answer.reopenings) EXPECT_THAT(opened.settlements, SizeIs(2));
}

TEST(CutOff, AWayBlockedTwiceNeedsBoth) {
    const Valley valley{false};
    ReportedMap map{valley.map};
    report_blocked(map, way(2));
    report_blocked(map, way(3));
    const auto answer = ask(map.map, {kTown});
    EXPECT_THAT(names_of(answer.settlements), ElementsAre("Lakay", "Ti Lakay"))
        << "the village stands on the second closed stretch";
    for (const auto& place : answer.settlements) EXPECT_TRUE(place.only_together);
    ASSERT_THAT(answer.reopenings, SizeIs(2));
    for (const auto& opened : answer.reopenings) EXPECT_THAT(opened.settlements, IsEmpty());
}

TEST(CutOff, TheLastStretchAloneHelpsTheHamlet) {
    const Valley valley{false};
    ReportedMap map{valley.map};
    report_blocked(map, way(4));
    const auto answer = ask(map.map, {kTown});
    EXPECT_THAT(names_of(answer.settlements), ElementsAre("Ti Lakay"));
    ASSERT_THAT(answer.reopenings, SizeIs(1));
    EXPECT_THAT(answer.reopenings[0].settlements, ElementsAre("Ti Lakay"));
    EXPECT_EQ(answer.reopenings[0].buildings, 1U);
}

TEST(CutOff, WhatHelpsNobodyIsLast) {
    const Valley valley{true};
    ReportedMap map{valley.map};
    report_blocked(map, way(12));
    report_blocked(map, way(4));
    const auto answer = ask(map.map, {kTown}, "4x4");
    ASSERT_THAT(answer.reopenings, SizeIs(2));
    EXPECT_EQ(answer.reopenings[0].place.way, way(4));
    EXPECT_EQ(answer.reopenings[1].place.way, way(12));
    EXPECT_THAT(answer.reopenings[1].settlements, IsEmpty());
    EXPECT_EQ(answer.reopenings[1].buildings, 0U);
}

TEST(CutOff, WhoNeverHadAWayIsNotCutOff) {
    Valley valley{false};
    valley.map.node(40, 19.2, -72.9, {{"place", "hamlet"}, {"name", "Far"}});
    ReportedMap map{valley.map};
    report_blocked(map, way(2));
    const auto answer = ask(map.map, {kTown});
    EXPECT_THAT(answer.settlements, SizeIs(2));
    EXPECT_EQ(answer.never, 1U);
}

TEST(CutOff, APlaceInTheSeaReachesNobody) {
    const Valley valley{false};
    ReportedMap map{valley.map};
    report_blocked(map, way(2));
    const auto answer = ask(map.map, {place_at(10, 10)});
    EXPECT_FALSE(answer.from.at(0).road);
    EXPECT_THAT(answer.settlements, IsEmpty());
}

TEST(CutOff, PeopleOfARaster) {
    const Valley valley{false};
    ReportedMap map{valley.map};
    report_blocked(map, way(2));
    const auto cells = [](const BoundingBox& box, const auto& visit) {
        for (const auto& [lon, people] :
             {std::pair{-72.975, 70.0}, {-72.961, 20.0}, {-73.0, 900.0}}) {
            const auto at = location_from_degrees(lon, 19.0003);
            if (box.contains(at)) visit(at, people);
        }
    };
    const auto answer = ask(map.map, {kTown}, "car", cells);
    EXPECT_EQ(answer.people, 90);
    ASSERT_THAT(answer.settlements, SizeIs(2));
    EXPECT_EQ(answer.settlements[0].people, 70);
    EXPECT_EQ(answer.settlements[1].people, 20);
    EXPECT_EQ(answer.reopenings.at(0).people, 90);
}

TEST(CutOff, AFloodClosesFordsWithoutAnyReport) {
    Valley valley{false};
    valley.map.node(2, 19, -72.99)
        .node(6, 18.995, -72.99, {{"ford", "yes"}})
        .node(7, 18.99, -72.99);
    valley.map.way(5, {2, 6, 7}, {{"highway", "unclassified"}});
    valley.map.node(23, 18.9905, -72.9905, {{"place", "hamlet"}, {"name", "Lòtbò"}});
    ReportedMap map{valley.map};
    EXPECT_THAT(ask(map.map, {kTown}, "4x4").settlements, IsEmpty());
    map.map.set_event({.kind = "flood", .at = kNow - kHour, .glide = {}});
    const auto answer = ask(map.map, {kTown}, "4x4");
    EXPECT_THAT(names_of(answer.settlements), ElementsAre("Lòtbò"));
    ASSERT_THAT(answer.reopenings, SizeIs(1));
    EXPECT_EQ(answer.reopenings[0].place.way, node(6));
    EXPECT_EQ(answer.reopenings[0].place.what, "ford");
    EXPECT_THAT(answer.reopenings[0].settlements, ElementsAre("Lòtbò"));
}

// ---- against opening each place by brute force

class ByBruteForce {
public:
    ByBruteForce(const Travel& travel, const RoadGrid& grid, RoadPosition from)
        : travel_{travel}, from_{from} {
        for (const auto way : grid.ways) {
            const auto house = travel.map().base().find_feature(node(20'000 + way));
            const auto road = travel.everyday().nearest(house->box().center(), 1, kSnap_m);
            if (!road.empty()) roads_.emplace(std::to_string(way), road.front());
        }
    }
    /// Names reached with all conditions but one; `conditions().size()`: with all.
    [[nodiscard]] std::set<std::string> reached_without(std::size_t condition) const {
        auto others = travel_.today().conditions();
        if (condition < others.size())
            others.erase(others.begin() + static_cast<std::ptrdiff_t>(condition));
        return reached(RoadMetric::build({.network = &travel_.network(),
                                          .profile = travel_.today().profile(),
                                          .trip = travel_.today().trip(),
                                          .conditions = std::move(others),
                                          .cache_folder = {}}));
    }
    [[nodiscard]] std::set<std::string> reached(const RoadMetric& metric) const {
        std::set<std::string> names;
        for (const auto& [name, road] : roads_) {
            if (metric.duration(from_, road) != kNoWay) names.insert(name);
        }
        return names;
    }

private:
    const Travel& travel_;
    RoadPosition from_;
    std::map<std::string, RoadPosition> roads_;
};

void block_some(ReportedMap& map, const RoadGrid& grid, std::mt19937& random) {
    for (int i = 0; i < 14; ++i) {
        const auto street = random() % grid.ways.size();
        const auto way = grid.ways[street];
        auto report = passability_report(map.map, {ObjectType::way, way}, Passability::blocked,
                                         Method::seen, 2);
        if (random() % 3 == 0)
            report.about.span = NodeSpan{grid.tails[street], RoadGrid::middle_of(way)};
        map.add(report);
    }
    for (const auto gate : grid.gates) {
        if (random() % 2 == 0) report_blocked(map, node(gate));
    }
}

TEST(CutOff, TheRankingEqualsOpeningEachPlaceAlone) {
    std::mt19937 random{41};
    std::size_t reconnecting = 0;
    const int rounds = std::getenv("KONBIT_LONG") != nullptr ? 200 : 7;
    for (int round = 0; round < rounds; ++round) {
        const RoadGrid grid{random, 6};
        ReportedMap map{grid.map};
        block_some(map, grid, random);
        const auto start = place_at(RoadGrid::lat(random() % 6), RoadGrid::lon(random() % 6));
        for (const std::string by : {"car", "foot"}) {
            const auto travel = Travel::prepare(map.map, {.profile = by});
            const auto answer = find_cut_off(travel, {.from = {start}});
            if (!answer.from.at(0).road) continue;
            const ByBruteForce brute{travel, grid, *answer.from[0].road};
            const auto ordinary = brute.reached(travel.everyday());
            const auto today = brute.reached(travel.today());
            std::set<std::string> cut_off;
            std::set_difference(ordinary.begin(), ordinary.end(), today.begin(), today.end(),
                                std::inserter(cut_off, cut_off.end()));
            const auto names = names_of(answer.settlements);
            EXPECT_EQ((std::set<std::string>{names.begin(), names.end()}), cut_off)
                << by << ", round " << round;
            EXPECT_EQ(answer.buildings, cut_off.size());
            for (const auto& opened : answer.reopenings) {
                const auto& conditions = travel.today().conditions();
                const auto condition =
                    std::find_if(conditions.begin(), conditions.end(), [&](const auto& c) {
                        return c.object == opened.place.note.object &&
                               c.stretch == opened.place.note.stretch;
                    });
                ASSERT_NE(condition, conditions.end());
                std::set<std::string> gained;
                for (const auto& name : brute.reached_without(
                         static_cast<std::size_t>(condition - conditions.begin()))) {
                    if (cut_off.contains(name)) gained.insert(name);
                }
                EXPECT_EQ(
                    (std::set<std::string>{opened.settlements.begin(), opened.settlements.end()}),
                    gained)
                    << by << ", round " << round << ", " << to_string(opened.place.way);
                EXPECT_EQ(opened.buildings, gained.size());
                reconnecting += gained.size();
            }
        }
    }
    EXPECT_GT(reconnecting, 50U) << "or nothing was tried";
}

}  // namespace
}  // namespace konbit::test
