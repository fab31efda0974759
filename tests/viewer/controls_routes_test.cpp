// The panel of roads, with a person at the controls.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/viewer/controls_desk.hpp"

namespace konbit {
namespace {

using test::Desk;
using testing::AllOf;
using testing::AnyOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr double kRoadLat = 19.0985, kWest = -73.0035, kEast = -72.9965;

/// Until the thread that looks for ways has answered and the window has taken it.
void wait_for_answer(Desk& desk) {
    for (int i = 0; i < 20'000 && desk.controls.busy(); ++i) {
        (void)desk.controls.sheets();
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    ASSERT_FALSE(desk.controls.busy());
    (void)desk.controls.sheets();
}

/// From one end of Ri Kapwa to the other, on foot.
void ask(Desk& desk) {
    desk.letter('r');
    ASSERT_TRUE(desk.click("Foot"));
    desk.press_map(kRoadLat, kWest);
    desk.press_map(kRoadLat, kEast);
    wait_for_answer(desk);
}

Report blocked(UnixSeconds observed) {
    Report report;
    report.kind = ReportKind::passability;
    report.about = {.object = ObjectId{ObjectType::way, 20},
                    .span = {},
                    .at = location_from_degrees(-73.0, kRoadLat)};
    report.observed = observed;
    report.passability = Passability::blocked;
    return report;
}

TEST(RoutePanel, TwoPressesGiveAnAnswerThatSaysWhatNobodyLookedAt) {
    Desk desk;
    desk.letter('r');
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("panel: Route"), HasSubstr("From where?"),
                                    HasSubstr("place (on): Press the map | From")));
    desk.press_map(kRoadLat, kWest);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("To where?"), HasSubstr("Ri Kapwa | From")));
    ASSERT_TRUE(desk.click("Foot"));
    desk.press_map(kRoadLat, kEast);
    EXPECT_TRUE(desk.controls.busy());
    EXPECT_THAT(desk.shown(), HasSubstr("Looking for the way …"));
    wait_for_answer(desk);
    EXPECT_THAT(desk.shown(),
                AllOf(ContainsRegex("verdict: YES, UNCHECKED \\| [0-9]+ min · [0-9]+ m \\|"),
                      ContainsRegex("Nobody has looked at [0-9]+ m of this way since the "
                                    "earthquake")));
    EXPECT_THAT(desk.shown(), Not(AnyOf(HasSubstr("safe"), HasSubstr("OK"))));
    ASSERT_TRUE(desk.controls.drawing());
    EXPECT_TRUE(desk.controls.drawing()->has(AnswerLook::unseen));
    EXPECT_FALSE(desk.controls.drawing()->has(AnswerLook::route)) << "nobody saw any of it";
    EXPECT_EQ(desk.controls.pins().size(), 2u);
}

TEST(RoutePanel, AReportChangesTheAnswerAtOnce) {
    Desk desk;
    ask(desk);
    desk.arrives(blocked(desk.now() - 3'600));
    EXPECT_TRUE(desk.controls.busy());
    EXPECT_THAT(desk.shown(), HasSubstr("looking again")) << "the older answer says so";
    EXPECT_TRUE(desk.controls.drawing()) << "and stays until the newer is there";
    wait_for_answer(desk);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("verdict: NO"), HasSubstr("Ri Kapwa is blocked"),
                                    HasSubstr("heading: Blocked by"), HasSubstr("1 h ago")));
    ASSERT_TRUE(desk.controls.drawing());
    EXPECT_FALSE(desk.controls.drawing()->has(AnswerLook::unseen));
}

TEST(RoutePanel, APlaceOfTheListMovesTheMapThere) {
    Desk desk;
    desk.arrives(blocked(desk.now() - 3'600));
    ask(desk);
    desk.view.zoom = 19;
    desk.view.center = location_from_degrees(-73.0035, 19.1030);
    desk.controls.set_view(desk.view);
    (void)desk.controls.take_actions();
    ASSERT_TRUE(desk.click("Ri Kapwa, blocked"));
    const auto moved = desk.action<GoTo>();
    ASSERT_TRUE(moved);
    EXPECT_NEAR(moved->at.lat_e7 * 1e-7, kRoadLat, 1e-4);
    EXPECT_THAT(desk.shown(), HasSubstr("row (on): Ri Kapwa, blocked"));
}

TEST(RoutePanel, AWayThatEndsFarFromThePlaceSaysSo) {
    Desk desk;
    desk.letter('r');
    desk.click("Foot");
    desk.press_map(kRoadLat, kWest);
    desk.press_map(19.1030, -73.0);  // on a road that is impassable by its tags
    wait_for_answer(desk);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("The way ends 500 m from Near Plas Sen Jan"),
                                    HasSubstr("Left out: ")));
}

