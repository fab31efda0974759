// What people see is written down in three presses, seen by others, taken back, vouched for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/viewer/controls_desk.hpp"

namespace konbit {
namespace {

using test::Desk;
using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr double kHouseLat = 19.10205, kHouseLon = -72.99695;  // way/14
constexpr double kRoadLat = 19.0985, kRoadLon = -73.0;         // way/20, Ri Kapwa

Report blocked_road(UnixSeconds observed) {
    Report report;
    report.kind = ReportKind::passability;
    report.about = {.object = ObjectId{ObjectType::way, 20},
                    .span = {},
                    .at = location_from_degrees(kRoadLon, kRoadLat)};
    report.observed = observed;
    report.passability = Passability::blocked;
    return report;
}

TEST(ReportPanel, ABuildingInThreePresses) {
    Desk desk;
    ASSERT_TRUE(desk.click("Report"));
    EXPECT_THAT(desk.shown(), HasSubstr("panel: Report"));
    EXPECT_FALSE(desk.controls.find_control("Severe")) << "of what?";
    desk.press_map(kHouseLat, kHouseLon);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("row: Building | Nobody has looked since the "
                                              "earthquake"),
                                    HasSubstr("choice (on): I saw it now"),
                                    HasSubstr("Stays with your team until you share it")));
    ASSERT_TRUE(desk.click("Severe"));
    EXPECT_THAT(desk.shown(), HasSubstr("toast: Saved: Building, severe damage"));
    const auto report = desk.last_report();
    EXPECT_EQ(report.kind, ReportKind::damage);
    EXPECT_EQ(report.about.object, (ObjectId{ObjectType::way, 14}));
    EXPECT_EQ(report.grade, Grade::severe);
    EXPECT_EQ(report.how, Method::seen);
    EXPECT_EQ(report.observed, desk.now());
    EXPECT_EQ(desk.journal().back().head.audience, Audience::team);
    EXPECT_TRUE(desk.action<ReportsWritten>());
    EXPECT_FALSE(desk.controls.find_control("Severe")) << "ready for the next place";
}

TEST(ReportPanel, KeysAnswerAndPOpensIt) {
    Desk desk;
    desk.letter('p');
    EXPECT_FALSE(desk.key(Key::character, '5')) << "of what?";
    desk.press_map(kHouseLat, kHouseLon);
    EXPECT_TRUE(desk.key(Key::character, '5'));
    EXPECT_EQ(desk.last_report().grade, Grade::destroyed);
    desk.press_map(kHouseLat, kHouseLon);
    EXPECT_TRUE(desk.key(Key::space)) << "not sure: skipped";
    EXPECT_FALSE(desk.key(Key::character, '5'));
}

TEST(ReportPanel, ABlockedRoadIsToldOfItsStretch) {
    Desk desk;
    desk.click("Report");
    desk.press_map(kRoadLat, kRoadLon);
    EXPECT_THAT(desk.shown(), HasSubstr("row: Ri Kapwa"));
    EXPECT_GT(desk.controls.pins().size(), 5u) << "dots along it, and a word at the place";
    ASSERT_TRUE(desk.click("Blocked"));
    EXPECT_THAT(desk.shown(), HasSubstr("Ri Kapwa, blocked"));
    const auto report = desk.last_report();
    EXPECT_EQ(report.about.object, (ObjectId{ObjectType::way, 20}));
    EXPECT_TRUE(report.about.span);
    EXPECT_EQ(report.passability, Passability::blocked);
}

TEST(ReportPanel, SomeVehiclesWithLimits) {
    Desk desk;
    desk.click("Report");
    desk.press_map(kRoadLat, kRoadLon);
    ASSERT_TRUE(desk.click("Only some vehicles"));
    const auto before = desk.journal().size();
    ASSERT_TRUE(desk.click("Higher"));
    ASSERT_TRUE(desk.click("Lower"));
    ASSERT_TRUE(desk.click("Heavier"));
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("Height 2.5 m"), HasSubstr("Weight 5 t")));
    EXPECT_EQ(desk.journal().size(), before) << "not saved yet";
    ASSERT_TRUE(desk.click("Save: only some vehicles"));
    const auto report = desk.last_report();
    EXPECT_EQ(report.passability, Passability::restricted);
    EXPECT_EQ(report.limits.height_m, 2.5);
    EXPECT_EQ(report.limits.weight_t, 5);
}

