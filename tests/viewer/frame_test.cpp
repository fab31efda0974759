#include "render/viewer/frame.hpp"

#include <gtest/gtest.h>

#include <map>

#include "render/tile/map_painter.hpp"

namespace konbit {
namespace {

constexpr std::uint32_t kLand = 0xFFF1'F0ECU;

/// A world whose blocks tell their zoom and place by colour.
std::shared_ptr<const Image> block_of(const BlockId& id) {
    auto image = std::make_shared<Image>(kBlock_px, kBlock_px);
    for (int y = 0; y < kBlock_px; ++y) {
        for (int x = 0; x < kBlock_px; ++x) {
            image->row(y)[x] = 0xFF00'0000U | std::uint32_t(id.zoom) << 16 |
                               std::uint32_t(x / 2) << 8 | std::uint32_t(y / 2);
        }
    }
    return image;
}

struct Shown {
    MapView view{PixelRect{20, 10, 600, 400}};
    Image frame{640, 480, 0xFF77'7777U};
    Shown() { view.jump_to(location_from_degrees(-73.0, 19.1), 14); }
};

TEST(Frame, CopiesBlocksPixelByPixelInsideTheArea) {
    Shown at;
    const auto drawn = draw_map(at.view, block_of, kLand, at.frame);
    EXPECT_EQ(drawn.stand_in + drawn.missing, 0);
    const auto world = WebMercator{14}.to_pixels(at.view.center());
    const auto x = static_cast<std::int64_t>(std::round(world.x - 300)) + 123;
    const auto y = static_cast<std::int64_t>(std::round(world.y - 200)) + 45;
    EXPECT_EQ(at.frame.row(10 + 45)[20 + 123],
              0xFF0E'0000U | std::uint32_t(x % 512 / 2) << 8 | std::uint32_t(y % 512 / 2));
    EXPECT_EQ(at.frame.row(0)[30], 0xFF77'7777U);
    EXPECT_EQ(at.frame.row(200)[19], 0xFF77'7777U);
    EXPECT_EQ(at.frame.row(200)[620], 0xFF77'7777U);
    EXPECT_EQ(at.frame.row(410)[300], 0xFF77'7777U);
}

TEST(Frame, AnAncestorStandsInEnlargedAtTheRightPlace) {
    Shown at;
    const auto only = [](int zoom) {
        return [zoom](const BlockId& id) { return id.zoom == zoom ? block_of(id) : nullptr; };
    };
    const auto drawn = draw_map(at.view, only(12), kLand, at.frame);
    EXPECT_GT(drawn.stand_in, 0);
    EXPECT_EQ(drawn.whole + drawn.missing, 0);
    // The middle of the area, in the coarse block's own pixels.
    const auto world = WebMercator{12}.to_pixels(at.view.center());
    const auto pixel = at.frame.row(10 + 200)[20 + 300];
    EXPECT_EQ(pixel >> 16, 0xFF0CU);
    EXPECT_NEAR(double((pixel >> 8) & 0xFF), std::fmod(world.x, 512) / 2, 1.01);
    EXPECT_NEAR(double(pixel & 0xFF), std::fmod(world.y, 512) / 2, 1.01);
}

TEST(Frame, ChildrenStandInReduced) {
    Shown at;
    const auto source = [](const BlockId& id) { return id.zoom == 15 ? block_of(id) : nullptr; };
    const auto drawn = draw_map(at.view, source, kLand, at.frame);
    EXPECT_EQ(drawn.missing, 0);
    const auto world = WebMercator{15}.to_pixels(at.view.center());
    const auto pixel = at.frame.row(10 + 200)[20 + 300];
    EXPECT_EQ(pixel >> 16, 0xFF0FU);
    EXPECT_NEAR(double((pixel >> 8) & 0xFF), std::fmod(world.x, 512) / 2, 2.01);
    EXPECT_NEAR(double(pixel & 0xFF), std::fmod(world.y, 512) / 2, 2.01);
}

TEST(Frame, WhatIsMissingIsLand) {
    Shown at;
    const auto nothing = [](const BlockId&) -> std::shared_ptr<const Image> { return nullptr; };
    const auto drawn = draw_map(at.view, nothing, kLand, at.frame);
    EXPECT_GT(drawn.missing, 0);
    for (int y = 10; y < 410; ++y) ASSERT_EQ(at.frame.row(y)[20 + y], kLand);
}

TEST(Frame, BeyondThePolesIsLandToo) {
    Shown at;
    at.view = MapView{PixelRect{0, 0, 640, 1'200}};  // the world is 1,024 px high
    at.frame = Image{640, 1'200, 0xFF77'7777U};
    draw_map(at.view, block_of, kLand, at.frame);
    EXPECT_EQ(at.frame.row(10)[300], kLand);
    EXPECT_EQ(at.frame.row(1'190)[300], kLand);
    EXPECT_EQ(at.frame.row(600)[300] >> 16, 0xFF02U);
}

TEST(Frame, PinsStandOnTheirPlaceWithHolesAndStayInTheArea) {
    Shown at;
    draw_map(at.view, block_of, 0xFFFF'FFFFU, at.frame);
    std::fill(at.frame.pixels.begin(), at.frame.pixels.end(), 0xFFFF'FFFFU);
    Pin pin{.at = at.view.center(), .image = Image{3, 1}, .anchor_x = 1, .anchor_y = 0};
    pin.image.pixels = {0, 0x8000'0000U, 0xFF00'588AU};
    draw_pins(at.view, std::span{&pin, 1}, at.frame);
    const auto* row = at.frame.row(10 + 200);
    EXPECT_EQ(row[319], 0xFFFF'FFFFU);
    EXPECT_NEAR(double(row[320] & 0xFF), 127, 1);
    EXPECT_EQ(row[321], 0xFF00'588AU);
    pin.at = at.view.location_at(21, 300);
    pin.image = Image{9, 9, 0xFF00'0000U};
    pin.anchor_x = 5;
    draw_pins(at.view, std::span{&pin, 1}, at.frame);
    EXPECT_EQ(at.frame.row(304)[19], 0xFFFF'FFFFU);
    EXPECT_EQ(at.frame.row(304)[20], 0xFF00'0000U);
}

TEST(Frame, SheetsLieOverAllAndMayReachOut) {
    Shown at;
    const std::vector<Sheet> sheets{{.x = -2, .y = 470, .image = Image{10, 20, 0xFF01'0203U}}};
    draw_sheets(sheets, at.frame);
    EXPECT_EQ(at.frame.row(470)[7], 0xFF01'0203U);
    EXPECT_EQ(at.frame.row(470)[8], 0xFF77'7777U);
    EXPECT_EQ(at.frame.row(479)[0], 0xFF01'0203U);
}

}  // namespace
}  // namespace konbit
