#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <sstream>

#include "mapper/model/error.hpp"
#include "render/canvas/png.hpp"
#include "render/paper/band_painter.hpp"
#include "render/paper/picture.hpp"
#include "render/paper/render.hpp"
#include "tests/paper/paper_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using test::request_of;
using testing::HasSubstr;

const fs::path kSource = KONBIT_SOURCE_DIR;

std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

Image picture_in(const fs::path& file) {
    const auto bytes = bytes_of(file);
    auto image = decode_png(std::as_bytes(std::span{bytes.data(), bytes.size()}));
    if (!image) throw std::runtime_error{"no PNG: " + file.string()};
    return std::move(*image);
}

template <class Do>
std::string error_of(Do action) {
    try {
        action();
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

class Picture : public testing::Test {
protected:
    test::DrawnMap drawn_ = test::paper_map();
    fs::path map_ = drawn_.write();
    test::TestFolder out_;

    RenderRequest request(const std::string& name = "a.png") {
        return request_of(map_, out_.path() / name);
    }
    std::size_t files() {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator{out_.path()}, fs::directory_iterator{}));
    }
};

TEST_F(Picture, IsAsWideAsAsked) {
    auto r = request();
    r.width_px = 700;
    const auto result = render_map(r);
    const auto image = picture_in(r.out);
    EXPECT_EQ(image.width, 700);
    EXPECT_EQ(image.width, result.width_px);
    EXPECT_EQ(image.height, result.height_px);
    EXPECT_EQ(result.bytes, fs::file_size(r.out));
    EXPECT_EQ(files(), 1u);
}

TEST_F(Picture, SaysWhereItComesFrom) {
    auto r = request();
    r.width_px = 600;
    (void)render_map(r);
    const auto bytes = bytes_of(r.out);
    for (const auto* text : {"Copyright", "OpenStreetMap contributors", "Title", "drawn",
                             "Creation Time", "2026-03-13T00:00:00Z", "Software"})
        EXPECT_THAT(bytes, HasSubstr(text));
}

TEST_F(Picture, BareIsTheMapWithANoteInItsCorner) {
    auto r = request();
    r.width_px = 600;
    r.bare = true;
    const auto result = render_map(r);
    const auto image = picture_in(r.out);
    const auto style = Style::find(r.styles_folder, r.style);
    const auto map = Map::open({.folder = map_, .rules_folder = r.rules_folder, .progress = {}});
    const auto frame = frame_picture(r, map.base().summary().bounds);
    EXPECT_EQ(result.height_px, frame.rect.height);
    MapPainter painter{map, style, {}};
    Image whole;
    painter.paint(frame.scale, frame.rect, whole);
    Image upper{600, whole.height - 40};
    copy_pixels(whole, 0, 0, 600, upper.height, upper, 0, 0);
    Image drawn{600, whole.height - 40};
    copy_pixels(image, 0, 0, 600, drawn.height, drawn, 0, 0);
    EXPECT_TRUE(upper == drawn) << "above the note all is map";
    EXPECT_FALSE(whole == image) << "the note is missing";
    EXPECT_EQ(image.pixels.back(), 0xFFFFFFFFU) << "the note is on paper";
}

TEST_F(Picture, OfSeveralThreadsIsThatOfOne) {
    auto r = request("one.png");
    r.zoom_from = 17.3;
    r.threads = 1;
    (void)render_map(r);
    auto more = request("more.png");
    more.zoom_from = 17.3;
    more.threads = 3;
    (void)render_map(more);
    EXPECT_EQ(bytes_of(r.out), bytes_of(more.out));
}

TEST_F(Picture, HasRoomForItsFurnitureWhateverTheArea) {
    auto r = request();
    r.zoom_from = 3;
    EXPECT_GE(render_map(r).width_px, 480);
}

TEST_F(Picture, TooLargeIsRefusedWithItsMemory) {
    auto r = request();
    r.width_px = 100'000;
    const auto error = error_of([&] { (void)render_map(r); });
    EXPECT_THAT(error, HasSubstr("100,000 × "));
    EXPECT_THAT(error, HasSubstr("GB of memory"));
    EXPECT_THAT(error, HasSubstr("--width "));
    EXPECT_EQ(files(), 0u);
    // The advice holds.
    r.width_px = std::stoi(error.substr(error.find("Use --width ") + 12));
    const auto map = Map::open({.folder = map_, .rules_folder = r.rules_folder, .progress = {}});
    EXPECT_GT(frame_picture(r, map.base().summary().bounds).rect.width, 5'000);
}

TEST_F(Picture, WrongQuestionsAreRefused) {
    const auto refused = [&](auto change) {
        auto r = request();
        change(r);
        return error_of([&] { (void)render_map(r); });
    };
    EXPECT_THAT(refused([](auto& r) { r.out = r.out.parent_path() / "a.pdf"; }), HasSubstr(".png"));
    EXPECT_THAT(refused([](auto& r) { r.out = r.out.parent_path() / "a.jpg"; }),
                HasSubstr(".png and .mbtiles"));
    EXPECT_THAT(refused([](auto& r) { r.zoom_from = 21; }), HasSubstr("0, the world, to 20"));
    EXPECT_THAT(refused([](auto& r) {
                    r.zoom_from = 8;
                    r.zoom_to = 9;
                }),
                HasSubstr("one zoom"));
    EXPECT_THAT(refused([](auto& r) {
                    r.zoom_from = 8;
                    r.width_px = 900;
                }),
                HasSubstr("exclude"));
    EXPECT_THAT(refused([](auto& r) { r.area = "10,50,11,51"; }),
                HasSubstr("the map covers -73.0"));
    EXPECT_THAT(refused([](auto& r) { r.width_px = 300; }), HasSubstr("--bare"));
    EXPECT_THAT(refused([](auto& r) { r.style = "humanitarien"; }), HasSubstr("sunlight"));
    EXPECT_EQ(files(), 0u);
}

TEST_F(Picture, ExistingFilesAreKept) {
    auto r = request();
    r.width_px = 500;
    std::ofstream{r.out} << "mine";
    EXPECT_THAT(error_of([&] { (void)render_map(r); }), HasSubstr("--force"));
    EXPECT_EQ(bytes_of(r.out), "mine");
    r.force = true;
    (void)render_map(r);
    EXPECT_EQ(picture_in(r.out).width, 500);
}

TEST_F(Picture, LeavesNothingWhereTheDiskTakesNoMore) {
    auto r = request();
    r.zoom_from = 18;
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    Map::open({.folder = map_, .rules_folder = r.rules_folder, .progress = {}}).ensure_derived();
    const rlimit small{4096, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto error = error_of([&] { (void)render_map(r); });
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    EXPECT_THAT(error, HasSubstr("no file this large"));
    EXPECT_EQ(files(), 0u);
}

}  // namespace
}  // namespace konbit
