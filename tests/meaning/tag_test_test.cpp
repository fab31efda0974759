#include "mapper/meaning/tag_test.hpp"

namespace konbit {
namespace {

TagTest test_of(std::string_view key, std::vector<std::string_view> values, bool only = false) {
    TagTest test{KeyPattern::parse(key), {}, only};
    for (const auto value : values) test.values.push_back(ValueTest::parse(value).value());
    return test;
}

bool holds(const TagTest& test, const Tags& tags) {
    return try_test(test, tags).holds;
}

TEST(TagTest, TakesMultiValuesApart) {
    const auto test = test_of("amenity", {"school", "college"});
    EXPECT_TRUE(holds(test, {{"amenity", "townhall; school"}}));
    EXPECT_FALSE(holds(test, {{"amenity", "townhall;school_bus"}}));
    EXPECT_FALSE(holds(test, {{"amenity", ""}}));
    EXPECT_FALSE(holds(test, {}));
}

TEST(TagTest, StarIsPresenceAndExclamationAbsence) {
    EXPECT_TRUE(holds(test_of("pump", {"*"}), {{"pump", "no"}}));
    EXPECT_FALSE(holds(test_of("pump", {"*", "!no"}), {{"pump", "no"}}));
    EXPECT_FALSE(holds(test_of("pump", {"*", "!no"}), {}));
    EXPECT_TRUE(holds(test_of("pump", {"!no"}), {}));
    EXPECT_TRUE(holds(test_of("pump", {"!*"}), {}));
    EXPECT_FALSE(holds(test_of("pump", {"!*"}), {{"pump", "manual"}}));
    EXPECT_FALSE(holds(test_of("pump", {"!no"}), {{"pump", "manual;no"}}));
}

TEST(TagTest, OnlyMeansNothingElse) {
    const auto test = test_of("healthcare:speciality", {"reiki", "hypnosis"}, true);
    EXPECT_TRUE(holds(test, {{"healthcare:speciality", "hypnosis; reiki"}}));
    EXPECT_FALSE(holds(test, {{"healthcare:speciality", "reiki;surgery"}}));
    EXPECT_FALSE(holds(test, {}));
}

TEST(TagTest, FindsPartsWithoutCaseAndComparesNumbers) {
    EXPECT_TRUE(holds(test_of("name", {"~farmac"}), {{"name", "La FARMACIA"}}));
    EXPECT_FALSE(holds(test_of("name", {"~farmac"}), {{"name", "La Farm"}}));
    EXPECT_TRUE(holds(test_of("building:levels", {">=2"}), {{"building:levels", "10"}}));
    EXPECT_FALSE(holds(test_of("building:levels", {">=2"}), {{"building:levels", "1.5"}}));
    EXPECT_FALSE(holds(test_of("building:levels", {">=2"}), {{"building:levels", "many"}}));
}

TEST(TagTest, PrefixKeysNeedSomethingAfterThePrefix) {
    const auto test = test_of("damage:*", {"complete"});
    EXPECT_TRUE(holds(test, {{"damage:Chido", "complete"}}));
    EXPECT_FALSE(holds(test, {{"damage:", "complete"}}));
    EXPECT_FALSE(holds(test, {{"damage", "complete"}}));
    EXPECT_EQ(test.key.star("damage:Chido"), "Chido");
    const Tags tags{{"damage:event", "complete"}};
    EXPECT_FALSE(try_test(test, tags, {KeyPattern::parse("damage:event")}).holds);
}

TEST(TagTest, NamesTheTagThatMadeItHold) {
    const Tags tags{{"damage:a", "none"}, {"damage:b", "complete"}};
    EXPECT_EQ(try_test(test_of("damage:*", {"complete"}), tags).tag, &tags.span()[1]);
    EXPECT_EQ(try_test(test_of("name", {"!*"}), tags).tag, nullptr);
}

TEST(ValueTest, RefusesWhatSaysNothing) {
    for (const char* nothing : {"~", "!", "!~", ">=", ">=two", ">=2 m"}) {
        EXPECT_FALSE(ValueTest::parse(nothing)) << nothing;
    }
}

}  // namespace
}  // namespace konbit
