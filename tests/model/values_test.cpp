#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/condition.hpp"
#include "mapper/model/error.hpp"
#include "mapper/model/location.hpp"
#include "mapper/model/object_id.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {
namespace {

TEST(Location, RoundsToTheNearestStepOfTheGrid) {
    EXPECT_EQ(location_from_degrees(7.00000004, -7.00000006), (Location{70'000'000, -70'000'001}));
    EXPECT_EQ(location_from_degrees(180, -90), (Location{1'800'000'000, -900'000'000}));
}

TEST(Location, IsUndefinedOutsideTheGlobe) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(Location{}.valid());
    EXPECT_FALSE(location_from_degrees(180.1, 0).valid());
    EXPECT_FALSE(location_from_degrees(0, -90.1).valid());
    EXPECT_FALSE(location_from_degrees(nan, 0).valid());
    EXPECT_FALSE(location_from_degrees(0, nan).valid());
    EXPECT_FALSE(location_from_degrees(std::numeric_limits<double>::infinity(), 0).valid());
}

TEST(ObjectId, ReadsBothSpellingsAndNothingElse) {
    EXPECT_EQ(parse_object_id("way/123"), (ObjectId{ObjectType::way, 123}));
    EXPECT_EQ(parse_object_id("n1"), (ObjectId{ObjectType::node, 1}));
    EXPECT_EQ(parse_object_id("r-7"), (ObjectId{ObjectType::relation, -7}));
    for (const char* text : {"", "w", "way/", "123", "x1", "w 1", "w1 ", "way123", "w+1", "w1.5",
                             "w99999999999999999999", "/1", "W1"}) {
        EXPECT_EQ(parse_object_id(text), std::nullopt) << '"' << text << '"';
    }
}

TEST(ObjectId, WritesWhatItReads) {
    for (const char* text :
         {"node/1", "way/-2", "relation/9223372036854775807", "node/-9223372036854775808"}) {
        const auto id = parse_object_id(text);
        ASSERT_TRUE(id) << text;
        EXPECT_EQ(to_string(*id), text);
    }
}

TEST(ObjectId, SortsAsOsmiumDoes) {
    const std::vector<ObjectId> sorted{{ObjectType::node, 0},  {ObjectType::node, -1},
                                       {ObjectType::node, -2}, {ObjectType::node, 1},
                                       {ObjectType::node, 2},  {ObjectType::way, -5},
                                       {ObjectType::way, 3},   {ObjectType::relation, 1}};
    auto shuffled = sorted;
    std::ranges::reverse(shuffled);
    std::ranges::sort(shuffled);
    EXPECT_EQ(shuffled, sorted);
    EXPECT_LT((ObjectId{ObjectType::node, std::numeric_limits<std::int64_t>::min()}),
              (ObjectId{ObjectType::node, 1}));
}

TEST(Tags, GiveTheFirstValueOfAKey) {
    const Tags tags{{"name", "Port"}, {"name", "Pò"}, {"empty", ""}};
    EXPECT_EQ(tags.get("name"), "Port");
    EXPECT_EQ(tags.get("nam"), std::nullopt);
    EXPECT_EQ(tags.get("empty"), "");
    EXPECT_EQ(tags.value("absent"), "");
    EXPECT_TRUE(tags.is("name", "Port"));
    EXPECT_FALSE(tags.is("absent", ""));
    EXPECT_EQ(tags.size(), 3U);
}

TEST(Condition, WordsGoBothWays) {
    for (const char* word : {"unknown", "none", "slight", "moderate", "severe", "destroyed"}) {
        const auto grade = parse_grade(word);
        ASSERT_TRUE(grade) << word;
        EXPECT_EQ(to_string(*grade), word);
    }
    EXPECT_EQ(to_string(Passability::blocked), "blocked");
    EXPECT_EQ(parse_passability("restricted"), Passability::restricted);
    EXPECT_EQ(to_string(Certainty::confirmed), "confirmed");
    EXPECT_EQ(parse_certainty("guessed"), Certainty::guessed);
    EXPECT_EQ(to_string(Suitability::unchecked), "unchecked");
    EXPECT_EQ(parse_suitability("never"), Suitability::never);
    EXPECT_EQ(parse_grade("Severe"), std::nullopt);
    EXPECT_LT(Grade::severe, Grade::destroyed);
}

TEST(Error, SaysWhatWhereWhyAndWhatToDo) {
    const DataError error{"Cannot read the map", "a.konbit", "it ends early", "Import it again."};
    EXPECT_STREQ(error.what(), "Cannot read the map (a.konbit): it ends early. Import it again.");
    const UsageError bare{"No map", "", "none is here", "Name one."};
    EXPECT_STREQ(bare.what(), "No map: none is here. Name one.");
}

}  // namespace
}  // namespace konbit
