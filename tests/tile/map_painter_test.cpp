#include "render/tile/map_painter.hpp"

#include <gtest/gtest.h>

#include <future>

#include "import/importer.hpp"
#include "tests/tile/drawn_pictures.hpp"

namespace konbit {
namespace {

using test::humanitarian;

/// The sample town, imported once.
const Map& sample() {
    static const test::TestFolder folder;
    static const Map map = [] {
        const auto target = folder.path() / "sample.konbit";
        static_cast<void>(import_extract(
            {.extract = std::filesystem::path{KONBIT_SOURCE_DIR} / "sample-osm/bel-rivye.osm",
             .map = target,
             .progress = {}}));
        return test::open_drawn(target);
    }();
    return map;
}

constexpr double kLat = 19.095, kLon = -72.992;

PixelRect town(const WebMercator& scale, int width, int height) {
    return test::rect_around(scale, kLat, kLon, width, height);
}

Image painted(const WebMercator& scale, const PixelRect& rect, const PaintOptions& options = {}) {
    MapPainter painter{sample(), humanitarian(), options};
    Image image;
    painter.paint(scale, rect, image);
    return image;
}

TEST(MapPainter, AssemblesTilesToTheBigPicture) {
    for (const double zoom : {13.0, 15.0, 16.5}) {
        const WebMercator scale{zoom};
        const PixelRect whole = town(scale, 700, 600);
        const Image big = painted(scale, whole);
        ASSERT_EQ(big.width, 700);
        Image sheet{700, 600, 0};
        MapPainter painter{sample(), humanitarian(), {}};
        Image tile;
        // Tiles of the usual grid, last first: the order must not matter.
        for (std::int64_t y = (whole.y + 600) / 256; y >= whole.y / 256; --y) {
            for (std::int64_t x = (whole.x + 700) / 256; x >= whole.x / 256; --x) {
                painter.paint(scale, {x * 256, y * 256, 256, 256}, tile);
                copy_pixels(tile, 0, 0, 256, 256, sheet, static_cast<int>(x * 256 - whole.x),
                            static_cast<int>(y * 256 - whole.y));
            }
        }
        EXPECT_TRUE(sheet == big) << zoom;
    }
}

TEST(MapPainter, DrawsNamesAcrossBlocks) {
    const WebMercator scale{15};
    const PixelRect rect = town(scale, 1000, 700);
    const Image with = painted(scale, rect);
    const Image without = painted(scale, rect, {.lang = {}, .hidden_layers = {"names", "places"}});
    EXPECT_FALSE(with == without);
}

TEST(MapPainter, DrawsTheSameTwiceAndInTwoThreads) {
    const WebMercator scale{16};
    const PixelRect rect = town(scale, 600, 500);
    const Image first = painted(scale, rect);
    auto one = std::async(std::launch::async, [&] { return painted(scale, rect); });
    auto two = std::async(std::launch::async, [&] { return painted(scale, rect); });
    EXPECT_TRUE(first == one.get());
    EXPECT_TRUE(first == two.get());
}

TEST(MapPainter, PaintsBlocksOfTheRatio) {
    const WebMercator scale{15, 2};
    MapPainter painter{sample(), humanitarian(), {}};
    const PixelRect rect = town(scale, 10, 10);
    Image block;
    painter.paint_block(scale, rect.x / 1024, rect.y / 1024, block);
    EXPECT_EQ(block.width, 1024);
    EXPECT_EQ(block.height, 1024);
}

TEST(MapPainter, GoesAroundTheWorld) {
    const WebMercator scale{3};  // 4 × 4 blocks
    MapPainter painter{sample(), humanitarian(), {}};
    Image block, again;
    painter.paint_block(scale, 1, 1, block);
    painter.paint_block(scale, 5, 1, again);
    EXPECT_TRUE(block == again);
    painter.paint_block(scale, -3, 1, again);
    EXPECT_TRUE(block == again);
}

TEST(MapPainter, RepeatsAWorldSmallerThanABlock) {
    const WebMercator scale{0};
    const Image twice = painted(scale, {0, 0, 512, 256});
    Image west{256, 256}, east{256, 256};
    copy_pixels(twice, 0, 0, 256, 256, west, 0, 0);
    copy_pixels(twice, 256, 0, 256, 256, east, 0, 0);
    EXPECT_TRUE(west == east);
}

}  // namespace
}  // namespace konbit
