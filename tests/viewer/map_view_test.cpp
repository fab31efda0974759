#include "render/viewer/map_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "render/tile/map_painter.hpp"

namespace konbit {
namespace {

const Location kTown = location_from_degrees(-73.0, 19.1);

MapView at(Location center, int zoom, PixelRect area = {84, 0, 1282, 736}) {
    MapView view{area};
    view.jump_to(center, zoom);
    return view;
}

double metres_between(Location a, Location b) {
    return std::hypot((a.lon() - b.lon()) * std::cos(a.lat() * 0.01745329), a.lat() - b.lat()) *
           111'320;
}

TEST(MapView, ThePlaceStandsInTheMiddle) {
    const auto view = at(kTown, 16);
    const auto pixel = view.pixel_of(kTown);
    EXPECT_NEAR(pixel.x, 84 + 641, 0.01);
    EXPECT_NEAR(pixel.y, 368, 0.01);
    EXPECT_LT(metres_between(view.location_at(pixel.x, pixel.y), kTown), 0.05);
}

TEST(MapView, DraggingMovesByThosePixels) {
    auto view = at(kTown, 16);
    const auto under = view.location_at(300, 200);
    view.pan_by(-40, 25);  // the pointer went 40 to the right, 25 up
    const auto pixel = view.pixel_of(under);
    EXPECT_NEAR(pixel.x, 340, 0.05);
    EXPECT_NEAR(pixel.y, 175, 0.05);
}

TEST(MapView, ZoomHoldsThePlaceUnderThePointerAtEveryMoment) {
    auto view = at(kTown, 14);
    const auto under = view.location_at(1'000, 100);
    view.zoom_around(1'000, 100, 1, 0);
    for (const double ms : {0.0, 30.0, 60.0, 119.0, 120.0}) {
        view.tick(ms);
        const auto pixel = view.pixel_of(under);
        EXPECT_NEAR(pixel.x, 1'000, 0.1) << ms;
        EXPECT_NEAR(pixel.y, 100, 0.1) << ms;
    }
    EXPECT_EQ(view.zoom(), 15);
    EXPECT_FALSE(view.moving());
}

TEST(MapView, AWheelTurnedAgainBeforeTheEndStillHoldsThePlace) {
    auto view = at(kTown, 14);
    const auto under = view.location_at(900, 600);
    view.zoom_around(900, 600, 1, 0);
    view.tick(50);
    view.zoom_around(900, 600, 1, 50);
    view.tick(500);
    EXPECT_EQ(view.zoom(), 16);
    EXPECT_NEAR(view.pixel_of(under).x, 900, 0.1);
    EXPECT_NEAR(view.pixel_of(under).y, 600, 0.1);
}

TEST(MapView, PartsOfAStepAddUp) {
    auto view = at(kTown, 14);
    for (int i = 0; i < 3; ++i) view.zoom_around(500, 500, 0.3, 0);
    EXPECT_EQ(view.target_zoom(), 14);
    view.zoom_around(500, 500, 0.3, 0);
    EXPECT_EQ(view.target_zoom(), 15);
}

TEST(MapView, AtRestTheZoomIsWhole) {
    auto view = at(kTown, 14);
    view.go_to(kTown, 15.4, 0);
    view.tick(1'000);
    EXPECT_EQ(view.zoom(), 15);
    view.zoom_around(500, 300, 1, 2'000);
    view.tick(2'050);
    EXPECT_NE(view.zoom(), std::round(view.zoom()));
    view.pan_by(5, 5);
    EXPECT_EQ(view.zoom(), 16) << "a drag ends the zoom";
}

TEST(MapView, StaysInTheWorldAndItsZooms) {
    auto view = at(location_from_degrees(0, 84.9), 4);
    view.pan_by(0, -100'000);
    EXPECT_NEAR(view.location_at(700, 0).lat(), 85.0511, 0.01);
    for (int i = 0; i < 40; ++i) view.zoom_in_middle(1, 0);
    EXPECT_EQ(view.target_zoom(), MapView::kMostZoom);
    for (int i = 0; i < 40; ++i) view.zoom_in_middle(-1, 0);
    EXPECT_EQ(view.target_zoom(), MapView::kLeastZoom);
}

TEST(MapView, WrapsAtTheAntimeridian) {
    auto view = at(location_from_degrees(179.9, -17), 9);
    view.pan_by(400, 0);
    EXPECT_LT(view.center().lon(), -179);
    EXPECT_NEAR(view.pixel_of(location_from_degrees(179.9, -17)).x, 84 + 641 - 400, 0.1);
    const std::int64_t count = 256;  // blocks around the world at zoom 9
    std::set<std::int64_t> columns;
    for (const auto& place : view.shown_blocks()) columns.insert(place.id.x);
    EXPECT_TRUE(columns.contains(0));
    EXPECT_TRUE(columns.contains(count - 1));
    for (const auto x : columns) EXPECT_TRUE(x >= 0 && x < count) << x;
}

TEST(MapView, GoesTheShortWayOverTheAntimeridian) {
    auto view = at(location_from_degrees(179.99, -17), 9);
    view.go_to(location_from_degrees(-179.99, -17), {}, 0);
    ASSERT_TRUE(view.moving());
    view.tick(60);
    EXPECT_GT(std::abs(view.center().lon()), 179.9);
    view.tick(200);
    EXPECT_NEAR(view.center().lon(), -179.99, 1e-4);
}

TEST(MapView, JumpsWhereItIsFar) {
    auto view = at(kTown, 16);
    view.go_to(location_from_degrees(-72.3, 18.5), 16, 0);
    EXPECT_FALSE(view.moving());
    EXPECT_NEAR(view.center().lon(), -72.3, 1e-5);
}

TEST(MapView, BlocksCoverTheAreaWithoutGapsPixelByPixel) {
    auto view = at(kTown, 15);
    view.pan_by(0.3, 0.7);
    int covered = 0;
    for (const auto& place : view.shown_blocks()) {
        EXPECT_EQ(place.right - place.left, kBlock_px);
        EXPECT_EQ(place.bottom - place.top, kBlock_px);
        const int width = std::min(place.right, 84 + 1'282) - std::max(place.left, 84);
        const int height = std::min(place.bottom, 736) - std::max(place.top, 0);
        covered += width * height;
    }
    EXPECT_EQ(covered, 1'282 * 736);
}

TEST(MapView, BlocksMeetInTheMiddleOfAZoomToo) {
    auto view = at(kTown, 15);
    view.zoom_around(300, 300, 1, 0);
    view.tick(47);
    std::set<std::pair<int, int>> columns;
    for (const auto& place : view.shown_blocks()) columns.insert({place.left, place.right});
    ASSERT_GT(columns.size(), 1u);
    for (auto at = columns.begin(), next = std::next(at); next != columns.end(); ++at, ++next) {
        EXPECT_EQ(at->second, next->first);
    }
    EXPECT_LE(columns.begin()->first, 84);
    EXPECT_GE(columns.rbegin()->second, 84 + 1'282);
}

TEST(MapView, BlocksLieWhereTheWorldHasThem) {
    const auto view = at(kTown, 16);
    const WebMercator scale{16};
    for (const auto& place : view.shown_blocks()) {
        const auto corner =
            scale.to_location({double(place.id.x * kBlock_px), double(place.id.y * kBlock_px)});
        EXPECT_NEAR(view.pixel_of(corner).x, place.left, 0.51);
        EXPECT_NEAR(view.pixel_of(corner).y, place.top, 0.51);
    }
}

TEST(MapView, TheMiddleIsWantedFirstAndWhereItGoes) {
    auto view = at(kTown, 16);
    const auto first = view.target_blocks().front();
    const auto middle = WebMercator{16}.to_pixels(kTown);
    EXPECT_LE(std::abs(double(first.x) + 0.5 - middle.x / kBlock_px), 0.5);
    EXPECT_LE(std::abs(double(first.y) + 0.5 - middle.y / kBlock_px), 0.5);
    view.zoom_in_middle(1, 0);
    EXPECT_EQ(view.target_blocks().front().zoom, 17);
    EXPECT_GT(view.target_blocks(kBlock_px).size(), view.target_blocks().size());
}

TEST(MapView, AnOpenedPanelDoesNotMoveTheMap) {
    auto view = at(kTown, 16);
    const auto under = view.location_at(900, 400);
    view.set_area({468, 0, 898, 736});
    EXPECT_NEAR(view.pixel_of(under).x, 900, 0.05);
    EXPECT_NEAR(view.pixel_of(under).y, 400, 0.05);
}

TEST(MapView, ALargerWindowKeepsTheMiddle) {
    auto view = at(kTown, 16);
    view.resize_area({84, 0, 800, 400});
    EXPECT_LT(metres_between(view.center(), kTown), 0.05);
    view.resize_area({84, 0, 0, 0});  // a window folded to nothing
    EXPECT_EQ(view.shown_blocks().size(), 1u);
}

TEST(MapView, ShowsTheWholeOfABox) {
    auto view = at(kTown, 3);
    const BoundingBox box{-730'345'000, 190'673'000, -729'471'000, 191'269'000};
    view.jump_to(box);
    for (const Location corner : {Location{box.west, box.south}, Location{box.east, box.north}}) {
        const auto pixel = view.pixel_of(corner);
        EXPECT_TRUE(pixel.x >= 84 && pixel.x <= 84 + 1'282) << pixel.x;
        EXPECT_TRUE(pixel.y >= 0 && pixel.y <= 736) << pixel.y;
    }
    EXPECT_GE(view.zoom(), 12);
    view.jump_to(BoundingBox{});
    EXPECT_GE(view.zoom(), 12) << "an empty box is nowhere";
}

TEST(MapView, PansSteadily) {
    auto view = at(kTown, 16);
    const auto begin = view.pixel_of(kTown).x;
    view.pan_smoothly(400, 0, 0, 500);
    for (const double ms : {100.0, 200.0, 400.0}) {
        EXPECT_TRUE(view.tick(ms));
        EXPECT_NEAR(begin - view.pixel_of(kTown).x, ms * 0.8, 0.1);
    }
    view.tick(501);
    EXPECT_FALSE(view.tick(600)) << "nothing moves any more";
}

}  // namespace
}  // namespace konbit
