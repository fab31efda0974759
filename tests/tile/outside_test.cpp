#include "render/tile/outside.hpp"

#include <gtest/gtest.h>

#include "tests/tile/drawn_pictures.hpp"

namespace konbit {
namespace {

using test::DrawnMap;
using test::humanitarian;
using test::pixel_of;

constexpr std::uint32_t kGround = 0xFF11'2233U;

/// A map whose data reach from one corner to the other.
class OutsidePicture {
public:
    OutsidePicture(double south, double west, double north, double east)
        : map_{test::open_drawn(
              drawing(south, west, north, east).write("outside" + std::to_string(++count_)))} {}

    [[nodiscard]] Image painted(const WebMercator& scale, const PixelRect& rect) const {
        Image image{rect.width, rect.height};
        Canvas canvas{image};
        canvas.clear({0x11, 0x22, 0x33});
        Outside{map_.base()}.paint(humanitarian(), scale, rect, canvas);
        return image;
    }

private:
    static DrawnMap drawing(double south, double west, double north, double east) {
        DrawnMap map;
        map.node(1, south, west, {{"place", "town"}});
        map.node(2, north, east, {{"place", "town"}});
        return map;
    }
    inline static int count_ = 0;
    Map map_;
};

std::uint32_t tone() {
    return pixel_of(humanitarian().outside().area->fill);
}

TEST(Outside, IsPaintedBeyondTheBoundsAlone) {
    const OutsidePicture map{10, 20, 10.1, 20.1};
    const WebMercator scale{11};
    const PixelRect rect = test::rect_around(scale, 10.05, 20.05, 512, 512);
    const Image image = map.painted(scale, rect);
    const auto at = [&](double lat, double lon) {
        return test::pixel_at(image, scale, rect, lat, lon);
    };
    EXPECT_EQ(at(10.05, 20.05), kGround);
    EXPECT_EQ(at(10.099, 20.001), kGround);
    EXPECT_EQ(at(10.05, 20.13), tone());
    EXPECT_EQ(at(10.05, 19.97), tone());
    EXPECT_EQ(at(10.13, 20.05), tone());
    EXPECT_EQ(at(9.97, 20.05), tone());
}

TEST(Outside, HasADashedEdge) {
    const OutsidePicture map{10, 20, 10.1, 20.1};
    const WebMercator scale{11};
    const PixelRect rect = test::rect_around(scale, 10.05, 20.05, 512, 512);
    const Image image = map.painted(scale, rect);
    // Down a column, each row at the western edge is either the edge's dash or its gap.
    int dashes = 0;
    int changes = 0;
    bool was_dash = false;
    for (int y = 220; y < 300; ++y) {
        bool dash = false;
        for (int x = 0; x < 256; ++x) {
            const auto pixel = image.row(y)[x];
            dash = dash || (pixel != tone() && pixel != kGround);
        }
        dashes += dash ? 1 : 0;
        changes += dash != was_dash ? 1 : 0;
        was_dash = dash;
    }
    EXPECT_GT(dashes, 30);
    EXPECT_LT(dashes, 70);
    EXPECT_GT(changes, 8);
}

TEST(Outside, IsTheSameInPicturesSideBySide) {
    const OutsidePicture map{10, 20, 10.1, 20.1};
    const WebMercator scale{12, 2};
    PixelRect rect = test::rect_around(scale, 10.1, 20.1, 400, 300);
    const Image whole = map.painted(scale, rect);
    Image sheet{400, 300, 0};
    for (int y = 0; y < 300; y += 100) {
        for (int x = 0; x < 400; x += 80) {
            copy_pixels(map.painted(scale, {rect.x + x, rect.y + y, 80, 100}), 0, 0, 80, 100, sheet,
                        x, y);
        }
    }
    EXPECT_TRUE(sheet == whole);
}

TEST(Outside, IsSeenInWhatReachesBeyond) {
    const auto box = [](double west, double south, double east, double north) {
        const auto first = location_from_degrees(west, south);
        const auto last = location_from_degrees(east, north);
        return BoundingBox{first.lon_e7, first.lat_e7, last.lon_e7, last.lat_e7};
    };
    const Map map = test::open_drawn(DrawnMap{}
                                         .node(1, 10, 20, {{"place", "town"}})
                                         .node(2, 11, 21, {{"place", "town"}})
                                         .write("outside-seen"));
    const Outside outside{map.base()};
    EXPECT_FALSE(outside.is_seen_in(box(20.1, 10.1, 20.9, 10.9)));
    EXPECT_TRUE(outside.is_seen_in(box(20.1, 10.1, 21.1, 10.9)));
    EXPECT_TRUE(outside.is_seen_in(box(20.1, 9.9, 20.9, 10.9)));
    EXPECT_TRUE(outside.is_seen_in(box(179, 10.1, -179, 10.9)));
}

TEST(Outside, IsPaintedInEachCopyOfTheWorld) {
    const OutsidePicture map{10, 179, 11, 179.5};
    const WebMercator scale{8};
    const PixelRect rect = test::rect_around(scale, 10.5, 179.9, 512, 256);
    const Image image = map.painted(scale, rect);
    EXPECT_EQ(test::pixel_at(image, scale, rect, 10.5, 179.25), kGround);
    EXPECT_EQ(test::pixel_at(image, scale, rect, 10.5, -179.5), tone());
    const auto around = static_cast<std::int64_t>(scale.world_px());
    EXPECT_TRUE(map.painted(scale, {rect.x - around, rect.y, 512, 256}) == image);
    EXPECT_TRUE(map.painted(scale, {rect.x + around, rect.y, 512, 256}) == image);
}

TEST(Outside, LeavesTheAntimeridianOfAMapThatCrossesIt) {
    const OutsidePicture map{-18, -179.5, -16, 179.5};
    const WebMercator scale{8};
    const PixelRect rect = test::rect_around(scale, -17, 180, 512, 512);
    const Image image = map.painted(scale, rect);
    EXPECT_EQ(test::pixel_at(image, scale, rect, -17, 179.9), kGround);
    EXPECT_EQ(test::pixel_at(image, scale, rect, -17, -179.9), kGround);
    EXPECT_EQ(test::pixel_at(image, scale, rect, -17, -178.9), kGround);
    EXPECT_EQ(test::pixel_at(image, scale, rect, -15.9, 179.9), tone());
    EXPECT_EQ(test::pixel_at(image, scale, rect, -18.1, -179.9), tone());
}

TEST(Outside, IsAllThereIsOfAMapWithoutData) {
    const Map map = test::open_drawn(DrawnMap{}.write("outside-empty"));
    Image image{64, 64};
    Canvas canvas{image};
    Outside{map.base()}.paint(humanitarian(), WebMercator{5}, {0, 0, 64, 64}, canvas);
    EXPECT_EQ(image.row(32)[32], tone());
}

}  // namespace
}  // namespace konbit
