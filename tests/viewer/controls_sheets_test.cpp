#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>

#include "render/viewer/pin_images.hpp"
#include "render/viewer/text_painter.hpp"
#include "tests/viewer/controls_desk.hpp"

namespace konbit {
namespace {

using test::Desk;

std::vector<std::uint64_t> revisions(Controls& controls) {
    std::vector<std::uint64_t> out;
    for (const auto& sheet : controls.sheets()) out.push_back(sheet.revision);
    return out;
}

TEST(ControlsSheets, NoneIsDrawnAgainWhileTheMapMoves) {
    Desk desk;
    desk.click("Shelters");
    const auto before = revisions(desk.controls);
    for (int step = 0; step < 20; ++step) {
        desk.view.center.lon_e7 += 200;
        desk.controls.set_view(desk.view);
    }
    EXPECT_EQ(revisions(desk.controls), before);
}

TEST(ControlsSheets, OnlyWhatChangedIsDrawnAgain) {
    Desk desk;
    std::map<std::uint64_t, int> before;
    for (const auto r : revisions(desk.controls)) ++before[r];
    desk.view.zoom = 12;
    desk.controls.set_view(desk.view);
    int changed = 0;
    for (const auto r : revisions(desk.controls)) changed += before.contains(r) ? 0 : 1;
    EXPECT_EQ(changed, 1) << "the strip, for its scale bar";
}

class ControlsSizes : public testing::TestWithParam<std::tuple<int, int, double>> {};

TEST_P(ControlsSizes, AllIsInTheWindowAndOpaqueAndLargeEnough) {
    const auto [width, height, scale] = GetParam();
    Desk desk{width, height, scale};
    for (const auto* panel : {"Find", "Shelters", "Damage", "Route", "Report", "Layers"}) {
        ASSERT_TRUE(desk.click(panel));
        for (const auto& sheet : desk.controls.sheets()) {
            EXPECT_GE(sheet.x, 0);
            EXPECT_GE(sheet.y, 0);
            EXPECT_LE(sheet.x + sheet.image.width, width);
            EXPECT_LE(sheet.y + sheet.image.height, height);
            for (const auto pixel : sheet.image.pixels) ASSERT_EQ(pixel >> 24U, 0xFFU);
        }
        const auto map = desk.controls.map_area();
        EXPECT_GE(map.width, 300);
        EXPECT_LE(map.x + map.width, width);
        EXPECT_LT(map.y + map.height, height) << "the strip is below";
        const auto close = desk.controls.find_control("Close");
        ASSERT_TRUE(close);
        EXPECT_LT(close->x, map.x);
    }
}

INSTANTIATE_TEST_SUITE_P(Windows, ControlsSizes,
                         testing::Values(std::tuple{1024, 600, 1.0}, std::tuple{1024, 600, 1.5},
                                         std::tuple{1366, 768, 1.0}, std::tuple{1366, 768, 1.25},
                                         std::tuple{1920, 1080, 1.5}));

TEST(ControlsSheets, AReportHasRoomForItsAnswers) {
    for (const auto& [width, height, answers] : {std::tuple{1366, 768, 5}, {1024, 600, 3}}) {
        Desk desk{width, height};
        desk.letter('p');
        desk.press_map(19.10205, -72.99695);
        const std::array words{"None seen", "Slight", "Moderate", "Severe", "Destroyed"};
        for (int i = 0; i < answers; ++i) {
            const auto at = desk.controls.find_control(words[std::size_t(i)]);
            ASSERT_TRUE(at) << words[std::size_t(i)];
            EXPECT_LT(at->y + 24, height) << words[std::size_t(i)] << " without scrolling";
        }
    }
}

TEST(ControlsSheets, ALowWindowKeepsRoomForTheListAtAnyTextSize) {
    Desk desk{1024, 600, 1.5};
    desk.click("Shelters");
    ASSERT_TRUE(desk.click("Lekòl"));
    const auto first = desk.controls.find_control("Lekòl");
    const auto foot = desk.controls.find_control("Route to here");
    ASSERT_TRUE(first && foot);
    EXPECT_GT(foot->y - first->y, 150);
}

TEST(ControlsSheets, WindowsTooSmallForAnythingStillStand) {
    for (const auto& [width, height] : {std::pair{1, 1}, {200, 100}, {500, 300}}) {
        Desk desk{width, height, 1.5};
        desk.controls.say("A long line that has no room anywhere in such a window.", true);
        for (const char panel : {'f', 's', 'd', 'r', 'p'}) {
            desk.key(Key::character, panel);
            desk.type("lekòl");
            for (const auto& sheet : desk.controls.sheets()) {
                EXPECT_GT(sheet.image.width, 0);
                EXPECT_GT(sheet.image.height, 0);
            }
            desk.key(Key::escape);
            desk.key(Key::escape);
        }
        EXPECT_GT(desk.controls.map_area().width, 0);
    }
}

TEST(ControlsSheets, AToastGoesWhenItIsClosed) {
    Desk desk;
    const auto count = desk.controls.sheets().size();
    desk.controls.say("The style cannot be read (x.yaml:1:2): no colour. Write #RRGGBB.", true);
    EXPECT_EQ(desk.controls.sheets().size(), count + 1);
    ASSERT_TRUE(desk.click("Close"));
    EXPECT_EQ(desk.controls.sheets().size(), count);
}

TEST(ControlsSheets, TheKeyFoldsToOneButton) {
    Desk desk;
    ASSERT_TRUE(desk.click("Fold the key"));
    EXPECT_TRUE(desk.controls.find_control("Key"));
    EXPECT_FALSE(desk.controls.find_control("Fold the key"));
}

/// The column of the first pixel that is not white, -1 if there is none.
int first_ink(const Image& image) {
    for (int x = 0; x < image.width; ++x) {
        for (int y = 0; y < image.height; ++y) {
            if (image.row(y)[x] != 0xFFFF'FFFFU) return x;
        }
    }
    return -1;
}

TEST(TextPainter, NamesOfAnyScriptBeginAtTheLeft) {
    const TextPainter texts;
    for (const auto* name : {"Lekòl", "ملجأ السلام", "शान्ति भवन"}) {
        Image line{400, 30};
        texts.line(line, {10, 0, 380, 30}, name, kNameText);
        EXPECT_NEAR(first_ink(line), 11, 3) << name;
        Image paragraph{400, 30};
        texts.paragraph(paragraph, {10, 0, 380, 30}, name, kNameText);
        EXPECT_NEAR(first_ink(paragraph), 11, 3) << name;
    }
}

TEST(TextPainter, WhatIsTooLongEndsWithinItsBox) {
    const TextPainter texts;
    Image line{200, 30};
    texts.line(line, {0, 0, 100, 30}, std::string(200, 'W'), kNameText);
    Image rest{100, 30};
    copy_pixels(line, 100, 0, 100, 30, rest, 0, 0);
    EXPECT_EQ(first_ink(rest), -1);
    EXPECT_NE(first_ink(line), -1);
}

TEST(TextPainter, NamesCannotTurnTheScreen) {
    EXPECT_EQ(screen_text("a\u202Eb\u2066c\nd\x07"), "abc d");
    EXPECT_EQ(screen_text("\xC3"), "\xEF\xBF\xBD");
    EXPECT_EQ(screen_text(std::string_view{}), "");
}

TEST(PinImages, TheTipIsAtTheAnchorAndTheCornersAreHoles) {
    const TextPainter texts;
    const auto pin =
        make_pin(texts, {.suitability = Suitability::designated, .letter = "A"}, {}, false);
    EXPECT_EQ(pin.image.row(0)[0] >> 24U, 0u);
    EXPECT_EQ(pin.image.row(pin.anchor_y - 12)[pin.anchor_x - 11], 0xFF00588AU) << "filled blue";
    EXPECT_EQ(pin.image.row(pin.anchor_y)[0] >> 24U, 0u);
    EXPECT_NE(pin.image.row(pin.anchor_y)[pin.anchor_x] >> 24U, 0u);
}

}  // namespace
}  // namespace konbit
