// The journal of an open map, and the situation it makes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "tests/query/reported_map.hpp"

namespace konbit {
namespace {

using namespace test;
using testing::ElementsAre;
using testing::IsEmpty;

DrawnMap houses() {
    DrawnMap drawn;
    drawn.square(1, 42.50, 1.50, 20, {{"building", "yes"}, {"name", "Casa"}})
        .square(2, 42.51, 1.50, 20, {{"building", "yes"}});
    return drawn;
}

std::size_t damaged(const Map& map) {
    return damage_in(map, {}).found.size();
}

TEST(MapSituation, NothingIsWrittenByReading) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    EXPECT_THAT(reported.map.events(), IsEmpty());
    EXPECT_EQ(damaged(reported.map), 0U);
    EXPECT_FALSE(reported.map.refresh());
    EXPECT_EQ(reported.map.journal_to_read().size(), 0U);
    EXPECT_FALSE(std::filesystem::exists(reported.folder() / "journal.db"));
}

TEST(MapSituation, WhatIsAddedCountsAtOnceAndStays) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    EXPECT_EQ(damaged(reported.map), 0U);
    const auto id =
        reported.add(damage_report(reported.map, way(1), Grade::severe, Method::seen, 2));
    EXPECT_EQ(damaged(reported.map), 1U);
    reported.map.with_situation([&](const Situation& situation) {
        ASSERT_NE(situation.report(id), nullptr);
        EXPECT_TRUE(situation.report(id)->accepted) << "this device's own word";
    });
    EXPECT_EQ(damaged(reported.open()), 1U);
}

TEST(MapSituation, WhatIsReportedNowIsNotFromTheFuture) {
    const auto drawn = houses();
    const TestFolder device;
    UnixSeconds clock = kNow;
    auto map = Map::open({.folder = drawn.write(),
                          .rules_folder = rules_folder(),
                          .progress = {},
                          .as_of = {},
                          .clock = [&] { return clock; },
                          .device_folder = device.path()});
    EXPECT_EQ(damaged(map), 0U);
    clock += 20;
    auto report = damage_report(map, way(1), Grade::severe, Method::seen, 0);
    report.observed = clock;
    const auto id = map.add({EntryKind::report, Audience::team, report});
    map.with_situation([&](const Situation& situation) {
        ASSERT_NE(situation.report(id), nullptr);
        EXPECT_FALSE(situation.report(id)->from_the_future);
    });
    EXPECT_EQ(damaged(map), 1U);
}

TEST(MapSituation, RefreshTakesInWhatAnotherProcessAdded) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    auto other = reported.open();
    EXPECT_EQ(damaged(other), 0U);
    const auto id =
        reported.add(damage_report(reported.map, way(1), Grade::severe, Method::seen, 2));
    EXPECT_EQ(damaged(other), 0U);
    EXPECT_TRUE(other.refresh());
    EXPECT_FALSE(other.refresh());
    EXPECT_EQ(damaged(other), 1U);
    reported.map.redact(id, "wrong place");
    EXPECT_EQ(damaged(reported.map), 0U);
    EXPECT_TRUE(other.refresh());
    EXPECT_EQ(damaged(other), 0U);
}

TEST(MapSituation, AsOfAnEarlierMoment) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    reported.add(damage_report(reported.map, way(1), Grade::severe, Method::seen, 2));
    reported.map.set_event({"earthquake", kNow - kHour, ""});
    const auto before = reported.open(kNow - 3 * kHour);
    EXPECT_EQ(before.as_of(), kNow - 3 * kHour);
    EXPECT_EQ(damaged(before), 0U);
    EXPECT_THAT(before.events(), IsEmpty());
    const auto after = reported.open(kNow - kHour);
    EXPECT_EQ(damaged(after), 1U);
    EXPECT_EQ(after.events().size(), 1U);
}

