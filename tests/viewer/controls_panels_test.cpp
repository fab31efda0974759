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

TEST(SheltersPanel, ListsTheNearestWithWhatIsKnown) {
    Desk desk;
    ASSERT_TRUE(desk.click("Shelters"));
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("panel: Shelters"),
                                    HasSubstr("place: Near the middle of the map | Plas Sen Jan"),
                                    HasSubstr("A | Lekòl Nasyonal | Designated · shelter · 400 "
                                              "people | Nobody has looked since the earthquake"),
                                    HasSubstr("B | ملجأ السلام | Suitable")));
    EXPECT_THAT(desk.shown(), Not(HasSubstr("Legliz"))) << "nobody has checked it";
    EXPECT_THAT(desk.shown(), HasSubstr("Map data 3 days before the earthquake: cannot show its "
                                        "damage"));
}

TEST(SheltersPanel, ASwitchAsksAgain) {
    Desk desk;
    desk.click("Shelters");
    ASSERT_TRUE(desk.click("Unchecked too"));
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("switch (on): Unchecked too"), HasSubstr("Legliz")));
    ASSERT_TRUE(desk.click("Medical"));
    EXPECT_THAT(desk.shown(), HasSubstr("No shelter within 5 km"));
    ASSERT_TRUE(desk.click("Look 20 km"));
    EXPECT_THAT(desk.shown(), HasSubstr("No shelter within 20 km"));
    ASSERT_TRUE(desk.click("Look in the whole map"));
    EXPECT_THAT(desk.shown(), HasSubstr("No shelter in this map"));
}

TEST(SheltersPanel, ARefugeIsNotInIt) {
    Desk desk;
    desk.click("Shelters");
    desk.click("Unchecked too");
    EXPECT_THAT(desk.shown(), Not(HasSubstr("Kay Mari")));
}

TEST(SheltersPanel, ARowSelectsItsPinAndTellsMore) {
    Desk desk;
    desk.click("Shelters");
    ASSERT_EQ(desk.controls.pins().size(), 2u);
    const int small = desk.controls.pins().back().image.width;
    ASSERT_TRUE(desk.click("Lekòl"));
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("row (on): A"), HasSubstr("way/10")));
    const auto pins = desk.controls.pins();
    EXPECT_TRUE(pins.back().selected) << "drawn last, above the others";
    EXPECT_GT(pins.back().image.width, small);
    ASSERT_TRUE(desk.click("Copy coordinates"));
    const auto copied = desk.action<CopyText>();
    ASSERT_TRUE(copied);
    EXPECT_TRUE(copied->text.starts_with("19.100")) << copied->text << ": latitude first";
    EXPECT_THAT(desk.shown(), HasSubstr("toast: Copied: 19.100"));
}

TEST(SheltersPanel, ARowOutOfSightMovesTheMap) {
    Desk desk;
    desk.view.zoom = 19;
    desk.controls.set_view(desk.view);
    desk.click("Shelters");
    (void)desk.controls.take_actions();
    desk.click("ملجأ");
    EXPECT_TRUE(desk.action<GoTo>());
}

TEST(SheltersPanel, TheAnswerStaysWhileTheMapMovesAndOffersToAskAgain) {
    Desk desk;
    desk.click("Shelters");
    const auto before = desk.shown();
    EXPECT_FALSE(desk.controls.find_control("Look again here"));
    desk.view.center = location_from_degrees(-72.98, 19.1);
    desk.controls.set_view(desk.view);
    EXPECT_THAT(desk.shown(), HasSubstr("A | Lekòl Nasyonal"));
    ASSERT_TRUE(desk.click("Look again here"));
    EXPECT_THAT(desk.shown(), ContainsRegex("A \\| Lekòl Nasyonal.*2\\.[0-9] km \\| west"));
}

TEST(SheltersPanel, NamesFollowTheLanguageOfTheMap) {
    Desk desk;
    desk.click("Shelters");
    desk.view.lang = "fr";
    desk.controls.set_view(desk.view);
    EXPECT_THAT(desk.shown(), HasSubstr("A | École Nationale"));
}

TEST(FindPanel, FindsWhileOneTypes) {
    Desk desk;
    desk.letter('f');
    EXPECT_THAT(desk.shown(), HasSubstr("field: Name, code or LAT,LON []"))
        << "the key that opened it is not typed";
    desk.letter('k');
    desk.letter('a');
    desk.type("pwa");
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("[kapwa]"), HasSubstr("1 | Ri Kapwa | Residential road")));
    (void)desk.controls.take_actions();
    EXPECT_TRUE(desk.key(Key::enter));
    EXPECT_THAT(desk.shown(), HasSubstr("row (on): 1 | Ri Kapwa"));
}

TEST(FindPanel, TakesCoordinatesLatitudeFirst) {
    Desk desk;
    desk.letter('/');
    desk.type("19.2,-72.9");
    desk.key(Key::enter);
    const auto went = desk.action<GoTo>();
    ASSERT_TRUE(went);
    EXPECT_EQ(went->at, location_from_degrees(-72.9, 19.2));
}

