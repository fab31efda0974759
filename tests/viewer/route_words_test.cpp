#include "render/viewer/route_words.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace konbit {
namespace {

TEST(RouteWords, TimesReadAsPeopleSayThem) {
    EXPECT_EQ(travel_time_words(20), "less than a minute");
    EXPECT_EQ(travel_time_words(89), "1 min");
    EXPECT_EQ(travel_time_words(16 * 60 + 10), "16 min");
    EXPECT_EQ(travel_time_words(3'570), "1 h") << "59 and a half minutes";
    EXPECT_EQ(travel_time_words(3'900), "1 h 5 min");
    EXPECT_EQ(travel_time_words(7'200), "2 h");
    EXPECT_EQ(way_words(960, 5'300), "16 min · 5.3 km");
}

TEST(RouteWords, WhatNobodyLookedAtIsCounted) {
    RouteOption option;
    EXPECT_EQ(unseen_words(option), "");
    option.unseen_m = 2'200;
    EXPECT_EQ(unseen_words(option), "2.2 km");
    option.unseen.resize(3);
    option.unseen[0].what = "ford";
    option.unseen[1].what = "bridge";
    option.unseen[2].what = "ford";
    EXPECT_EQ(unseen_words(option), "2.2 km, 1 bridge and 2 fords");
}

TEST(RouteWords, LimitsOfTagsAreSaidInWords) {
    EXPECT_EQ(limit_words("maxheight=4.3"), "at most 4.3 m high");
    EXPECT_EQ(limit_words("maxweight=5"), "at most 5 t");
    EXPECT_EQ(limit_words("maxaxleload=7.5"), "at most 7.5 t on an axle");
    EXPECT_EQ(limit_words("maxheight=14'2\""), "at most 14'2\" high") << "a unit of its own";
    EXPECT_EQ(limit_words("hgv=no"), "hgv=no");
}

TEST(RouteWords, StatesAndTheirEvidence) {
    constexpr UnixSeconds kNow = 1'700'000'000;
    Condition condition;
    EXPECT_EQ(evidence_words(condition, kNow), "") << "nobody said anything";
    condition.passability = Passability::blocked;
    condition.certainty = Certainty::confirmed;
    condition.observed = kNow - 9 * 3'600;
    condition.source = "seen";
    EXPECT_EQ(state_words(condition), "blocked");
    EXPECT_EQ(evidence_words(condition, kNow), "Seen · 9 h ago · confirmed");
    condition.grade = Grade::destroyed;
    EXPECT_EQ(state_words(condition), "destroyed");
    condition.grade = Grade::unknown;
    condition.passability = Passability::restricted;
    condition.limits.weight_t = 5;
    condition.doubt.disputed = true;
    EXPECT_EQ(state_words(condition), "limited: weight 5 t");
    EXPECT_EQ(evidence_words(condition, kNow), "Seen · 9 h ago · confirmed · disputed");
    condition.passability = Passability::open;
    EXPECT_EQ(state_words(condition), "open when looked at") << "never more than that";
}

TEST(RouteWords, WhatADetourCosts) {
    RouteOption option;
    option.detour_m = 20;
    option.detour_s = 3;
    EXPECT_EQ(detour_words(option), "costs hardly more");
    option.detour_m = 2'700;
    EXPECT_EQ(detour_words(option), "costs 2.7 km more");
    option.detour_s = 480;
    EXPECT_EQ(detour_words(option), "costs 2.7 km and 8 min more");
}

TEST(RouteWords, WhatIsCutOffIsSaidOfHowMany) {
    CutoffAnswer answer;
    answer.buildings_in_all = 8'800;
    EXPECT_EQ(cut_off_words(answer), "Nothing is cut off");
    answer.buildings = 1'240;
    EXPECT_EQ(cut_off_words(answer), "No way to 1,240 of 8,800 buildings");
    answer.settlements.resize(3);
    EXPECT_EQ(cut_off_words(answer), "No way to 3 settlements and 1,240 of 8,800 buildings");
}

TEST(RouteWords, WhatAReopeningDoes) {
    Reopening reopening;
    EXPECT_EQ(reopening_words(reopening), "Alone it reconnects nobody");
    reopening.road_km = 1.4;
    EXPECT_EQ(reopening_words(reopening), "Reconnects 1.4 km of road");
    reopening.buildings = 1;
    reopening.settlements = {"A", "B", "C", "D", "E"};
    EXPECT_EQ(reopening_words(reopening), "Reconnects A, B, C, 2 more and 1 building");
}

}  // namespace
}  // namespace konbit
