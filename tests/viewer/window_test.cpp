// The program as a person starts it: on a virtual screen, and on none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/wait.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "mapper/journal/journal.hpp"
#include "render/canvas/png.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

struct Ended {
    int code = 0;
    std::string errors;
};

std::string text_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

bool have_virtual_screen() {
    return std::system("command -v xvfb-run >/dev/null") == 0;
}

class Window : public testing::Test {
protected:
    Window() {
        map.node(1, 19.1, -73.0, {{"place", "town"}, {"name", "Bèl Rivyè"}})
            .line(2, {{19.1, -73.01}, {19.1, -72.99}}, {{"highway", "primary"}})
            .square(3, 19.101, -73.001, 60, {{"building", "school"}, {"name", "Lekòl"}});
        folder = map.write();
        ::setenv("XDG_STATE_HOME", (map.folder() / "state").c_str(), 1);
        ::setenv("XDG_DATA_HOME", (map.folder() / "data").c_str(), 1);
    }
    Ended view(const std::string& options, const std::string& before = "") const {
        const auto errors = map.folder() / "errors";
        const auto line = "cd '" + map.folder().string() + "' && " + before + " " KONBIT_BINARY +
                          " view '" + folder.string() + "' " + options + " 2>'" + errors.string() +
                          "'";
        const int status = std::system(line.c_str());
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, text_of(errors)};
    }
    void script(const std::string& text) const { std::ofstream{map.folder() / "steps"} << text; }
    std::optional<Image> picture(const std::string& name) const {
        const auto bytes = text_of(map.folder() / name);
        return decode_png(std::as_bytes(std::span{bytes}));
    }

    test::DrawnMap map;
    fs::path folder;
};

constexpr const char* kNoDisplay =
    "env -u DISPLAY -u WAYLAND_DISPLAY -u XDG_RUNTIME_DIR -u SDL_VIDEODRIVER";

TEST_F(Window, WithoutADisplayItSaysSoAndNamesAnotherWay) {
    const auto ended = view("", kNoDisplay);
    if (ended.code == 0) GTEST_SKIP() << "this machine draws without X11 or Wayland";
    EXPECT_EQ(ended.code, 1) << ended.errors;
    EXPECT_THAT(ended.errors, HasSubstr("konbit render"));
}

TEST_F(Window, AScriptNeedsNoDisplay) {
    script(
        "wait\npan 200 100\nzoom 1 300 300\nscreenshot a.png\n"
        "style sunlight\nscreenshot b.png\nkey Escape\n");
    const auto ended = view("--script steps --trace trace.json --size 800x600", kNoDisplay);
    ASSERT_EQ(ended.code, 0) << ended.errors;
    const auto a = picture("a.png");
    const auto b = picture("b.png");
    ASSERT_TRUE(a && b);
    EXPECT_EQ(a->width, 800);
    EXPECT_EQ(a->height, 600);
    EXPECT_NE(*a, *b) << "another style looks otherwise";
    EXPECT_THAT(text_of(map.folder() / "trace.json"), HasSubstr("\"frame_ms\":["));
    EXPECT_FALSE(fs::exists(map.folder() / "state")) << "a script leaves no place behind";
}

TEST_F(Window, TheSamePlaceGivesTheSamePicture) {
    script("wait\npan 300 0\npan -300 0\nscreenshot a.png\nscreenshot b.png\n");
    ASSERT_EQ(view("--script steps --size 640x480 --at 19.1,-73.0", kNoDisplay).code, 0);
    EXPECT_EQ(text_of(map.folder() / "a.png"), text_of(map.folder() / "b.png"));
    script("screenshot c.png\n");
    ASSERT_EQ(view("--script steps --size 640x480 --at 19.1,-73.0", kNoDisplay).code, 0);
    EXPECT_EQ(text_of(map.folder() / "a.png"), text_of(map.folder() / "c.png"));
}

TEST_F(Window, AScriptThatExpectsInVainFailsWithItsLine) {
    script("wait\n\nexpect \"no such words\"\n");
    const auto ended = view("--script steps", kNoDisplay);
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("steps:3"));
}

TEST_F(Window, ABrokenScriptIsToldBeforeAnythingRuns) {
    script("screenshot a.png\nclick \"open\n");
    const auto ended = view("--script steps", kNoDisplay);
    EXPECT_EQ(ended.code, 2);
    EXPECT_THAT(ended.errors, HasSubstr("steps:2:7"));
    EXPECT_FALSE(fs::exists(map.folder() / "a.png"));
}

TEST_F(Window, AnUnknownStyleIsToldAndABrokenOneGivesWay) {
    EXPECT_EQ(view("--style nosuch --screenshot a.png", kNoDisplay).code, 2);
    std::ofstream{map.folder() / "bad.yaml"} << "name: bad\nrules:\n  - nonsense: [\n";
    script("expect \"bad.yaml:\"\nscreenshot a.png\n");
    const auto ended = view("--style bad.yaml --script steps", kNoDisplay);
    EXPECT_EQ(ended.code, 0) << ended.errors;
    EXPECT_TRUE(picture("a.png"));
}