TEST(RoutePanel, TheWayStaysOnTheMapUntilItIsCleared) {
    Desk desk;
    ask(desk);
    desk.letter('s');
    EXPECT_TRUE(desk.controls.drawing());
    const auto pins = desk.controls.pins().size();
    EXPECT_EQ(pins, 4u) << "two shelters and both ends";
    desk.key(Key::escape);
    EXPECT_TRUE(desk.controls.drawing());
    EXPECT_EQ(desk.controls.pins().size(), 2u);
    desk.arrives(blocked(desk.now() - 3'600));
    wait_for_answer(desk);
    ASSERT_TRUE(desk.controls.drawing());
    EXPECT_FALSE(desk.controls.drawing()->has(AnswerLook::unseen)) << "it is not the old way";
    desk.letter('r');
    EXPECT_THAT(desk.shown(), HasSubstr("verdict: NO"));
    ASSERT_TRUE(desk.click("Clear the map"));
    EXPECT_FALSE(desk.controls.drawing());
    EXPECT_THAT(desk.shown(), HasSubstr("From where?"));
    EXPECT_TRUE(desk.controls.pins().empty());
}

TEST(RoutePanel, AThingOfTheMapOrOfAListIsAnEnd) {
    Desk desk;
    desk.controls.clicked(location_from_degrees(-73.0004, 19.1006), 2);
    ASSERT_TRUE(desk.click("Route to here"));
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("panel: Route"), HasSubstr("Lekòl Nasyonal | To"),
                                    HasSubstr("From where?")));
    desk.letter('s');
    desk.click("ملجأ");
    ASSERT_TRUE(desk.click("Route to here"));
    EXPECT_THAT(desk.shown(), HasSubstr("ملجأ السلام | To"));
}

TEST(RoutePanel, DirectionsAreReadAndCopied) {
    Desk desk;
    ask(desk);
    ASSERT_TRUE(desk.click("Directions"));
    EXPECT_THAT(desk.shown(), ContainsRegex("text: .*Ri Kapwa.* \\| 1"));
    ASSERT_TRUE(desk.click("Copy"));
    const auto copied = desk.action<CopyText>();
    ASSERT_TRUE(copied);
    EXPECT_THAT(copied->text, AllOf(testing::StartsWith("YES, UNCHECKED, "),
                                    HasSubstr("Nobody has looked"), HasSubstr("Ri Kapwa")));
    ASSERT_TRUE(desk.click("Back"));
    EXPECT_THAT(desk.shown(), HasSubstr("verdict: "));
}

TEST(RoutePanel, ATruckHasASizeAndAWalkerHasNone) {
    Desk desk;
    desk.letter('r');
    ASSERT_TRUE(desk.click("Height, weight"));
    ASSERT_TRUE(desk.click("Higher"));
    ASSERT_TRUE(desk.click("Heavier"));
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("choice (on): Height 3.2 m"), HasSubstr("choice (on): Weight ")));
    ASSERT_TRUE(desk.click("Back"));
    EXPECT_THAT(desk.shown(), HasSubstr("button: 3.2 m high, "));
    ASSERT_TRUE(desk.click("Foot"));
    EXPECT_THAT(desk.shown(), Not(HasSubstr("m high")));
}

TEST(RoutePanel, WhatCanBeReachedIsShaded) {
    Desk desk;
    ask(desk);
    ASSERT_TRUE(desk.click("Reach"));
    wait_for_answer(desk);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("Reached by people on foot"),
                                    HasSubstr("row: Within 30 min"), HasSubstr("row: Within 2 h")));
    ASSERT_TRUE(desk.controls.drawing());
    EXPECT_EQ(desk.controls.drawing()->areas().size(), 1u) << "one of three that are the same";
    EXPECT_THAT(desk.shown(), HasSubstr("row: Within 2 h | Nothing more than before"));
}

TEST(RoutePanel, WhatIsCutOffIsToldWithWhatToOpenFirst) {
    Desk desk;
    desk.arrives(blocked(desk.now() - 3'600));
    ask(desk);
    ASSERT_TRUE(desk.click("Cut off"));
    wait_for_answer(desk);
    EXPECT_THAT(desk.shown(), AnyOf(HasSubstr("Nothing is cut off"), HasSubstr("No way to")));
}

TEST(RoutePanel, AnErrorIsToldAndNothingIsDrawn) {
    Desk desk;
    desk.letter('r');
    desk.click("Foot");
    desk.press_map(kRoadLat, kWest);
    desk.press_map(kRoadLat, kWest);
    wait_for_answer(desk);
    EXPECT_THAT(desk.shown(), HasSubstr("Both places are the same"));
    EXPECT_FALSE(desk.controls.drawing());
}

}  // namespace
}  // namespace konbit