TEST(ReportPanel, HeardAtAnotherTimeWithANote) {
    Desk desk;
    desk.click("Report");
    desk.press_map(kRoadLat, kRoadLon);
    ASSERT_TRUE(desk.click("Other time…"));
    ASSERT_TRUE(desk.click("I heard of it"));
    ASSERT_TRUE(desk.click("Earlier"));
    ASSERT_TRUE(desk.click("Earlier"));
    EXPECT_THAT(desk.shown(), HasSubstr("3 h ago"));
    ASSERT_TRUE(desk.click("A note, if you like"));
    desk.type("5 pyebwa tonbe");
    EXPECT_TRUE(desk.click("Blocked"));
    const auto report = desk.last_report();
    EXPECT_EQ(report.how, Method::heard);
    EXPECT_EQ(report.observed, desk.now() - 3 * 3'600);
    EXPECT_EQ(report.text, "5 pyebwa tonbe") << "a digit in the note is no answer";
}

TEST(ReportPanel, AShelterIsAskedForItsDoorFirst) {
    Desk desk;
    desk.click("Report");
    desk.press_map(19.1006, -73.0004);
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("row: Lekòl Nasyonal"), HasSubstr("choice (on): Shelter"),
                      HasSubstr("choice: Building")));
    ASSERT_TRUE(desk.click("More"));
    ASSERT_TRUE(desk.click("Fewer"));
    ASSERT_TRUE(desk.click("Full"));
    EXPECT_EQ(desk.last_report().status, ShelterStatus::full);
    EXPECT_EQ(desk.last_report().people, 30u);
    desk.press_map(19.1006, -73.0004);
    EXPECT_THAT(desk.shown(), HasSubstr("row: Lekòl Nasyonal | Full | Reported · just now"));
    ASSERT_TRUE(desk.click("Building"));
    ASSERT_TRUE(desk.click("None seen"));
    EXPECT_EQ(desk.last_report().grade, Grade::none);
}

TEST(ReportPanel, ABareSpotTakesDangersNeedsAndNotes) {
    Desk desk;
    desk.click("Report");
    desk.press_map(19.1050, -73.0050);
    EXPECT_THAT(desk.shown(), HasSubstr("A spot without a name"));
    ASSERT_TRUE(desk.click("Landslide"));
    EXPECT_EQ(desk.last_report().kind, ReportKind::hazard);
    EXPECT_EQ(desk.last_report().what, "landslide");
    desk.press_map(19.1050, -73.0050);
    ASSERT_TRUE(desk.click("Need"));
    ASSERT_TRUE(desk.click("Water"));
    EXPECT_EQ(desk.last_report().kind, ReportKind::need);
    EXPECT_EQ(desk.last_report().what, "water");
    desk.press_map(19.1050, -73.0050);
    ASSERT_TRUE(desk.click("Note"));
    const auto before = desk.journal().size();
    desk.click("Save the note");
    EXPECT_EQ(desk.journal().size(), before) << "nothing was written into it";
    desk.click("A note, if you like");
    desk.type("ti machann isit la");
    desk.click("Save the note");
    EXPECT_EQ(desk.last_report().kind, ReportKind::note);
    EXPECT_EQ(desk.last_report().text, "ti machann isit la");
}

