#include "mapper/exchange/gdal_shape.hpp"

#include <gtest/gtest.h>

#include "mapper/exchange/gdal_text.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

TEST(ShapeNames, AreTenAsciiCharactersAndUnique) {
    ShapeNames names;
    EXPECT_EQ(names.shorten("name"), "name");
    EXPECT_EQ(names.shorten("passability"), "passable");
    EXPECT_EQ(names.shorten("NAME"), "NAME_1");
    EXPECT_EQ(names.shorten("altitude_above_sea"), "altitude_a");
    EXPECT_EQ(names.shorten("altitude_above_ground"), "altitude_1");
    EXPECT_EQ(names.shorten("capacité"), "capacit_");
    EXPECT_EQ(names.shorten(""), "column");
    std::set<std::string> all;
    for (int i = 0; i < 200; ++i) {
        const auto name = names.shorten("the_same_long_name");
        EXPECT_LE(name.size(), 10U);
        EXPECT_TRUE(all.insert(name).second) << name;
    }
}

TEST(ShapeBudget, EndsBeforeAPartGetsTooLarge) {
    const Geometry line = make_line({{0, 0}, {1, 1}});   // 88 bytes of shp
    ShapeBudget by_rows{"x", 65, 100, 365};
    EXPECT_NO_THROW(for (int i = 0; i < 3; ++i) by_rows.add(nullptr));
    EXPECT_THROW(by_rows.add(nullptr), DataError);
    ShapeBudget by_shapes{"x", 65, 1, 100 + 2 * 88};
    EXPECT_NO_THROW(for (int i = 0; i < 2; ++i) by_shapes.add(&line));
    EXPECT_THROW(by_shapes.add(&line), DataError);
}

TEST(CutUtf8, KeepsWholeCharacters) {
    EXPECT_EQ(cut_utf8("abc", 3), "abc");
    EXPECT_EQ(cut_utf8("aé", 2), "a");
    EXPECT_EQ(cut_utf8("\U0001F3E5x", 3), "");
    EXPECT_EQ(cut_utf8("\U0001F3E5x", 4), "\U0001F3E5");
}

TEST(AppendClean, MendsWhatIsNotUtf8) {
    const auto clean = [](std::string_view text) {
        std::string into;
        append_clean(text, into);
        return into;
    };
    EXPECT_EQ(clean("Pòtoprens\t\n"), "Pòtoprens\t\n");
    EXPECT_EQ(clean("\xC0\x80"), "\uFFFD\uFFFD");           // overlong
    EXPECT_EQ(clean("\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD"); // a surrogate
    EXPECT_EQ(clean("\xF4\x90\x80\x80").substr(0, 3), "\uFFFD");
    EXPECT_EQ(clean("\xE2\x82"), "\uFFFD\uFFFD");           // cut off
}

}  // namespace
}  // namespace konbit
