#include "render/paper/mbtiles.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <chrono>
#include <optional>

#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"
#include "render/canvas/png.hpp"
#include "render/paper/furniture.hpp"
#include "render/paper/mbtiles_file.hpp"
#include "render/paper/render_threads.hpp"
#include "render/paper/tile_estimate.hpp"
#include "render/paper/tile_plan.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kBetweenCommits = std::chrono::seconds{2};
constexpr std::size_t kBlocksPerThread = 4;  // painted, being painted or waiting

struct Tiling {
    const RenderRequest& request;
    const Map& map;
    const Style& style;
    const Area& area;
    ZoomRange zooms;
    TilePlan plan;
};

ZoomRange zooms_of(const RenderRequest& request, const BoundingBox& box) {
    const int most = request.tile_px > 256 ? 19 : 20;  // tiles of 512 px look one zoom further
    auto zooms = default_zooms(box);
    if (request.zoom_from) zooms.from = static_cast<int>(*request.zoom_from);
    if (request.zoom_from || request.zoom_to)
        zooms.to = static_cast<int>(request.zoom_to.value_or(*request.zoom_from));
    if (zooms.from > zooms.to || zooms.to > most) {
        throw UsageError{"There are no such zooms",
                         fmt::format("--zoom {}-{}", zooms.from, zooms.to),
                         fmt::format("they rise, up to {}", most), "Write them like --zoom 8-16"};
    }
    return zooms;
}

double degrees(std::int32_t e7) {
    return e7 * 1e-7;
}

/// West, south, east, north as MBTiles has it; the whole way round across the antimeridian.
std::string bounds_text(const BoundingBox& box) {
    constexpr double kMercatorEnd = 85.0511288;
    const bool crosses = box.crosses_antimeridian();
    return fmt::format("{:.6f},{:.6f},{:.6f},{:.6f}", crosses ? -180.0 : degrees(box.west),
                       std::max(-kMercatorEnd, degrees(box.south)),
                       crosses ? 180.0 : degrees(box.east),
                       std::min(kMercatorEnd, degrees(box.north)));
}

std::string center_text(const BoundingBox& box, ZoomRange zooms) {
    auto at = box.center();
    if (box.crosses_antimeridian()) at.lon_e7 = box.west;
    return fmt::format("{:.6f},{:.6f},{}", at.lon(), at.lat(), (zooms.from + zooms.to) / 2);
}

TileFacts facts_of(const Tiling& t) {
    return {{"name", t.area.label},
            {"format", "png"},
            {"bounds", bounds_text(t.area.box)},
            {"center", center_text(t.area.box, t.zooms)},
            {"minzoom", fmt::to_string(t.zooms.from)},
            {"maxzoom", fmt::to_string(t.zooms.to)},
            {"attribution",
             "<a href=\"https://www.openstreetmap.org/copyright\">© OpenStreetMap "
             "contributors</a>"},
            {"description", fmt::format("{}. Style {}. ODbL 1.0.",
                                        data_age_text(t.map, t.request.now), t.style.name())},
            {"type", "baselayer"},
            {"version", "1"},
            {"generator", "Konbit " KONBIT_VERSION}};
}

/// All that decides what the tiles look like and which they are.
std::string source_of(const Tiling& t) {
    const auto& r = t.request;
    std::string all = fmt::format(
        "{} {:x} {:x} {:x} {} {} {} {} {} {} {} {} {}", KONBIT_VERSION, t.map.base().fingerprint(),
        Meaning::fingerprint(r.rules_folder), t.style.fingerprint(), t.style.name(), r.lang,
        r.text_scale, r.tile_px, r.all_colors, r.for_team, r.ratio, t.zooms.from, t.zooms.to);
    all += " " + bounds_text(t.area.box);
    const auto mark = t.map.journal_to_read().mark();
    all += fmt::format(" {} {} {}", mark.last, mark.redactions, mark.wipes);
    for (const auto& event : t.map.events()) all += fmt::format(" {} {}", event.kind, event.at);
    return fmt::format("{:016x}", XXH3_64bits(all.data(), all.size()));
}

BlockPool::Worker make_worker(const Tiling& t) {
    const PaintOptions options{t.request.lang, {}, t.request.text_scale, t.request.for_team};
    const auto painter = std::make_shared<MapPainter>(t.map, t.style, options);
    const auto colors = t.request.all_colors ? PngColors::exact : PngColors::palette;
    return [&plan = t.plan, painter, colors](const BlockJob& job) {
        Image block;
        painter->paint_block(plan.scale(job.zoom), job.x, job.y, block);
        std::vector<PaintedTile> tiles;
        const int size = plan.tile_size();
        for (const auto& tile : plan.tiles_in(job)) {
            tiles.push_back({job.zoom, tile.column, tile.row,
                             encode_png_part(block, tile.x, tile.y, size, size, colors)});
        }
        return tiles;
    };
}

