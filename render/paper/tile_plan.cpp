#include "render/paper/tile_plan.hpp"

#include <algorithm>
#include <cmath>

#include "render/tile/map_painter.hpp"

namespace konbit {
namespace {

constexpr int kTileGround_px = 256;  // by which the world's tiles are counted
constexpr int kDefaultFirst = 8, kDefaultLast = 16;
constexpr std::uint64_t kManyTiles = 100'000;

}  // namespace

TileRange tiles_touching(const BoundingBox& box, int zoom) {
    const WebMercator scale{static_cast<double>(zoom)};
    const auto rect = scale.rect_of(box);
    const auto last = std::int64_t{1} << zoom;  // exclusive
    const auto west = floor_div(rect.x, kTileGround_px);
    const auto east = floor_div(rect.x + std::max(1, rect.width) - 1, kTileGround_px);
    const auto north = std::clamp<std::int64_t>(floor_div(rect.y, kTileGround_px), 0, last - 1);
    const auto south = std::clamp<std::int64_t>(
        floor_div(rect.y + std::max(1, rect.height) - 1, kTileGround_px), north, last - 1);
    return {zoom, west, north, std::min(last, east - west + 1), south - north + 1};
}

TilePlan::TilePlan(const BoundingBox& box, int zoom_from, int zoom_to, int tile_px, double ratio)
    : tile_px_{tile_px},
      size_{static_cast<int>(std::lround(tile_px * ratio))},
      side_{std::max(1, kBlock_px / tile_px)},
      ratio_{ratio} {
    for (int zoom = zoom_from; zoom <= zoom_to; ++zoom)
        ranges_.push_back(tiles_touching(box, zoom));
}

std::uint64_t TilePlan::tiles() const noexcept {
    std::uint64_t sum = 0;
    for (const auto& range : ranges_) sum += range.count();
    return sum;
}

WebMercator TilePlan::scale(int zoom) const {
    return WebMercator{zoom + std::log2(static_cast<double>(tile_px_) / kTileGround_px), ratio_};
}

TilePlan::Blocks TilePlan::blocks(const TileRange& range) const noexcept {
    const auto x = floor_div(range.first_column, side_);
    const auto y = floor_div(range.first_row, side_);
    return {x, y, floor_div(range.first_column + range.columns - 1, side_) - x + 1,
            floor_div(range.first_row + range.rows - 1, side_) - y + 1};
}

std::vector<TileInBlock> TilePlan::tiles_in(const BlockJob& job) const {
    const auto range = std::find_if(ranges_.begin(), ranges_.end(),
                                    [&](const auto& r) { return r.zoom == job.zoom; });
    std::vector<TileInBlock> tiles;
    if (range == ranges_.end()) return tiles;
    const auto around = std::int64_t{1} << job.zoom;
    for (int i = 0; i < side_ * side_; ++i) {
        const auto column = job.x * side_ + i % side_, row = job.y * side_ + i / side_;
        if (column < range->first_column || column >= range->first_column + range->columns ||
            row < range->first_row || row >= range->first_row + range->rows)
            continue;
        const auto in_world = column - floor_div(column, around) * around;
        tiles.push_back({static_cast<std::uint32_t>(in_world), static_cast<std::uint32_t>(row),
                         i % side_ * size_, i / side_ * size_});
    }
    return tiles;
}

ZoomRange default_zooms(const BoundingBox& box) {
    constexpr int kScreen_px = 512;
    const int whole = static_cast<int>(std::floor(zoom_to_fit(box, kScreen_px, kScreen_px)));
    ZoomRange zooms{std::clamp(whole, 0, kDefaultFirst), kDefaultLast};
    while (zooms.to > zooms.from && tiles_touching(box, zooms.to).count() > kManyTiles) --zooms.to;
    return zooms;
}

}  // namespace konbit
