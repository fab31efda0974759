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
    EXPECT_EQ(read_audience("partners"), Audience::partners);
    EXPECT_EQ(read_audience("team"), Audience::team);
    EXPECT_THROW((void)read_audience("everybody"), UsageError);
}

TEST(Options, TimesNeedAZone) {
    EXPECT_EQ(read_time("--at", "1970-01-01T00:01Z"), 60);
    EXPECT_EQ(read_time("--at", "1970-01-01T01:00+01:00"), 0);
    for (const auto* text : {"", "now", "12:00", "2026-03-13T12:00", "--json"})
        EXPECT_THROW((void)read_time("--at", text), UsageError) << text;
    EXPECT_EQ(read_as_of(""), std::nullopt);
    EXPECT_EQ(read_as_of("1970-01-01T00:01Z"), 60);
}

TEST(Options, AMapInFrontIsTakenOut) {
    std::vector<std::string> words{"a.konbit", "damage", "w1"};
    EXPECT_EQ(take_map(words), "a.konbit");
    EXPECT_EQ(words, (std::vector<std::string>{"damage", "w1"}));
    EXPECT_EQ(take_map(words), std::nullopt);
    EXPECT_EQ(words.size(), 2u);
    words.clear();
    EXPECT_EQ(take_map(words), std::nullopt);
}

TEST(Options, PasswordsAreNeverShown) {
    EXPECT_EQ(without_password("postgresql://field:secret@host:5432/konbit"),
              "postgresql://field@host:5432/konbit");
    EXPECT_EQ(without_password("postgresql://field@host:5432/konbit"),
              "postgresql://field@host:5432/konbit");
    EXPECT_EQ(without_password("/media/stick/a:b@c"), "/media/stick/a:b@c");
    for (const auto* url :
         {"postgres://f:secret@h/k", "postgresql://f:a@b/secret@h/k", "postgresql://f:?secret@h",
          "postgresql://h/k?user=f&password=secret", "postgresql://h/k?password=secret&port=1",
          "postgresql://h/k?sslpassword=secret", "postgresql://:secret@h/k",
          "postgresql://h/k?password=x&sslpassword=secret", "postgresql://f:1#secret@h/k"}) {
        EXPECT_EQ(without_password(url).find("secret"), std::string::npos) << url;
    }
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
