#include "render/paper/key_columns.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

std::vector<KeyRow> rows(const std::string& form) {
    static const LegendEntry kEntry{};
    std::vector<KeyRow> result;
    for (const char c : form) result.push_back({std::string(1, c), c == 'T' ? nullptr : &kEntry});
    return result;
}

std::string text(const std::vector<std::vector<KeyRow>>& columns) {
    std::string result;
    for (const auto& column : columns) {
        if (!result.empty()) result += '|';
        for (const auto& row : column) result += row.words;
    }
    return result;
}

TEST(KeyColumns, AreEquallyHigh) {
    EXPECT_EQ(text(break_into_columns(rows("TabcTde"), 2)), "Tabc|Tde");
    EXPECT_EQ(text(break_into_columns(rows("TabcdefTgh"), 3)), "Tabc|def|Tgh");
}

TEST(KeyColumns, NeverEndWithATitle) {
    EXPECT_EQ(text(break_into_columns(rows("TabTcd"), 2)), "Tab|Tcd");
    EXPECT_EQ(text(break_into_columns(rows("TabcTdefg"), 2)), "Tabc|Tdefg");
    for (std::size_t count = 1; count < 8; ++count) {
        const auto columns = break_into_columns(rows("TaTbTcdeTfTghiTj"), count);
        EXPECT_LE(columns.size(), count);
        for (const auto& column : columns) EXPECT_NE(column.back().entry, nullptr) << count;
    }
}

TEST(KeyColumns, TakeNoMoreThanThereAreRows) {
    EXPECT_TRUE(break_into_columns({}, 3).empty());
    EXPECT_EQ(text(break_into_columns(rows("Ta"), 9)), "Ta");
}

}  // namespace
}  // namespace konbit
