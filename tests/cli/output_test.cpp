#include "cli/output.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

TEST(Plain, KeepsEveryScript) {
    const std::string text = "Bèl Rivyè · ملجأ السلام · शान्ति विद्यालय · 避難所 · 🏥";
    EXPECT_EQ(plain(text), text);
}

TEST(Plain, DropsWhatCouldSteerATerminal) {
    EXPECT_EQ(plain("a\x1b[31mb"), "a[31mb");
    EXPECT_EQ(plain(std::string_view{"a\0b", 3}), "ab");
    EXPECT_EQ(plain("a\rb\x07\x08\x7f"), "ab");
    EXPECT_EQ(plain("a\xc2\x9b"
                    "31mb"),
              "a31mb");  // CSI as one C1 character
}

TEST(Plain, KeepsOneLineOneLine) {
    EXPECT_EQ(plain("a\nb\tc"), "a b c");
    EXPECT_EQ(plain("a\u2028b\u2029c"), "abc");
}

TEST(Plain, DropsBidirectionalOverridesAndIsolates) {
    EXPECT_EQ(plain("a\u202Eb\u202Cc\u2066d\u2069e\uFEFF"), "abcde");
}

TEST(Plain, MarksBrokenUtf8) {
    EXPECT_EQ(plain("a\xff"
                    "b"),
              "a\uFFFDb");
    EXPECT_EQ(plain("a\xc3"), "a\uFFFD");
    EXPECT_EQ(plain("\xc0\x9b"), "\uFFFD\uFFFD");    // overlong ESC-like forms
    EXPECT_EQ(plain("\xed\xa0\x80"), "\uFFFD");      // a lone surrogate
    EXPECT_EQ(plain("\xf4\x90\x80\x80"), "\uFFFD");  // beyond U+10FFFF
}

}  // namespace
}  // namespace konbit
