#include "render/paper/tile_estimate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

#include "mapper/query/text.hpp"

namespace konbit {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::int64_t kFewBlocks = 24;  // of a zoom: drawn at once instead of measured
constexpr auto kMostTime = std::chrono::milliseconds{2500};

/// Samples lie evenly over the area, whatever their number (Roberts's sequence in the plane).
constexpr int kSamples = 8;
std::pair<double, double> sample(int i) {
    const double x = 0.5 + i * 0.7548776662466927, y = 0.5 + i * 0.5698402909980532;
    return {x - std::floor(x), y - std::floor(y)};
}

std::optional<TileCost> measure_zoom(const TilePlan& plan, const TileRange& range,
                                     const BlockPool::Worker& worker, Clock::time_point end) {
    const auto blocks = plan.blocks(range);
    const auto at = [](std::int64_t first, std::int64_t count, double part) {
        return first + static_cast<std::int64_t>(part * static_cast<double>(count));
    };
    double seconds = 0, bytes = 0, tiles = 0;
    for (int i = 0; i < kSamples; ++i) {
        const auto [x, y] = sample(i);
        const auto start = Clock::now();
        if (start > end) break;
        const auto painted = worker({range.zoom, at(blocks.first_x, blocks.columns, x),
                                     at(blocks.first_y, blocks.rows, y)});
        seconds += std::chrono::duration<double>(Clock::now() - start).count();
        tiles += static_cast<double>(painted.size());
        for (const auto& tile : painted) bytes += static_cast<double>(tile.png.size());
    }
    if (tiles == 0) return std::nullopt;
    return TileCost{seconds / tiles, bytes / tiles};
}

/// Of the nearest measured zoom, the one further in first.
TileCost cost_at(const TileCosts& costs, int zoom) {
    const auto in = costs.lower_bound(zoom);
    return in != costs.end() ? in->second : costs.rbegin()->second;
}

}  // namespace

TileCosts measure_tiles(const TilePlan& plan, const BlockPool::Worker& worker) {
    TileCosts costs;
    const auto end = Clock::now() + kMostTime;
    // The furthest in has the most tiles and decides.
    for (auto range = plan.ranges().rbegin(); range != plan.ranges().rend(); ++range) {
        const auto blocks = plan.blocks(*range);
        if (blocks.columns * blocks.rows < kFewBlocks) continue;
        if (const auto cost = measure_zoom(plan, *range, worker, end)) costs[range->zoom] = *cost;
    }
    return costs;
}

std::string estimate_words(const TilePlan& plan, const TileCosts& costs, std::uint64_t there,
                           unsigned threads, std::optional<std::uint64_t> free_bytes) {
    const auto total = plan.tiles();
    auto words = fmt::format("{} (zoom {}-{})", counted(total, "tile"), plan.ranges().front().zoom,
                             plan.ranges().back().zoom);
    const double left = total == 0 || there >= total ? 0 : double(total - there) / double(total);
    double bytes = 0, seconds = 0;
    for (const auto& range : plan.ranges()) {
        if (costs.empty()) break;
        const auto cost = cost_at(costs, range.zoom);
        bytes += cost.bytes * double(range.count());
        seconds += cost.seconds * double(range.count());
    }
    if (!costs.empty()) {
        words += fmt::format(", about {}, about {}", bytes_text(static_cast<std::uint64_t>(bytes)),
                             duration_text(std::llround(std::ceil(seconds * left / threads))));
    }
    if (there > 0) words += fmt::format("; {} of them are there already", count_text(there));
    if (free_bytes && bytes * left > double(*free_bytes))
        words += fmt::format("; the disk has room for {} only", bytes_text(*free_bytes));
    return words;
}

std::optional<std::uint64_t> free_bytes_beside(const std::filesystem::path& file) {
    std::error_code error;
    auto folder = file.parent_path();
    const auto space = std::filesystem::space(folder.empty() ? "." : folder, error);
    if (error) return std::nullopt;
    return space.available;
}

}  // namespace konbit