TEST(ReportPanel, UndoTakesItBack) {
    Desk desk;
    desk.click("Report");
    desk.press_map(kRoadLat, kRoadLon);
    desk.click("Blocked");
    desk.letter('d');
    EXPECT_THAT(desk.shown(), HasSubstr("row: Ri Kapwa | Blocked"));
    EXPECT_TRUE(desk.ctrl('z'));
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("toast: Taken back: "), Not(HasSubstr("row: Ri Kapwa | Blocked"))));
    EXPECT_EQ(desk.journal().back().head.kind, EntryKind::withdraw);
    EXPECT_FALSE(desk.ctrl('z')) << "once";
}

TEST(ReportPanel, UndoIsAButtonToo) {
    Desk desk;
    desk.click("Report");
    desk.press_map(kHouseLat, kHouseLon);
    desk.click("Slight");
    ASSERT_TRUE(desk.click("Undo"));
    EXPECT_EQ(desk.journal().back().head.kind, EntryKind::withdraw);
}

TEST(ReportPanel, AMapThatCannotBeWrittenSaysWhy) {
    Desk desk;
    const auto folder = desk.map.base().folder();
    std::filesystem::rename(folder, folder.string() + " elsewhere");
    Controls controls{desk.map, desk.style, 1366, 768, desk.device_folder()};
    std::filesystem::rename(folder.string() + " elsewhere", folder);
    InputEvent key;
    key.kind = InputEvent::Kind::key;
    key.key = Key::character;
    key.character = 'p';
    controls.handle(key);
    EXPECT_THAT(controls.describe(), AllOf(HasSubstr("Nothing can be saved here"),
                                           HasSubstr("Copy it to a folder of your own")));
    controls.clicked(location_from_degrees(kHouseLon, kHouseLat), 0.5);
    EXPECT_FALSE(controls.find_control("Severe"));
    EXPECT_FALSE(controls.find_control("I saw this too"));
}

TEST(HerePanel, TellsWhoSaysSoAndTakesAConfirmation) {
    Desk desk;
    auto report = blocked_road(desk.now() - 40 * 60);
    report.witness = "Marie";
    report.text = "pyebwa sou wout la";
    desk.arrives(std::move(report));
    desk.press_map(kRoadLat, kRoadLon);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("count: Blocked"), HasSubstr("Reported · 40 min ago"),
                                    HasSubstr("Unverified: its sender is not accepted"),
                                    HasSubstr("row (on): Blocked | Seen 40 min ago · Marie"),
                                    HasSubstr("“pyebwa sou wout la”")));
    ASSERT_TRUE(desk.click("I saw this too"));
    EXPECT_EQ(desk.journal().back().head.kind, EntryKind::confirm);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("toast: Saved: Blocked: you saw it too"),
                                    HasSubstr("by you"), Not(HasSubstr("Unverified"))));
}

TEST(HerePanel, ADoubtDisputesAndTheWorseIsUsed) {
    Desk desk;
    desk.arrives(blocked_road(desk.now() - 3'600));
    desk.press_map(kRoadLat, kRoadLon);
    ASSERT_TRUE(desk.click("I doubt it"));
    EXPECT_EQ(desk.journal().back().head.kind, EntryKind::dispute);
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("count: Blocked"), HasSubstr("Disputed: the worse one is used"),
                      HasSubstr("row: Doubted")));
}

TEST(HerePanel, OnesOwnWordIsTakenBackWheneverItIsSeen) {
    Desk desk;
    desk.click("Report");
    desk.press_map(kRoadLat, kRoadLon);
    desk.click("Blocked");
    desk.key(Key::escape);
    desk.key(Key::escape);
    desk.press_map(kRoadLat, kRoadLon);
    EXPECT_FALSE(desk.controls.find_control("I saw this too")) << "that would be no second person";
    ASSERT_TRUE(desk.click("Take back"));
    EXPECT_THAT(desk.shown(), HasSubstr("Nobody has looked since the earthquake"));
}

