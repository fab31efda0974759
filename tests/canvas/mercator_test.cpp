#include "render/canvas/mercator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "render/canvas/mercator_table.hpp"

namespace konbit {
namespace {

TEST(Mercator, PutsKnownPlacesOnKnownPixels) {
    const WebMercator scale{2};
    EXPECT_DOUBLE_EQ(scale.world_px(), 1024);
    const PixelPoint middle = scale.to_pixels({0, 0});
    EXPECT_NEAR(middle.x, 512, 1e-9);
    EXPECT_NEAR(middle.y, 512, 1e-9);
    const PixelPoint corner = scale.to_pixels(location_from_degrees(-180, 85.0511288));
    EXPECT_NEAR(corner.x, 0, 1e-9);
    EXPECT_NEAR(corner.y, 0, 1e-4);
    EXPECT_EQ(scale.to_pixels(location_from_degrees(0, 90)).y,
              scale.to_pixels(location_from_degrees(0, 86)).y);
    // asinh(tan 60°) = 1.3169578969248166
    EXPECT_NEAR(scale.to_pixels(location_from_degrees(90, 60)).y,
                512 - 1.3169578969248166 / M_PI * 512, 1e-6);
}

TEST(Mercator, RatioMakesTheWorldLarger) {
    EXPECT_DOUBLE_EQ(WebMercator(3, 2).world_px(), WebMercator(4).world_px());
    EXPECT_NEAR(WebMercator(3.5).world_px(), 2048 * std::sqrt(2.0), 1e-6);
}

TEST(Mercator, PlacesComeBack) {
    std::mt19937 random{5};
    std::uniform_int_distribution<int> lon{-1'799'999'999, 1'799'999'999},
        lat{-850'000'000, 850'000'000};
    const WebMercator scale{17.3, 1.5};
    for (int i = 0; i < 1000; ++i) {
        const Location at{lon(random), lat(random)};
        const Location back = scale.to_location(scale.to_pixels(at));
        EXPECT_NEAR(back.lon_e7, at.lon_e7, 1);
        EXPECT_NEAR(back.lat_e7, at.lat_e7, 1);
    }
    const PixelPoint beyond{scale.world_px() * 1.25, 0};
    EXPECT_NEAR(scale.to_location(beyond).lon(), -90, 1e-6);
}

TEST(Mercator, TheTableIsExactEnough) {
    std::mt19937 random{7};
    std::uniform_int_distribution<int> any{-850'511'288, 850'511'288};
    const MercatorTable& table = MercatorTable::get();
    const double world_px = std::exp2(28);  // zoom 20
    double worst = 0, worst_inhabited = 0;
    const auto look = [&](int lat) {
        const double error = std::abs(table.y(lat) - mercator_y(lat)) * world_px;
        worst = std::max(worst, error);
        if (std::abs(lat) < 700'000'000) worst_inhabited = std::max(worst_inhabited, error);
    };
    for (int i = 0; i < 50'000; ++i) look(any(random));
    for (int lat = -850'000'000; lat <= 850'000'000; lat += 625'000) look(lat), look(lat - 1);
    EXPECT_LT(worst_inhabited, 1.0 / 1000);
    EXPECT_LT(worst, 1.0 / 256);
    EXPECT_NEAR(table.y(900'000'000), 0, 1e-9);
    EXPECT_NEAR(table.y(-900'000'000), 1, 1e-9);
}

TEST(Mercator, BoxesReachOverTheAntimeridian) {
    const WebMercator scale{4};
    const PixelRect rect{-100, 1900, 512, 300};
    const BoundingBox box = scale.box_of(rect);
    EXPECT_TRUE(box.crosses_antimeridian());
    EXPECT_NEAR(box.west * 1e-7, 180 - 100 / 4096.0 * 360, 1e-6);
    EXPECT_NEAR(box.east * 1e-7, -180 + 412 / 4096.0 * 360, 1e-6);
    const PixelRect back = scale.rect_of(box);
    EXPECT_EQ(back.x, 4096 - 100);
    EXPECT_NEAR(back.width, 512, 1);
    EXPECT_NEAR(static_cast<double>(back.y), 1900, 1);
}

TEST(Mercator, TheWholeWorldIsOneBox) {
    const BoundingBox whole{-1'800'000'000, -850'511'288, 1'800'000'000, 850'511'288};
    EXPECT_EQ(WebMercator(1).box_of({0, 0, 512, 512}), whole);
    EXPECT_EQ(WebMercator(0).box_of({-128, -128, 512, 512}), whole);
    const BoundingBox east = WebMercator(1).box_of({256, 0, 256, 512});
    EXPECT_EQ(east.west, 0);
    EXPECT_EQ(east.east, 1'800'000'000) << "the edge itself is not wrapped";
}

TEST(Mercator, FitsABoxIntoAPicture) {
    const BoundingBox box{15'000'000, 424'000'000, 17'000'000, 426'000'000};
    const double zoom = zoom_to_fit(box, 800, 600);
    const PixelRect rect = WebMercator{zoom}.rect_of(box);
    EXPECT_LE(rect.width, 802);
    EXPECT_NEAR(rect.height, 600, 2);
    EXPECT_LE(zoom_to_fit({5, 5, 5, 5}, 800, 600), 22) << "a point has no size";
}

TEST(Mercator, MeasuresAPixelOnTheGround) {
    EXPECT_NEAR(WebMercator{0}.metres_per_px({0, 0}), 156543.03, 0.01);
    EXPECT_NEAR(WebMercator{0}.metres_per_px({0, 600'000'000}), 156543.03 / 2, 0.01);
}

}  // namespace
}  // namespace konbit