TEST_F(Window, OpensOnAVirtualScreen) {
    if (!have_virtual_screen()) GTEST_SKIP() << "xvfb-run is missing: install xvfb";
    const auto ended =
        view("--screenshot a.png --at 19.1,-73.0", "xvfb-run -a -s '-screen 0 1366x768x24'");
    ASSERT_EQ(ended.code, 0) << ended.errors;
    const auto shot = picture("a.png");
    ASSERT_TRUE(shot);
    EXPECT_EQ(shot->width, 1'366);
    const auto land = shot->row(10)[1'000];
    EXPECT_NE(land, 0xFF00'0000U) << "something is drawn";
}

TEST_F(Window, AReportIsSavedAndTakenBack) {
    script(
        "wait\nkey p\nclick 724 284\nexpect \"This spot\"\nclick \"This spot\"\n"
        "click \"Landslide\"\nexpect \"Saved: \"\nexpect \"Newest report just now\"\n"
        "wait\nscreenshot a.png\nkey Ctrl+z\nexpect \"Taken back\"\nwait\nscreenshot b.png\n");
    const auto ended = view("--script steps --size 1024x600 --at 19.1,-73.0 --zoom 17", kNoDisplay);
    ASSERT_EQ(ended.code, 0) << ended.errors;
    EXPECT_NE(text_of(map.folder() / "a.png"), text_of(map.folder() / "b.png"));
    const auto journal = Journal::open(
        {.map_folder = folder, .mode = Journal::Mode::read, .device_folder = {}, .vfs = {}});
    std::vector<EntryKind> kinds;
    journal.for_each(0, [&](const Entry& entry) { kinds.push_back(entry.head.kind); });
    EXPECT_THAT(kinds, testing::ElementsAre(EntryKind::report, EntryKind::withdraw));
}

TEST_F(Window, ShowsWhatAnotherProgramWritesMeanwhile) {
    script(
        "wait\nkey d\nscreenshot a.png\nexpect \"Newest report\"\nexpect \"Blocked\"\n"
        "wait\nscreenshot b.png\n");
    std::thread writer{[&] {
        for (int i = 0; i < 600 && !fs::exists(map.folder() / "a.png"); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{50});
        Report report;
        report.kind = ReportKind::passability;
        report.about = {.object = ObjectId{ObjectType::way, 2},
                        .span = {},
                        .at = location_from_degrees(-73.0, 19.1)};
        report.observed = std::time(nullptr) - 60;
        report.passability = Passability::blocked;
        auto journal = Journal::open(
            {.map_folder = folder, .mode = Journal::Mode::write, .device_folder = {}, .vfs = {}});
        journal.append(
            {.kind = EntryKind::report, .audience = Audience::team, .payload = std::move(report)},
            std::time(nullptr));
    }};
    const auto ended = view("--script steps --size 1024x600 --at 19.1,-73.0 --zoom 17", kNoDisplay);
    writer.join();
    ASSERT_EQ(ended.code, 0) << ended.errors;
    const auto a = picture("a.png");
    const auto b = picture("b.png");
    ASSERT_TRUE(a && b);
    // The road in the middle of the map, beside the panel.
    const auto strip = [](const Image& image) {
        Image part{400, 40};
        copy_pixels(image, 560, 264, 400, 40, part, 0, 0);
        return part;
    };
    EXPECT_NE(strip(*a), strip(*b)) << "the closed road is drawn";
}

TEST_F(Window, AWayIsAnsweredAndDrawn) {
    script(
        "wait\nscreenshot a.png\nroute car 19.1,-73.008 19.1,-72.992\nexpect \"verdict: YES\"\n"
        "wait\nscreenshot b.png\nclick \"Clear the map\"\nexpect \"From where?\"\n");
    const auto ended = view("--script steps --size 1024x600 --at 19.1,-73.0 --zoom 15", kNoDisplay);
    ASSERT_EQ(ended.code, 0) << ended.errors;
    const auto blue = [](const Image& image) {
        std::size_t count = 0;
        for (int y = 0; y < image.height; ++y)
            count += static_cast<std::size_t>(
                std::count(image.row(y) + 470, image.row(y) + image.width, 0xFF00'588AU));
        return count;
    };
    const auto a = picture("a.png"), b = picture("b.png");
    ASSERT_TRUE(a && b);
    EXPECT_GT(blue(*b), blue(*a) + 2'000) << "a line of 9 px over half of the map";
}

TEST_F(Window, AMapCutWhileOpenEndsWithItsName) {
    script("wait\nscreenshot a.png\nwait 3000\nzoom 4\nwait\npan 4000 0\nwait\n");
    // The map vanishes under the program once the first picture is there.
    const auto cut =
        "{ (for i in $(seq 200); do [ -e a.png ] && break; sleep 0.05; done; truncate -s 4096 '" +
        (folder / "base.map").string() + "') & } && " + kNoDisplay;
    const auto ended = view("--script steps --size 640x480", cut);
    if (ended.code == 0) GTEST_SKIP() << "all of this small map had been read before";
    EXPECT_EQ(ended.code, 1);
    EXPECT_THAT(ended.errors, HasSubstr("base.map"));
}

}  // namespace
}  // namespace konbit