/// The blocks that still have to be painted, zoom by zoom, column by column.
class OpenBlocks {
public:
    OpenBlocks(const TilePlan& plan, const MbtilesFile& file, bool resumed)
        : plan_{plan}, file_{file}, resumed_{resumed} {}

    std::optional<BlockJob> next() {
        for (; range_ < plan_.ranges().size(); ++range_, x_ = y_ = 0) {
            const auto& range = plan_.ranges()[range_];
            const auto blocks = plan_.blocks(range);
            for (; x_ < blocks.columns; ++x_, y_ = 0) {
                if (y_ == 0) columns_.clear();
                while (y_ < blocks.rows) {
                    const BlockJob job{range.zoom, blocks.first_x + x_, blocks.first_y + y_++};
                    if (!painted(job)) return job;
                }
            }
        }
        return std::nullopt;
    }

private:
    bool painted(const BlockJob& job) {
        if (!resumed_) return false;
        const auto tiles = plan_.tiles_in(job);
        return std::all_of(tiles.begin(), tiles.end(), [&](const TileInBlock& tile) {
            auto [at, missing] = columns_.try_emplace(tile.column);
            if (missing) at->second = file_.rows_in(job.zoom, tile.column);
            return std::binary_search(at->second.begin(), at->second.end(), tile.row);
        });
    }

    const TilePlan& plan_;
    const MbtilesFile& file_;
    bool resumed_;
    std::size_t range_ = 0;
    std::int64_t x_ = 0, y_ = 0;
    std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> columns_;  ///< rows there
};

bool stop_asked(const RenderRequest& request) {
    return request.stop != nullptr && request.stop->load(std::memory_order_relaxed);
}

/// Paints what is missing; false if it was stopped.
bool paint_all(const Tiling& t, MbtilesFile& file, std::uint64_t& done) {
    const auto threads = threads_of(t.request);
    const auto total = t.plan.tiles();
    BlockPool pool{threads, [&t] { return make_worker(t); }};
    OpenBlocks blocks{t.plan, file, done > 0};
    auto committed = Clock::now();
    for (bool more = true;;) {
        while (more && pool.in_flight() < threads * kBlocksPerThread) {
            const auto job = stop_asked(t.request) ? std::nullopt : blocks.next();
            if (job) pool.submit(*job);
            more = job.has_value();
        }
        if (pool.in_flight() == 0) break;
        for (const auto& tile : pool.take()) {
            file.add(tile);
            ++done;
        }
        if (Clock::now() - committed > kBetweenCommits) {
            file.commit();
            committed = Clock::now();
        }
        if (t.request.progress) t.request.progress("Drawing tiles", std::min(done, total), total);
    }
    file.commit();
    return !stop_asked(t.request) || done >= total;
}

void tell_estimate(const Tiling& t, std::uint64_t there) {
    if (!t.request.estimate) return;
    const auto cost = measure_tiles(t.plan, make_worker(t));
    t.request.estimate(estimate_words(t.plan, cost, there, threads_of(t.request),
                                      free_bytes_beside(t.request.out)));
}

}  // namespace

RenderResult write_mbtiles(const RenderRequest& request, const Map& map, const Style& style,
                           const Area& area) {
    const auto start = Clock::now();
    const auto zooms = zooms_of(request, area.box);
    const Tiling tiling{request, map,
                        style,   area,
                        zooms,   {area.box, zooms.from, zooms.to, request.tile_px, request.ratio}};
    MbtilesFile file{request.out, source_of(tiling), facts_of(tiling), request.force};
    RenderResult result;
    result.label = area.label;
    result.zoom = zooms.to;
    result.width_px = result.height_px = tiling.plan.tile_size();
    result.tiles_reused = file.tiles();
    tell_estimate(tiling, result.tiles_reused);
    result.tiles = result.tiles_reused;
    result.stopped = !paint_all(tiling, file, result.tiles);
    if (!result.stopped) file.finish();
    std::error_code ignored;
    result.bytes =
        std::filesystem::file_size(result.stopped ? file.partial() : request.out, ignored);
    result.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (!request.zoom_from) {
        result.notices.push_back(
            fmt::format("Zoom {}-{} was chosen for this area; --zoom A-B chooses another.",
                        zooms.from, zooms.to));
    }
    return result;
}

}  // namespace konbit
