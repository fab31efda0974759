#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "render/paper/block_pool.hpp"
#include "render/paper/tile_plan.hpp"

namespace konbit {

/// What one tile costs on one thread.
struct TileCost {
    double seconds = 0, bytes = 0;
};
/// By zoom, measured on a few blocks; empty where drawing all of them is as quick.
using TileCosts = std::map<int, TileCost>;
[[nodiscard]] TileCosts measure_tiles(const TilePlan& plan, const BlockPool::Worker& worker);

/// "1,234 tiles (zoom 8-16), about 12 MB, about 40 seconds". `there` of them need not be drawn.
[[nodiscard]] std::string estimate_words(const TilePlan& plan, const TileCosts& costs,
                                         std::uint64_t there, unsigned threads,
                                         std::optional<std::uint64_t> free_bytes);

[[nodiscard]] std::optional<std::uint64_t> free_bytes_beside(const std::filesystem::path& file);

}  // namespace konbit