TEST(WaitingPanel, ADeviceIsAcceptedAndItsGoodNewsCounts) {
    Desk desk;
    desk.click("Report");
    desk.press_map(kRoadLat, kRoadLon);
    desk.click("Blocked");
    desk.time_passes(2 * 3'600);
    auto open = blocked_road(desk.now() - 60);
    open.passability = Passability::open;
    open.about = desk.last_report().about;
    desk.arrives(std::move(open));
    desk.letter('d');
    ASSERT_TRUE(desk.click("Waiting"));
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("panel: Waiting for a word"),
                                    ContainsRegex("row: Key [0-9a-f]{4} "),
                                    HasSubstr("1 report, newest 1 min ago"),
                                    HasSubstr("Ri Kapwa | Blocked · better news waits")));
    ASSERT_TRUE(desk.click("Accept "));
    EXPECT_EQ(desk.journal().back().head.kind, EntryKind::accept);
    EXPECT_THAT(desk.shown(), HasSubstr("Nothing waits"));
    desk.press_map(kRoadLat, kRoadLon);
    EXPECT_THAT(desk.shown(), HasSubstr("count: Open when looked at"));
    EXPECT_TRUE(desk.ctrl('z')) << "acceptance is taken back by a revocation";
    EXPECT_EQ(desk.journal().back().head.kind, EntryKind::revoke);
    EXPECT_THAT(desk.shown(), HasSubstr("count: Blocked"));
}

TEST(NeedsPanel, ListsWhatIsAskedForUntilItIsAnswered) {
    Desk desk;
    desk.letter('d');
    ASSERT_TRUE(desk.click("Needs"));
    EXPECT_THAT(desk.shown(), HasSubstr("Nobody has told of a need in view"));
    Report need;
    need.kind = ReportKind::need;
    need.about.at = location_from_degrees(-73.001, 19.1005);
    need.observed = desk.now() - 2 * 3'600;
    need.what = "water";
    need.people = 120;
    desk.arrives(std::move(need));
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("1 need not answered yet"), HasSubstr("1 | Water · 120 people"),
                      HasSubstr("Told by 1 person · 2 h ago")));
    ASSERT_EQ(desk.controls.pins().size(), 1u);
    ASSERT_TRUE(desk.click("Water · 120 people"));
    ASSERT_TRUE(desk.click("I saw it answered"));
    EXPECT_TRUE(desk.last_report().met);
    EXPECT_THAT(desk.shown(), HasSubstr("Left out: 1 need that somebody saw answered"));
}

TEST(RecheckPanel, ListsWhatToLookAtAndOpensTheReport) {
    Desk desk;
    desk.letter('d');
    ASSERT_TRUE(desk.click("Recheck"));
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("panel: To look at, in view"), HasSubstr("Lekòl Nasyonal")));
    ASSERT_TRUE(desk.click("Lekòl Nasyonal"));
    ASSERT_TRUE(desk.click("I looked: report"));
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("panel: Report"), HasSubstr("row: Lekòl Nasyonal")));
}

TEST(Reports, ListsShowDoubtsAndTheStripTellsTheirAge) {
    Desk desk;
    EXPECT_THAT(desk.shown(), Not(HasSubstr("reports: ")));
    desk.letter('d');
    desk.arrives(blocked_road(desk.now() - 40 * 60));
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("reports: Newest report 40 min ago"),
                      HasSubstr("row: Ri Kapwa | Blocked"), HasSubstr("sender not accepted")))
        << "an open list is asked again";
    desk.time_passes(3'600);
    EXPECT_THAT(desk.shown(), HasSubstr("reports: Newest report 1 h ago"));
}

TEST(Reports, NothingOnTheScreenPromisesSafety) {
    Desk desk;
    desk.click("Report");
    for (const auto& [lat, lon] : {std::pair{kHouseLat, kHouseLon},
                                   {kRoadLat, kRoadLon},
                                   {19.1006, -73.0004},
                                   {19.1050, -73.0050}}) {
        desk.press_map(lat, lon);
        for (const auto* word : {" safe", "Safe", "OK", "all clear", "no data"})
            EXPECT_THAT(desk.shown(), Not(HasSubstr(word)));
    }
}

}  // namespace
}  // namespace konbit
