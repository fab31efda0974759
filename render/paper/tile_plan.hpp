#pragma once

#include <cstdint>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "render/canvas/mercator.hpp"
#include "render/paper/block_pool.hpp"

namespace konbit {

/// Rounds towards the north-west, also left of the world.
[[nodiscard]] constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// The tiles of one zoom that touch an area. Columns may run over the world's east edge.
struct TileRange {
    int zoom = 0;
    std::int64_t first_column = 0, first_row = 0;
    std::int64_t columns = 0, rows = 0;
    [[nodiscard]] std::uint64_t count() const noexcept {
        return static_cast<std::uint64_t>(columns) * static_cast<std::uint64_t>(rows);
    }
};
[[nodiscard]] TileRange tiles_touching(const BoundingBox& box, int zoom);

/// A tile within a block.
struct TileInBlock {
    std::uint32_t column = 0, row = 0;  ///< in the world
    int x = 0, y = 0;                   ///< upper left pixel
};

/// Which tiles a file of tiles gets and from which blocks they are cut. A tile shows
/// `tile_px` × `tile_px` px of the style, each of them `ratio` pixels wide: tiles of 512 px are
/// drawn as the style is one zoom further in.
class TilePlan {
public:
    TilePlan(const BoundingBox& box, int zoom_from, int zoom_to, int tile_px, double ratio);

    [[nodiscard]] const std::vector<TileRange>& ranges() const noexcept { return ranges_; }
    [[nodiscard]] std::uint64_t tiles() const noexcept;
    [[nodiscard]] WebMercator scale(int zoom) const;
    /// Pixels of a tile's side.
    [[nodiscard]] int tile_size() const noexcept { return size_; }

    /// The blocks of a zoom: columns from the west, in each rows from the north.
    struct Blocks {
        std::int64_t first_x = 0, first_y = 0, columns = 0, rows = 0;
    };
    [[nodiscard]] Blocks blocks(const TileRange& range) const noexcept;
    /// The tiles of a block that belong to the plan.
    [[nodiscard]] std::vector<TileInBlock> tiles_in(const BlockJob& job) const;

private:
    std::vector<TileRange> ranges_;
    int tile_px_, size_, side_;  ///< side_: tiles along a block
    double ratio_;
};

/// Zooms for an area where nobody chose: from where all of it is to be seen (8 at most) to 16, or
/// less far for a large area.
struct ZoomRange {
    int from = 0, to = 0;
};
[[nodiscard]] ZoomRange default_zooms(const BoundingBox& box);

}  // namespace konbit
