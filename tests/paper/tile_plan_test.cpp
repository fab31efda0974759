#include "render/paper/tile_plan.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace konbit {
namespace {

BoundingBox box(double west, double south, double east, double north) {
    const auto from = location_from_degrees(west, south), to = location_from_degrees(east, north);
    return {from.lon_e7, from.lat_e7, to.lon_e7, to.lat_e7};
}

/// The formula of the OpenStreetMap wiki.
std::pair<int, int> tile_at(double lon, double lat, int zoom) {
    const double n = std::exp2(zoom), rad = lat * M_PI / 180;
    return {static_cast<int>(std::floor((lon + 180) / 360 * n)),
            static_cast<int>(std::floor((1 - std::asinh(std::tan(rad)) / M_PI) / 2 * n))};
}

TEST(TilePlan, TakesTheTilesThatTouchTheArea) {
    const auto andorra = box(1.4087, 42.4288, 1.7866, 42.6560);
    for (int zoom = 0; zoom <= 18; ++zoom) {
        const auto range = tiles_touching(andorra, zoom);
        const auto [west, north] = tile_at(1.4087, 42.6560, zoom);
        const auto [east, south] = tile_at(1.7866, 42.4288, zoom);
        EXPECT_EQ(range.first_column, west) << zoom;
        EXPECT_EQ(range.first_row, north) << zoom;
        EXPECT_EQ(range.columns, east - west + 1) << zoom;
        EXPECT_EQ(range.rows, south - north + 1) << zoom;
    }
}

TEST(TilePlan, WrapsAtTheAntimeridian) {
    const TilePlan plan{box(179.9, -17, -179.9, -16.9), 4, 4, 256, 1};
    std::set<std::uint32_t> columns;
    const auto blocks = plan.blocks(plan.ranges()[0]);
    for (std::int64_t x = 0; x < blocks.columns; ++x) {
        for (const auto& tile : plan.tiles_in({4, blocks.first_x + x, blocks.first_y}))
            columns.insert(tile.column);
    }
    EXPECT_EQ(columns, (std::set<std::uint32_t>{0, 15}));
}

TEST(TilePlan, TheWorldHasEachTileOnce) {
    const TilePlan plan{box(-180, -90, 180, 90), 0, 3, 256, 1};
    EXPECT_EQ(plan.tiles(), 1u + 4 + 16 + 64);
}

class Blocks : public testing::TestWithParam<std::pair<int, double>> {};

TEST_P(Blocks, HoldEveryTileOnce) {
    const auto [tile_px, ratio] = GetParam();
    const TilePlan plan{box(1.4087, 42.4288, 1.7866, 42.6560), 5, 13, tile_px, ratio};
    for (const auto& range : plan.ranges()) {
        std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
        const auto blocks = plan.blocks(range);
        for (std::int64_t x = 0; x < blocks.columns; ++x) {
            for (std::int64_t y = 0; y < blocks.rows; ++y) {
                for (const auto& tile :
                     plan.tiles_in({range.zoom, blocks.first_x + x, blocks.first_y + y})) {
                    EXPECT_TRUE(seen.insert({tile.column, tile.row}).second);
                    EXPECT_LE(tile.x + plan.tile_size(), 512 * ratio);
                    EXPECT_LE(tile.y + plan.tile_size(), 512 * ratio);
                }
            }
        }
        EXPECT_EQ(seen.size(), range.count()) << range.zoom;
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, Blocks,
                         testing::Values(std::pair{256, 1.0}, std::pair{512, 1.0},
                                         std::pair{256, 2.0}));

TEST(DefaultZooms, ShowAllOfTheAreaFirst) {
    EXPECT_EQ(default_zooms(box(-180, -85, 180, 85)).from, 1);
    const auto town = default_zooms(box(-73.02, 19.08, -72.98, 19.12));
    EXPECT_EQ(town.from, 8);
    EXPECT_EQ(town.to, 16);
    const auto country = default_zooms(box(-74.5, 18, -71.6, 20.1));
    EXPECT_LT(country.to, 16);
    EXPECT_LE(tiles_touching(box(-74.5, 18, -71.6, 20.1), country.to).count(), 100'000u);
}

}  // namespace
}  // namespace konbit
