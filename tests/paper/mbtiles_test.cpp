#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <map>
#include <set>

#include "mapper/model/error.hpp"
#include "render/canvas/png.hpp"
#include "render/paper/render.hpp"
#include "render/tile/map_painter.hpp"
#include "tests/paper/paper_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

/// What readers see: each row of a question, columns between bars.
std::vector<std::string> ask(const fs::path& file, const std::string& sql) {
    sqlite3* db = nullptr;
    sqlite3_stmt* statement = nullptr;
    std::vector<std::string> rows;
    if (sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(db, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            std::string row;
            for (int i = 0; i < sqlite3_column_count(statement); ++i) {
                const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, i));
                const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
                row += (i > 0 ? "|" : "") + std::string(bytes == nullptr ? "" : bytes, size);
            }
            rows.push_back(row);
        }
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return rows;
}

constexpr const char* kAllTiles =
    "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles ORDER BY 1, 2, 3";

class Mbtiles : public testing::Test {
protected:
    test::DrawnMap drawn_ = test::paper_map();
    fs::path map_ = drawn_.write();
    test::TestFolder out_;

    RenderRequest request(const std::string& name = "a.mbtiles") {
        auto r = test::request_of(map_, out_.path() / name);
        r.zoom_from = 12;
        r.zoom_to = 17;
        r.threads = 2;
        return r;
    }
    /// Runs until that many tiles are there, then stops as Ctrl-C does.
    RenderResult stopped_after(RenderRequest r, std::uint64_t tiles) {
        std::atomic<bool> stop{false};
        r.stop = &stop;
        r.progress = [&](std::string_view what, std::uint64_t done, std::uint64_t) {
            if (what == "Drawing tiles" && done >= tiles) stop = true;
        };
        return render_map(r);
    }
};

