#include "render/label/clean_text.hpp"

namespace konbit {
namespace {

using std::string_view_literals::operator""sv;

TEST(CleanText, KeepsWhatIsText) {
    EXPECT_EQ(clean_text("Lopital Sen Jan", false, 80), "Lopital Sen Jan");
    EXPECT_EQ(clean_text("جامع النور", false, 80), "جامع النور");
}

TEST(CleanText, LineBreaksBecomeOneSpaceAndControlCharactersGo) {
    EXPECT_EQ(clean_text(" a\r\n\tb\x01"
                         "c\x7F ",
                         false, 80),
              "a bc");
    EXPECT_EQ(clean_text("a\xE2\x80\xA8z", false, 80), "a z");  // U+2028
}

TEST(CleanText, BrokenBytesAreReplaced) {
    EXPECT_EQ(clean_text("caf\xE9", false, 80), "caf\xEF\xBF\xBD");
    EXPECT_EQ(clean_text("a\0b"sv, false, 80),
              "a\xEF\xBF\xBD"
              "b");
}

TEST(CleanText, LongTextsEndWithAnEllipsis) {
    EXPECT_EQ(clean_text("abcdef", false, 6), "abcdef");
    EXPECT_EQ(clean_text("abcdefg", false, 6), "abcdef…");
    EXPECT_EQ(clean_text("éééééé", false, 6), "éééééé");
    EXPECT_EQ(clean_text("\xF0\x9F\x8F\xA5\xF0\x9F\x8F\xA5\xF0\x9F\x8F\xA5", false, 2),
              "\xF0\x9F\x8F\xA5\xF0\x9F\x8F\xA5…");
    EXPECT_EQ(clean_text(std::string(1'000'000, 'x'), false, 3), "xxx…");
}

TEST(CleanText, CapitalsOfAllLetters) {
    EXPECT_EQ(clean_text("Anba lavil, été", true, 80), "ANBA LAVIL, ÉTÉ");
}

TEST(CleanText, KnowsWhatJoins) {
    EXPECT_TRUE(joins_letters("Rue النور"));
    EXPECT_TRUE(joins_letters("भवन"));
    EXPECT_FALSE(joins_letters("Rue Été"));
    EXPECT_FALSE(joins_letters("בית"));
}

}  // namespace
}  // namespace konbit
