#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "render/viewer/text_field.hpp"
#include "tests/viewer/controls_desk.hpp"

namespace konbit {
namespace {

using test::Desk;
using testing::HasSubstr;

TEST(ControlsInput, LettersOpenPanelsAndEscapeClosesThem) {
    Desk desk;
    for (const auto& [key, panel] : {std::pair{'f', "Find"}, {'s', "Shelters"}}) {
        if (key == 's') desk.key(Key::escape);
        EXPECT_TRUE(desk.key(Key::character, key));
        EXPECT_THAT(desk.shown(), HasSubstr(std::string{"panel: "} + panel));
    }
    EXPECT_TRUE(desk.key(Key::escape));
    EXPECT_THAT(desk.shown(), HasSubstr("panel: none"));
    EXPECT_FALSE(desk.key(Key::escape)) << "nothing is left to close";
}

TEST(ControlsInput, LettersAreTypedWhereAFieldHasTheFocus) {
    Desk desk;
    desk.letter('f');
    desk.letter('s');
    desk.letter('d');
    EXPECT_THAT(desk.shown(), HasSubstr("panel: Find"));
    EXPECT_THAT(desk.shown(), HasSubstr("[sd]"));
}

TEST(ControlsInput, KeysOfTheMapGoToTheMap) {
    Desk desk;
    EXPECT_FALSE(desk.key(Key::character, '+'));
    EXPECT_FALSE(desk.key(Key::left));
    EXPECT_FALSE(desk.key(Key::home));
    desk.key(Key::character, 's');
    EXPECT_FALSE(desk.key(Key::left)) << "also beside an open panel";
}

TEST(ControlsInput, MGoesToTheNextStyle) {
    Desk desk;
    desk.key(Key::character, 'm');
    EXPECT_EQ(desk.action<ChooseStyle>().value().name, "sunlight");
    desk.view.style = "print";
    desk.controls.set_view(desk.view);
    desk.key(Key::character, 'm');
    EXPECT_EQ(desk.action<ChooseStyle>().value().name, "humanitarian");
}

TEST(ControlsInput, TabGoesThroughAllAndComesBack) {
    Desk desk;
    desk.key(Key::tab);
    EXPECT_THAT(desk.shown(), HasSubstr("focus: task: Find"));
    desk.key(Key::tab);
    desk.key(Key::tab);
    EXPECT_THAT(desk.shown(), HasSubstr("focus: task: Damage"));
    desk.key(Key::tab, 0, true);
    EXPECT_THAT(desk.shown(), HasSubstr("focus: task: Shelters"));
    EXPECT_TRUE(desk.key(Key::space));
    EXPECT_THAT(desk.shown(), HasSubstr("panel: Shelters"));
    int steps = 0;
    do {
        desk.key(Key::tab);
    } while (desk.shown().find("focus: task (on): Shelters") == std::string::npos && ++steps < 50);
    EXPECT_LT(steps, 50);
}

TEST(ControlsInput, ArrowsGoThroughTheListAndEnterSelects) {
    Desk desk;
    desk.letter('f');
    desk.type("ri kapwa");
    desk.key(Key::down);
    EXPECT_THAT(desk.shown(), HasSubstr("focus: row: 1"));
    desk.key(Key::enter);
    EXPECT_THAT(desk.shown(), HasSubstr("focus: row (on): 1"));
}

TEST(ControlsInput, OnlyThePointerOnASheetIsTaken) {
    Desk desk;
    InputEvent event;
    event.kind = InputEvent::Kind::press;
    event.x = 40;
    event.y = 300;
    EXPECT_TRUE(desk.controls.handle(event)) << "the rail";
    event.kind = InputEvent::Kind::release;
    EXPECT_TRUE(desk.controls.handle(event));
    event.kind = InputEvent::Kind::press;
    event.x = 700;
    EXPECT_FALSE(desk.controls.handle(event)) << "the map";
    event.kind = InputEvent::Kind::release;
    EXPECT_FALSE(desk.controls.handle(event));
    event.kind = InputEvent::Kind::wheel;
    EXPECT_FALSE(desk.controls.handle(event));
}

TEST(ControlsInput, APressThatSlipsOffIsNone) {
    Desk desk;
    InputEvent event;
    event.kind = InputEvent::Kind::press;
    event.x = 40;
    event.y = 40;
    desk.controls.handle(event);
    event.kind = InputEvent::Kind::release;
    event.y = 500;
    desk.controls.handle(event);
    EXPECT_THAT(desk.shown(), HasSubstr("panel: none"));
}

TEST(ControlsInput, ButtonsOfTheMapAskForIt) {
    Desk desk;
    desk.click("Zoom in");
    EXPECT_EQ(desk.action<ZoomBy>().value().steps, 1);
    desk.click("Whole map");
    EXPECT_EQ(desk.action<FitBox>().value().box, desk.map.base().summary().bounds);
}

TEST(ControlsInput, AClickOnAPinChoosesItsRow) {
    Desk desk;
    desk.key(Key::character, 's');
    const auto pins = desk.controls.pins();
    ASSERT_FALSE(pins.empty());
    desk.controls.clicked(pins.back().at, 2);
    EXPECT_THAT(desk.shown(), HasSubstr("row (on): A"));
}

TEST(TextField, MovesAndErasesByLetters) {
    TextField field;
    field.set("Bèl");
    EXPECT_EQ(field.press(Key::left), TextField::Effect::moved);
    EXPECT_EQ(field.press(Key::backspace), TextField::Effect::changed);
    EXPECT_EQ(field.text(), "Bl");
    field.insert("о́");
    field.press(Key::home);
    field.press(Key::del);
    EXPECT_EQ(field.text(), "о́l");
    field.press(Key::end);
    EXPECT_EQ(field.cursor(), field.text().size());
    EXPECT_EQ(field.press(Key::enter), TextField::Effect::none);
}

TEST(TextField, TakesNoControlCharactersAndNoEnd) {
    TextField field;
    field.insert("a\nb\x01\xFF");
    EXPECT_EQ(field.text(), "a b\xEF\xBF\xBD");
    field.set(std::string(3 * TextField::kMostBytes, 'x'));
    EXPECT_EQ(field.text().size(), TextField::kMostBytes);
    field.put_cursor(TextField::kMostBytes - 1);
    field.insert("é");
    EXPECT_EQ(field.text().size(), TextField::kMostBytes);
}

}  // namespace
}  // namespace konbit