template <class Do>
std::string error_of(Do action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

TEST_F(Mbtiles, HaveTheFormThatReadersExpect) {
    const auto r = request();
    const auto result = render_map(r);
    EXPECT_FALSE(fs::exists(r.out.string() + ".partial"));
    EXPECT_EQ(ask(r.out, "SELECT count(*) FROM tiles")[0], std::to_string(result.tiles));
    EXPECT_EQ(ask(r.out, "PRAGMA application_id")[0], std::to_string(0x4d504258));
    std::map<std::string, std::string> facts;
    for (const auto& row : ask(r.out, "SELECT name, value FROM metadata"))
        facts[row.substr(0, row.find('|'))] = row.substr(row.find('|') + 1);
    EXPECT_EQ(facts["format"], "png");
    EXPECT_EQ(facts["minzoom"], "12");
    EXPECT_EQ(facts["maxzoom"], "17");
    EXPECT_EQ(facts["type"], "baselayer");
    EXPECT_THAT(facts["bounds"], testing::StartsWith("-73.005"));
    EXPECT_THAT(facts["attribution"], HasSubstr("OpenStreetMap contributors"));
    EXPECT_THAT(facts["description"], HasSubstr("9 Mar 2026"));
    for (const auto* name : {"name", "center", "version"}) EXPECT_NE(facts[name], "") << name;
}

TEST_F(Mbtiles, CountRowsFromTheSouthAndShowTheMap) {
    const auto r = request();
    (void)render_map(r);
    // 19.1,-73.0 at zoom 16: column 19478, row 29224 from the north.
    const auto found = ask(r.out,
                           "SELECT tile_data FROM tiles WHERE zoom_level = 16 AND tile_column = "
                           "19478 AND tile_row = 65535 - 29224");
    ASSERT_EQ(found.size(), 1u);
    const auto tile = decode_png(std::as_bytes(std::span{found[0].data(), found[0].size()}));
    ASSERT_TRUE(tile);
    const auto style = Style::find(r.styles_folder, r.style);
    const auto map = Map::open({.folder = map_, .rules_folder = r.rules_folder, .progress = {}});
    MapPainter painter{map, style, {}};
    Image direct;
    painter.paint(WebMercator{16}, {19478 * 256, 29224 * 256, 256, 256}, direct);
    ASSERT_EQ(tile->width, 256);
    std::size_t far = 0;  // a tile has at most 256 colours
    for (std::size_t i = 0; i < direct.pixels.size(); ++i) {
        for (const unsigned shift : {0U, 8U, 16U}) {
            const int a = static_cast<int>((tile->pixels[i] >> shift) & 0xFFU);
            const int b = static_cast<int>((direct.pixels[i] >> shift) & 0xFFU);
            if (std::abs(a - b) > 24) ++far;
        }
    }
    EXPECT_LT(far, direct.pixels.size() / 200);
    EXPECT_GT(std::set<std::uint32_t>(direct.pixels.begin(), direct.pixels.end()).size(), 5u);
}

TEST_F(Mbtiles, WithAllColoursTheySheetTogetherToThePicture) {
    auto r = request();
    r.zoom_from = r.zoom_to = 16;
    r.area = "-73.02,19.085,-72.98,19.115";
    r.all_colors = true;
    (void)render_map(r);
    constexpr std::int64_t kColumn = 19476, kRow = 29222;
    constexpr int kAcross = 4;
    const auto style = Style::find(r.styles_folder, r.style);
    const auto map = Map::open({.folder = map_, .rules_folder = r.rules_folder, .progress = {}});
    MapPainter painter{map, style, {}};
    Image picture;
    painter.paint(WebMercator{16}, {kColumn * 256, kRow * 256, kAcross * 256, kAcross * 256},
                  picture);
    Image sheet{kAcross * 256, kAcross * 256};
    int there = 0;
    for (const auto& row : ask(r.out, kAllTiles)) {
        const auto second = row.find('|') + 1, third = row.find('|', second) + 1;
        const auto column = std::stoll(row.substr(second)) - kColumn;
        const auto down = 65535 - std::stoll(row.substr(third)) - kRow;
        if (column < 0 || column >= kAcross || down < 0 || down >= kAcross) continue;
        const auto png = row.substr(row.find('|', third) + 1);
        const auto tile = decode_png(std::as_bytes(std::span{png}));
        ASSERT_TRUE(tile);
        copy_pixels(*tile, 0, 0, 256, 256, sheet, static_cast<int>(column) * 256,
                    static_cast<int>(down) * 256);
        ++there;
    }
    EXPECT_EQ(there, kAcross * kAcross) << "the map reaches further than these tiles";
    EXPECT_TRUE(sheet == picture);
}

TEST_F(Mbtiles, EqualTilesAreKeptOnce) {
    auto r = request();
    r.area = "-73.03,19.08,-72.97,19.12";  // beyond the map, too
    (void)render_map(r);
    const auto images = std::stoi(ask(r.out, "SELECT count(*) FROM images")[0]);
    EXPECT_LT(images, std::stoi(ask(r.out, "SELECT count(*) FROM map")[0]));
}

TEST_F(Mbtiles, StoppedAndGoneOnWithAreTheSame) {
    const auto whole = request("whole.mbtiles");
    (void)render_map(whole);
    const auto r = request();
    const auto first = stopped_after(r, 5);
    EXPECT_TRUE(first.stopped);
    EXPECT_FALSE(fs::exists(r.out));
    EXPECT_TRUE(fs::exists(r.out.string() + ".partial"));
    const auto second = render_map(r);
    EXPECT_FALSE(second.stopped);
    EXPECT_GE(second.tiles_reused, 5u);
    EXPECT_EQ(second.tiles_reused, first.tiles);
    EXPECT_LT(second.tiles_reused, second.tiles);
    EXPECT_EQ(ask(r.out, kAllTiles), ask(whole.out, kAllTiles));
}

TEST_F(Mbtiles, GoOnWithTheSameAloneAndBeginAnewIfForced) {
    const auto r = request();
    ASSERT_TRUE(stopped_after(r, 5).stopped);
    auto other = r;
    other.style = "print";
    EXPECT_THAT(error_of([&] { (void)render_map(other); }), HasSubstr("another map, style"));
    other.force = true;
    EXPECT_EQ(render_map(other).tiles_reused, 0u);
}

TEST_F(Mbtiles, ExistingAndDamagedFilesAreRefused) {
    const auto r = request();
    std::ofstream{r.out.string() + ".partial"} << std::string(5000, 'x');
    EXPECT_THAT(error_of([&] { (void)render_map(r); }), HasSubstr("damaged"));
    std::ofstream{r.out} << "mine";
    EXPECT_THAT(error_of([&] { (void)render_map(r); }), HasSubstr("--force"));
}

TEST_F(Mbtiles, TellTheirNumberBefore) {
    auto r = request();
    std::string told;
    r.estimate = [&](const std::string& words) { told = words; };
    const auto result = render_map(r);
    EXPECT_THAT(told, testing::StartsWith(std::to_string(result.tiles) + " tiles (zoom 12-17)"));
}

TEST_F(Mbtiles, ZoomsAreWholeAndRise) {
    auto r = request();
    r.zoom_from = 14;
    r.zoom_to = 12;
    EXPECT_THAT(error_of([&] { (void)render_map(r); }), HasSubstr("--zoom 8-16"));
    r.zoom_to = 14.5;
    EXPECT_THAT(error_of([&] { (void)render_map(r); }), HasSubstr("whole"));
}

TEST_F(Mbtiles, TilesOf512PxShowOneZoomFurtherIn) {
    auto r = request();
    r.tile_px = 512;
    r.zoom_to = 15;
    (void)render_map(r);
    const auto found = ask(r.out,
                           "SELECT tile_data FROM tiles WHERE zoom_level = 15 AND tile_column = "
                           "9739 AND tile_row = 32767 - 14612");
    ASSERT_EQ(found.size(), 1u);
    const auto tile = decode_png(std::as_bytes(std::span{found[0].data(), found[0].size()}));
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->width, 512);
}

}  // namespace
}  // namespace konbit