TEST(FindPanel, DoesNotFindARefuge) {
    Desk desk;
    desk.letter('f');
    desk.type("Kay Mari");
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("Nothing is called so"), Not(HasSubstr("row"))));
}

TEST(FindPanel, SaysWhatIsWrongWithAPlace) {
    Desk desk;
    desk.letter('f');
    desk.type("95,-200");
    desk.key(Key::enter);
    EXPECT_THAT(desk.shown(), ContainsRegex("text: .*\\(.*95,-200.*\\): "));
}

TEST(DamagePanel, CountsWhatIsInViewAndWhatNobodyLookedAt) {
    Desk desk;
    desk.letter('d');
    EXPECT_THAT(desk.shown(),
                AllOf(HasSubstr("Nobody has looked at 5 of 6 buildings"),
                      HasSubstr("Nobody has looked at 1 of 2 pieces of road"),
                      HasSubstr("count: Destroyed | 1"), HasSubstr("count: Blocked | 210 m"),
                      HasSubstr("row: Building | Destroyed | Guessed · building=collapsed")));
    EXPECT_THAT(desk.shown(), Not(HasSubstr(" 0 "))) << "silence is no count";
    ASSERT_TRUE(desk.click("building=collapsed"));
    ASSERT_EQ(desk.controls.pins().size(), 1u);
}

TEST(DamagePanel, CountsAgainWhenAnotherPlaceIsInView) {
    Desk desk{1024, 600};
    desk.letter('d');
    // The window keeps the ground where it is beside the panel: 192 px to the east.
    const WebMercator scale{desk.view.zoom};
    auto middle = scale.to_pixels(desk.view.center);
    middle.x += 192;
    desk.view.center = scale.to_location(middle);
    desk.controls.set_view(desk.view);
    EXPECT_FALSE(desk.controls.find_control("Count in view"));
    desk.view.center = location_from_degrees(-72.9, 19.2);
    desk.controls.set_view(desk.view);
    ASSERT_TRUE(desk.click("Count in view"));
    EXPECT_THAT(desk.shown(), HasSubstr("The map holds no buildings here"));
}

TEST(DamagePanel, SaysSoWhereTheMapTellsOfNone) {
    Desk desk;
    desk.view.zoom = 19;
    desk.view.center = location_from_degrees(-72.9969, 19.1021);
    desk.controls.set_view(desk.view);
    desk.letter('d');
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("The map tells of no damage in view"),
                                    HasSubstr("Nobody has looked at 1 of 1 building")));
}

TEST(HerePanel, ShowsTheSmallestThingFirst) {
    Desk desk;
    desk.controls.clicked(location_from_degrees(-73.0004, 19.1006), 2);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("panel: What is here"),
                                    HasSubstr("text: Lekòl Nasyonal\ntext: School"),
                                    HasSubstr("Nobody has looked since the earthquake"),
                                    HasSubstr("Shelter · designated · 400 people"),
                                    HasSubstr("fact: OpenStreetMap | way/10"),
                                    HasSubstr("fact: name:fr | École Nationale")));
    ASSERT_TRUE(desk.click("Shelters near here"));
    EXPECT_THAT(desk.shown(), HasSubstr("place: Near here"));
}

TEST(HerePanel, ShowsNothingOfARefugeButItsBuilding) {
    Desk desk;
    desk.controls.clicked(location_from_degrees(-72.99795, 19.09805), 0.5);
    EXPECT_THAT(desk.shown(), HasSubstr("text: Building\n"));
    for (const auto* word : {"Kay Mari", "women", "social", "way/15"})
        EXPECT_THAT(desk.shown(), Not(HasSubstr(word)));
}

TEST(HerePanel, ShowsThingsWithoutAName) {
    Desk desk;
    desk.controls.clicked(location_from_degrees(-72.9969, 19.1021), 1);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("text: Building\n"), HasSubstr("way/14")));
    desk.controls.clicked(location_from_degrees(-73.0, 19.1030), 1);
    EXPECT_THAT(desk.shown(), AllOf(HasSubstr("text: Tertiary road\n"), HasSubstr("count: Blocked"),
                                    HasSubstr("Guessed by its tags, before the earthquake: "
                                              "status=impassable")));
}

TEST(HerePanel, SaysWhereNothingIs) {
    Desk desk;
    desk.controls.clicked(location_from_degrees(-72.9, 19.3), 2);
    EXPECT_THAT(desk.shown(), HasSubstr("The map shows nothing here"));
}

TEST(LayersPanel, AsksTheWindowForWhatIsChosen) {
    Desk desk;
    ASSERT_TRUE(desk.click("Layers"));
    desk.click("Sunlight");
    EXPECT_EQ(desk.action<ChooseStyle>().value().name, "sunlight");
    desk.click("Français");
    EXPECT_EQ(desk.action<ChooseLanguage>().value().lang, "fr");
    desk.click("×1.5");
    EXPECT_EQ(desk.action<ChooseTextSize>().value().scale, 1.5);
    desk.click("Buildings");
    EXPECT_THAT(desk.action<HideLayers>().value().hidden, testing::ElementsAre("buildings"));
}

}  // namespace
}  // namespace konbit