TEST(MapSituation, EventsAreEntries) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    reported.map.set_event({"flood", 200, "FL-1"});
    reported.map.set_event({"earthquake", 100, ""});
    const DisasterEvent earthquake{"earthquake", 100, ""}, flood{"flood", 200, "FL-1"};
    EXPECT_THAT(reported.map.events(), ElementsAre(earthquake, flood));
    EXPECT_FALSE(reported.map.remove_event("flood", 201));
    const auto& still_read = reported.map.events();
    EXPECT_TRUE(reported.map.remove_event("flood", 200));
    EXPECT_THAT(reported.map.events(), ElementsAre(earthquake));
    EXPECT_THAT(still_read, ElementsAre(earthquake, flood)) << "readers keep what they hold";
    EXPECT_THAT(reported.open().events(), ElementsAre(earthquake));
    EXPECT_FALSE(std::filesystem::exists(reported.folder() / "event.json"));
}

TEST(MapSituation, AnOlderProgramsEventsMoveIntoTheJournal) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    const auto file = reported.folder() / "event.json";
    std::ofstream{file} << R"({"events":[{"kind":"flood","at":"2026-04-01T00:00:00Z"}]})";
    const DisasterEvent flood{"flood", *parse_iso8601("2026-04-01T00:00:00Z"), ""};
    auto map = reported.open();
    EXPECT_THAT(map.events(), ElementsAre(flood));
    EXPECT_TRUE(std::filesystem::exists(file)) << "reading writes nothing";
    map.add({EntryKind::report, Audience::team,
             damage_report(map, way(1), Grade::severe, Method::seen, 2)});
    EXPECT_FALSE(std::filesystem::exists(file));
    EXPECT_THAT(map.events(), ElementsAre(flood));
    EXPECT_EQ(damaged(map), 1U);
    EXPECT_THAT(reported.open().events(), ElementsAre(flood));
    EXPECT_TRUE(map.remove_event("flood", flood.at));
    EXPECT_THAT(reported.open().events(), IsEmpty());
}

TEST(MapSituation, AnUnreadableEventFileIsNamed) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    std::ofstream{reported.folder() / "event.json"} << "{]";
    try {
        static_cast<void>(reported.open().events());
        FAIL() << "it was read";
    } catch (const DataError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("event.json"));
    }
}

TEST(MapSituation, AnAudienceSeesWhatIsForIt) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    reported.add(damage_report(reported.map, way(1), Grade::severe, Method::seen, 2));
    reported.add(damage_report(reported.map, way(2), Grade::slight, Method::seen, 2),
                 Audience::open_to_all);
    const auto seen_by = [&](Audience audience) {
        return damage_in(reported.map, {.audience = audience}).found.size();
    };
    EXPECT_EQ(seen_by(Audience::team), 2U);
    EXPECT_EQ(seen_by(Audience::open_to_all), 1U);
    reported.add(damage_report(reported.map, way(2), Grade::destroyed, Method::seen, 1),
                 Audience::partners);
    const auto grade_for = [&](Audience audience) {
        return damage_in(reported.map, {.audience = audience}).found.front().statement.grade;
    };
    EXPECT_EQ(grade_for(Audience::open_to_all), Grade::slight);
    EXPECT_EQ(grade_for(Audience::partners), Grade::destroyed);
}

TEST(MapSituation, ReadersAndAWriterShareAMap) {
    const auto drawn = houses();
    ReportedMap reported{drawn};
    std::atomic<bool> done = false;
    std::atomic<std::size_t> most = 0;
    std::thread reader{[&] {
        while (!done) {
            const auto answer = damage_in(reported.map, {});
            most = std::max(most.load(), answer.found.size());
            static_cast<void>(reported.map.events().size());
        }
    }};
    for (int i = 0; i < 30; ++i) {
        reported.add(damage_report(reported.map, way(1 + i % 2), Grade::severe, Method::seen, 2));
    }
    done = true;
    reader.join();
    EXPECT_LE(most.load(), 2U);
    EXPECT_EQ(damaged(reported.map), 2U);
}

}  // namespace
}  // namespace konbit
