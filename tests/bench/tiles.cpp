// What our tiles cost, beside tiles_mapnik.py (tiles.sh runs both).
//
//   tile_bench blocks MAP ZOOM,… MOST      512 px blocks with at least 20 features, "zoom x y" a
//   line:
//                                          all, or if there are more than about MOST, evenly spread
//                                          groups of neighbours
//   tile_bench draw MAP BLOCKS [FOLDER]    draws them and encodes their four tiles of 256 px; a
//   line
//                                          a zoom: zoom, tiles, CPU seconds of drawing and of PNG,
//                                          median and slowest ms a tile, bytes. FOLDER takes the
//                                          PNGs
//   tile_bench slowest MAP MOST            zooms 5 to 18, the blocks with the most features: how
//   many,
//                                          mean and slowest ms a block of four tiles with its PNGs,
//                                          each drawn by a painter that knows nothing yet
//
// KONBIT_RULES and KONBIT_STYLES name the folders (default: the source tree's), KONBIT_STYLE the
// style. Times are CPU times of this thread.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "mapper/model/error.hpp"
#include "mapper/query/map.hpp"
#include "render/canvas/png.hpp"
#include "render/style/style.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {
namespace {

constexpr int kTile_px = 256;
constexpr std::int64_t kGroup = 4;          ///< blocks, each way
constexpr std::size_t kLeastFeatures = 20;  ///< of a block worth measuring: empty ones cost nothing

struct Block {
    int zoom = 0;
    std::int64_t x = 0, y = 0;
};
struct Cost {
    double draw_s = 0, png_s = 0;
    std::size_t bytes = 0;
    [[nodiscard]] double seconds() const { return draw_s + png_s; }
};

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

std::string folder_from(const char* variable, const char* in_source_tree) {
    const char* set = std::getenv(variable);
    return set ? set : std::string{KONBIT_SOURCE_DIR} + in_source_tree;
}

struct Setting {
    explicit Setting(const std::string& map_folder)
        : map{Map::open({map_folder, folder_from("KONBIT_RULES", "/mapper/meaning/rules"), {}})},
          style{Style::find(
              folder_from("KONBIT_STYLES", "/render/style/styles"),
              std::getenv("KONBIT_STYLE") ? std::getenv("KONBIT_STYLE") : "humanitarian")} {}
    Map map;
    Style style;
};

using BlockCounts = std::map<std::pair<std::int64_t, std::int64_t>, std::size_t>;

/// Features in each block (y, x), by the middles of their boxes.
BlockCounts features_by_block(const BaseMap& base, int zoom) {
    const WebMercator scale{static_cast<double>(zoom)};
    BlockCounts counts;
    for (std::uint32_t i = 0; i < base.feature_count(); ++i) {
        const PixelPoint at = scale.to_pixels(base.feature(FeatureIndex{i}).box().center());
        ++counts[{static_cast<std::int64_t>(at.y) / kBlock_px,
                  static_cast<std::int64_t>(at.x) / kBlock_px}];
    }
    return counts;
}

/// The blocks in which there is something to draw: all, or evenly spread groups of neighbours.
std::vector<Block> blocks_of(const BaseMap& base, int zoom, std::size_t most) {
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<Block>> groups;
    for (const auto& [at, count] : features_by_block(base, zoom)) {
        const auto [y, x] = at;
        if (count >= kLeastFeatures) groups[{y / kGroup, x / kGroup}].push_back({zoom, x, y});
    }
    std::vector<std::vector<Block>> all;
    for (auto& [at, group] : groups) all.push_back(std::move(group));
    const std::size_t wanted =
        std::min(all.size(), std::max<std::size_t>(1, most / (kGroup * kGroup / 2)));
    std::vector<Block> blocks;
    for (std::size_t i = 0; i < wanted; ++i) {
        const auto& group = all[i * all.size() / wanted];
        blocks.insert(blocks.end(), group.begin(), group.end());
    }
    return blocks;
}

/// The blocks with the most features: where the slowest will be.
std::vector<Block> fullest_blocks(const BaseMap& base, int zoom, std::size_t most) {
    std::vector<std::pair<std::size_t, Block>> counted;
    for (const auto& [at, count] : features_by_block(base, zoom)) {
        counted.push_back({count, {zoom, at.second, at.first}});
    }
    std::stable_sort(counted.begin(), counted.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    counted.resize(std::min(counted.size(), most));
    std::vector<Block> blocks;
    for (const auto& [count, block] : counted) blocks.push_back(block);
    return blocks;
}

void save(const std::string& folder, const Block& block, int part,
          const std::vector<std::byte>& png) {
    if (folder.empty()) return;
    const auto tile_x = 2 * block.x + part % 2, tile_y = 2 * block.y + part / 2;
    std::ofstream file{folder + "/" + std::to_string(block.zoom) + "-" + std::to_string(tile_x) +
                           "-" + std::to_string(tile_y) + ".png",
                       std::ios::binary};
    file.write(reinterpret_cast<const char*>(png.data()), static_cast<std::streamsize>(png.size()));
}

Cost draw(MapPainter& painter, const Block& block, Image& image, const std::string& folder) {
    Cost cost;
    const double begin = cpu_seconds();
    painter.paint_block(WebMercator{static_cast<double>(block.zoom)}, block.x, block.y, image);
    cost.draw_s = cpu_seconds() - begin;
    for (int part = 0; part < 4; ++part) {
        const double png_begin = cpu_seconds();
        const auto png = encode_png_part(image, part % 2 * kTile_px, part / 2 * kTile_px, kTile_px,
                                         kTile_px, PngColors::palette);
        cost.png_s += cpu_seconds() - png_begin;
        cost.bytes += png.size();
        save(folder, block, part, png);
    }
    return cost;
}

std::map<int, std::vector<Block>> read_blocks(const std::string& file) {
    std::ifstream in{file};
    std::map<int, std::vector<Block>> blocks;
    Block block;
    while (in >> block.zoom >> block.x >> block.y) blocks[block.zoom].push_back(block);
    return blocks;
}

int list_blocks(const std::string& map_folder, const std::string& zooms, std::size_t most) {
    const Setting setting{map_folder};
    std::istringstream list{zooms};
    for (std::string zoom; std::getline(list, zoom, ',');) {
        for (const Block& block : blocks_of(setting.map.base(), std::stoi(zoom), most)) {
            std::cout << block.zoom << ' ' << block.x << ' ' << block.y << '\n';
        }
    }
    return 0;
}

int draw_blocks(const std::string& map_folder, const std::string& file, const std::string& folder) {
    const Setting setting{map_folder};
    if (!folder.empty()) std::filesystem::create_directories(folder);
    Image image;
    for (const auto& [zoom, blocks] : read_blocks(file)) {
        MapPainter painter{setting.map, setting.style, {}};
        // Loads fonts and pages, at another scale, so that nothing measured is kept from it.
        draw(painter, {zoom + 1, 2 * blocks[0].x, 2 * blocks[0].y}, image, "");
        Cost all;
        std::vector<double> ms_a_tile;
        for (const Block& block : blocks) {
            const Cost cost = draw(painter, block, image, folder);
            all.draw_s += cost.draw_s;
            all.png_s += cost.png_s;
            all.bytes += cost.bytes;
            ms_a_tile.push_back(cost.seconds() / 4 * 1000);
        }
        std::sort(ms_a_tile.begin(), ms_a_tile.end());
        std::printf("%d %zu %.4f %.4f %.3f %.3f %zu\n", zoom, 4 * blocks.size(), all.draw_s,
                    all.png_s, ms_a_tile[ms_a_tile.size() / 2], ms_a_tile.back(), all.bytes);
        std::fflush(stdout);
    }
    return 0;
}

int find_slowest(const std::string& map_folder, std::size_t most) {
    const Setting setting{map_folder};
    Image image;
    for (int zoom = 5; zoom <= 18; ++zoom) {
        const auto blocks = fullest_blocks(setting.map.base(), zoom, most);
        double sum = 0, slowest = -1;
        Block where;
        for (const Block& block : blocks) {
            MapPainter painter{setting.map, setting.style, {}};
            const double seconds = draw(painter, block, image, "").seconds();
            sum += seconds;
            if (seconds <= slowest) continue;
            slowest = seconds;
            where = block;
        }
        std::printf("%d %zu %.2f %.2f at %lld %lld\n", zoom, blocks.size(),
                    1000 * sum / static_cast<double>(blocks.size()), 1000 * slowest,
                    static_cast<long long>(where.x), static_cast<long long>(where.y));
        std::fflush(stdout);
    }
    return 0;
}

int run(const std::vector<std::string>& words) {
    if (words.size() == 4 && words[0] == "blocks") {
        return list_blocks(words[1], words[2], std::stoul(words[3]));
    }
    if ((words.size() == 3 || words.size() == 4) && words[0] == "draw") {
        return draw_blocks(words[1], words[2], words.size() == 4 ? words[3] : "");
    }
    if (words.size() == 3 && words[0] == "slowest") {
        return find_slowest(words[1], std::stoul(words[2]));
    }
    std::cerr << "usage: tile_bench blocks MAP ZOOM,… MOST | draw MAP BLOCKS [FOLDER] | "
                 "slowest MAP MOST\n";
    return 2;
}

}  // namespace
}  // namespace konbit

int main(int count, char** arguments) {
    try {
        return konbit::run({arguments + 1, arguments + count});
    } catch (const std::exception& error) {
        std::cerr << "tile_bench: " << error.what() << '\n';
        return 1;
    }
}
