#include "import/tag_bytes.hpp"

#include <gtest/gtest.h>

#include <string>

namespace konbit {
namespace {

using namespace std::string_literals;

TEST(TagBytes, ReadsPairs) {
    const auto bytes = "highway\0primary\0name\0\0"s;
    Tags tags;
    ASSERT_TRUE(read_tag_bytes(bytes, tags));
    EXPECT_EQ(tags.size(), 2u);
    EXPECT_EQ(tags.value("highway"), "primary");
    EXPECT_EQ(tags.get("name"), "");
}

TEST(TagBytes, NoBytesAreNoTags) {
    Tags tags{{"old", "one"}};
    ASSERT_TRUE(read_tag_bytes("", tags));
    EXPECT_TRUE(tags.empty());
}

TEST(TagBytes, OddNumberOfStringsIsBroken) {
    Tags tags;
    EXPECT_FALSE(read_tag_bytes("na\0me\0Bridge\0"s, tags));
    EXPECT_TRUE(tags.empty());
}

TEST(TagBytes, UnendedStringIsBroken) {
    Tags tags;
    EXPECT_FALSE(read_tag_bytes("name\0Bridge"s, tags));
    EXPECT_FALSE(read_tag_bytes("name"s, tags));
    EXPECT_TRUE(tags.empty());
}

TEST(Utf8, AcceptsEveryLength) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("plain text, longer than a word"));
    EXPECT_TRUE(is_utf8("Pòtoprens, नेपाल, القاهرة, 😀"));
    EXPECT_TRUE(is_utf8("\xF4\x8F\xBF\xBF"));  // U+10FFFF
}

TEST(Utf8, RefusesWhatIsNot) {
    for (const auto* bad :
         {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "abcdefgh\xFF", "\xC3\x28"}) {
        EXPECT_FALSE(is_utf8(bad)) << bad;
    }
}

}  // namespace
}  // namespace konbit
