#include "render/viewer/remembered.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <sstream>

#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

Remembered sample(int zoom = 16) {
    return {.center = location_from_degrees(-73.0, 19.1),
            .zoom = zoom,
            .style = "sunlight",
            .lang = "ht",
            .text_scale = 1.25,
            .width_px = 1'024,
            .height_px = 600,
            .used = 1'773'000'000};
}

TEST(Remembered, EachMapHasItsOwn) {
    const test::TestFolder folder;
    const auto file = folder.path() / "state/konbit/view.json";
    remember(file, "/maps/a.konbit", sample(16));
    remember(file, "/maps/b.konbit", sample(12));
    EXPECT_EQ(recall(file, "/maps/a.konbit"), sample(16));
    EXPECT_EQ(recall(file, "/maps/b.konbit"), sample(12));
    EXPECT_EQ(recall(file, "/maps/c.konbit"), std::nullopt);
    remember(file, "/maps/a.konbit", sample(3));
    EXPECT_EQ(recall(file, "/maps/a.konbit"), sample(3));
}

TEST(Remembered, AMapIsTheSameByAnyWayToIt) {
    const test::TestFolder folder;
    const auto file = folder.path() / "view.json";
    fs::create_directory(folder.path() / "a.konbit");
    remember(file, folder.path() / "a.konbit", sample());
    EXPECT_TRUE(recall(file, folder.path() / "a.konbit/../a.konbit"));
    fs::create_directory_symlink(folder.path() / "a.konbit", folder.path() / "link.konbit");
    EXPECT_TRUE(recall(file, folder.path() / "link.konbit"));
}

TEST(Remembered, NonsenseIsForgottenAndOverwritten) {
    const test::TestFolder folder;
    const auto file = folder.path() / "view.json";
    const auto with = [&](const std::string& text) {
        std::ofstream{file} << text;
        return recall(file, "/m");
    };
    EXPECT_FALSE(with(""));
    EXPECT_FALSE(with("{\"/m\""));
    EXPECT_FALSE(with("[1,2]"));
    EXPECT_FALSE(with(R"({"/m": 5})"));
    EXPECT_FALSE(with(R"({"/m": {"lat": 19, "lon": 200, "zoom": 5}})"));
    EXPECT_FALSE(with(R"({"/m": {"lat": 19, "lon": 20, "zoom": 1e300}})"));
    EXPECT_FALSE(with(R"({"/m": {"lat": "19", "lon": 20, "zoom": 5}})"));
    const auto half = with(R"({"/m": {"lat": 19, "lon": 20, "zoom": 5, "width": -4, "style": 7}})");
    ASSERT_TRUE(half);
    EXPECT_EQ(half->width_px, 1'366);
    EXPECT_EQ(half->style, "humanitarian");
    std::ofstream{file} << std::string(std::size_t{2} << 20, '[');
    EXPECT_FALSE(recall(file, "/m"));
    remember(file, "/m", sample());
    EXPECT_EQ(recall(file, "/m"), sample());
}

TEST(Remembered, TheOldestAreForgotten) {
    const test::TestFolder folder;
    const auto file = folder.path() / "view.json";
    for (int i = 0; i < 103; ++i) {
        auto place = sample();
        place.used = 1'000 + i;
        remember(file, "/maps/" + std::to_string(i) + ".konbit", place);
    }
    EXPECT_FALSE(recall(file, "/maps/2.konbit"));
    EXPECT_TRUE(recall(file, "/maps/3.konbit"));
    EXPECT_TRUE(recall(file, "/maps/102.konbit"));
}

TEST(Remembered, AFolderThatTakesNoFileIsAnError) {
    const test::TestFolder folder;
    std::ofstream{folder.path() / "file"} << "x";
    EXPECT_THROW(remember(folder.path() / "file/konbit/view.json", "/m", sample()), DataError);
}

TEST(Remembered, TheFileLiesWhereTheSystemKeepsState) {
    const auto set = [](const char* state, const char* home) {
        state != nullptr ? ::setenv("XDG_STATE_HOME", state, 1) : ::unsetenv("XDG_STATE_HOME");
        home != nullptr ? ::setenv("HOME", home, 1) : ::unsetenv("HOME");
        return remembered_file();
    };
    EXPECT_EQ(set("/s", "/h"), "/s/konbit/view.json");
    EXPECT_EQ(set(nullptr, "/h"), "/h/.local/state/konbit/view.json");
    EXPECT_EQ(set("relative", "/h"), "/h/.local/state/konbit/view.json");
    EXPECT_EQ(set(nullptr, nullptr), "");
}

}  // namespace
}  // namespace konbit
