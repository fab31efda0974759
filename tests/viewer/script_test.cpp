#include "render/viewer/script.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "mapper/model/error.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using testing::HasSubstr;

template <class Step>
Step only(std::string_view text) {
    const auto lines = parse_script(text, "test.script");
    EXPECT_EQ(lines.size(), 1u) << text;
    return std::get<Step>(lines.at(0).step);
}

std::string error_of(std::string_view text) {
    try {
        (void)parse_script(text, "test.script");
    } catch (const UsageError& error) {
        return error.what();
    }
    return "no error";
}

TEST(Script, ReadsEveryStep) {
    EXPECT_EQ(only<PanStep>("pan -120 80").dx_px, -120);
    EXPECT_EQ(only<PanStep>("pan -120 80").dy_px, 80);
    EXPECT_FALSE(only<ZoomStep>("zoom 2").around);
    EXPECT_EQ(only<ZoomStep>("zoom -1 300 200").around, (PixelPoint{300, 200}));
    EXPECT_EQ(only<ClickStep>("click 10 20").at, (PixelPoint{10, 20}));
    EXPECT_EQ(only<ClickStep>("click \"Kan Teren Foutbòl\"").words, "Kan Teren Foutbòl");
    EXPECT_TRUE(only<ClickStep>("double-click 10 20").twice);
    const auto route = only<TravelStep>("route truck 19.1,-73.0 19.2,-73.1");
    EXPECT_EQ(route.profile, "truck");
    EXPECT_EQ(route.from, location_from_degrees(-73.0, 19.1));
    EXPECT_EQ(route.to, location_from_degrees(-73.1, 19.2));
    EXPECT_EQ(only<TypeStep>(R"(type "a \"b\" \\ c")").text, R"(a "b" \ c)");
    EXPECT_FALSE(only<WaitStep>("wait").ms);
    EXPECT_EQ(only<WaitStep>("wait 250").ms, 250);
    EXPECT_EQ(only<ScreenshotStep>("screenshot out/map.png").file, "out/map.png");
    EXPECT_EQ(only<ScreenshotStep>("screenshot \"two words.png\"").file, "two words.png");
    EXPECT_EQ(only<StyleStep>("style sunlight").name, "sunlight");
    EXPECT_EQ(only<LangStep>("lang ht").lang, "ht");
    EXPECT_EQ(only<LangStep>("lang \"\"").lang, "");
    EXPECT_EQ(only<ExpectStep>("expect \"ملجأ\"").text, "ملجأ");
    EXPECT_TRUE(only<ExpectStep>("expect-no \"x\"").absent);
}

TEST(Script, ReadsKeys) {
    EXPECT_EQ(only<KeyStep>("key Enter").event.key, Key::enter);
    EXPECT_EQ(only<KeyStep>("key Esc").event.key, Key::escape);
    EXPECT_TRUE(only<KeyStep>("key Shift+Tab").event.shift);
    const auto undo = only<KeyStep>("key Ctrl+z").event;
    EXPECT_TRUE(undo.ctrl);
    EXPECT_EQ(undo.character, 'z');
    EXPECT_EQ(only<KeyStep>("key M").event.character, 'm');
    EXPECT_EQ(only<KeyStep>("key +").event.character, '+');
}

TEST(Script, SkipsCommentsAndEmptyLinesButCountsThem) {
    const auto lines = parse_script("# begins\n\n  pan 1 2   # to the right\r\n\twait", "s");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_EQ(lines[0].line, 3);
    EXPECT_EQ(lines[1].line, 4);
}

TEST(Script, ErrorsNameLineAndColumn) {
    EXPECT_THAT(error_of("wait\njump 1 2"), HasSubstr("test.script:2:1"));
    EXPECT_THAT(error_of("jump"), HasSubstr("Known are pan, zoom"));
    EXPECT_THAT(error_of("pan 1"), HasSubstr("test.script:1:6"));
    EXPECT_THAT(error_of("pan 1 2x"), HasSubstr("test.script:1:7"));
    EXPECT_THAT(error_of("pan 1 2 3"), HasSubstr("test.script:1:9"));
    EXPECT_THAT(error_of("zoom 1 5"), HasSubstr("test.script:1:9"));
    EXPECT_THAT(error_of("click"), HasSubstr("click X Y"));
    EXPECT_THAT(error_of("key Return"), HasSubstr("test.script:1:5"));
    EXPECT_THAT(error_of("type \"open"), HasSubstr("test.script:1:6"));
    EXPECT_THAT(error_of(R"(type "a\n")"), HasSubstr("test.script:1:8"));
    EXPECT_THAT(error_of("expect \"\""), HasSubstr("nothing between"));
    EXPECT_THAT(error_of("wait 99999999999"), HasSubstr("no whole number from 0 to 600000"));
}

TEST(Script, ColumnsCountCharacters) {
    EXPECT_THAT(error_of("expect \"Bèl Rivyè\" x"), HasSubstr("test.script:1:20"));
}

TEST(Script, FilesAreReadWithinALimit) {
    const test::TestFolder folder;
    const auto file = folder.path() / "s";
    std::ofstream{file} << "wait\nwait 5\n";
    EXPECT_EQ(read_script(file).size(), 2u);
    std::ofstream{file} << std::string((1U << 20) + 1, '#');
    EXPECT_THROW((void)read_script(file), UsageError);
    EXPECT_THROW((void)read_script(folder.path() / "missing"), UsageError);
    EXPECT_THROW((void)read_script(folder.path()), UsageError);
}

}  // namespace
}  // namespace konbit
