#include "cli/options.hpp"

#include <gtest/gtest.h>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

TEST(Options, NumbersHaveBounds) {
    EXPECT_EQ(read_number("--count", "1", 1, 10), 1u);
    EXPECT_EQ(read_number("--count", "10", 1, 10), 10u);
    for (const auto* text : {"0", "11", "", "-1", "1.5", "five", "99999999999999999999"})
        EXPECT_THROW((void)read_number("--count", text, 1, 10), UsageError) << text;
}

TEST(Options, WithTakesWordsAndACapacity) {
    const auto with = read_with({"water, medical", "capacity>=200"});
    EXPECT_EQ(with.offers, (std::vector<std::string>{"water", "medical"}));
    EXPECT_EQ(with.capacity_at_least, 200u);
    EXPECT_EQ(read_with({"capacity >= 20"}).capacity_at_least, 20u);
    EXPECT_EQ(read_with({}), With{});
}

TEST(Options, WithRefusesWhatItDoesNotKnow) {
    for (const auto* text : {"capacity", "capacity>200", "capacity=200", "capacity>=",
                             "capacity>=-1", "capacity>=many", "capacity>=4294967295", "power"})
        EXPECT_THROW((void)read_with({text}), UsageError) << text;
    try {
        (void)read_with({"weelchair"});
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_NE(std::string{error.what()}.find("wheelchair"), std::string::npos);
    }
}

TEST(Options, Audience) {
    EXPECT_EQ(read_audience("public"), Audience::open_to_all);
    EXPECT_EQ(read_audience("team"), Audience::team);
    EXPECT_THROW((void)read_audience("everybody"), UsageError);
}

TEST(Options, AnOptionIsNoValueButANegativeNumberIs) {
    EXPECT_THROW(refuse_option_as_value("--near", "--json"), UsageError);
    EXPECT_NO_THROW(refuse_option_as_value("--near", "-33.1,-70.6"));
    EXPECT_NO_THROW(refuse_option_as_value("--near", ""));
}

TEST(Options, WordsBetweenCommas) {
    EXPECT_EQ(split_words(" a, b ,,c "), (std::vector<std::string>{"a", "b", "c"}));
    EXPECT_TRUE(split_words("").empty());
}

}  // namespace
}  // namespace konbit
