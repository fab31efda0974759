#include "mapper/query/text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace konbit {
namespace {

TEST(Text, DistancesRoundWithoutJumpingAUnit) {
    EXPECT_EQ(distance_text(0), "here");
    EXPECT_EQ(distance_text(0.2), "1 m");
    EXPECT_EQ(distance_text(77.4), "77 m");
    EXPECT_EQ(distance_text(99.4), "99 m");
    EXPECT_EQ(distance_text(99.6), "100 m");
    EXPECT_EQ(distance_text(823), "820 m");
    EXPECT_EQ(distance_text(994), "990 m");
    EXPECT_EQ(distance_text(996), "1.0 km");
    EXPECT_EQ(distance_text(1'449), "1.4 km");
    EXPECT_EQ(distance_text(9'949), "9.9 km");
    EXPECT_EQ(distance_text(9'951), "10 km");
    EXPECT_EQ(distance_text(1'240'400), "1,240 km");
    EXPECT_EQ(distance_text(std::numeric_limits<double>::infinity()), "far away");
}

TEST(Text, CompassHasEightWordsAndWrapsAround) {
    EXPECT_EQ(compass_text(0), "north");
    EXPECT_EQ(compass_text(22.4), "north");
    EXPECT_EQ(compass_text(22.6), "north-east");
    EXPECT_EQ(compass_text(180), "south");
    EXPECT_EQ(compass_text(315), "north-west");
    EXPECT_EQ(compass_text(359.9), "north");
    EXPECT_EQ(compass_text(-90), "west");
    EXPECT_EQ(compass_text(450), "east");
}

TEST(Text, DurationsUseTheUnitThatSaysMost) {
    EXPECT_EQ(duration_text(0), "0 seconds");
    EXPECT_EQ(duration_text(1), "1 second");
    EXPECT_EQ(duration_text(119), "119 seconds");
    EXPECT_EQ(duration_text(120), "2 minutes");
    EXPECT_EQ(duration_text(3 * 3600), "3 hours");
    EXPECT_EQ(duration_text(47 * 3600), "47 hours");
    EXPECT_EQ(duration_text(12 * 86'400), "12 days");
    EXPECT_EQ(duration_text(-12 * 86'400), "12 days");
    EXPECT_EQ(duration_text(std::int64_t{800} * 86'400), "2 years");
}

TEST(Text, CountsBytesAndTimes) {
    EXPECT_EQ(count_text(0), "0");
    EXPECT_EQ(count_text(999), "999");
    EXPECT_EQ(count_text(1'000), "1,000");
    EXPECT_EQ(count_text(12'345'678), "12,345,678");
    EXPECT_EQ(counted(1, "shelter"), "1 shelter");
    EXPECT_EQ(counted(0, "shelter"), "0 shelters");
    EXPECT_EQ(counted(2, "thing is", "things are"), "2 things are");
    EXPECT_EQ(bytes_text(830), "830 bytes");
    EXPECT_EQ(bytes_text(999'400), "999 kB");
    EXPECT_EQ(bytes_text(999'600), "1.0 MB");
    EXPECT_EQ(bytes_text(7'640'000), "7.6 MB");
    EXPECT_EQ(bytes_text(999'960'000), "1.0 GB");
    EXPECT_EQ(time_text(1'775'368'800), "2026-04-05 06:00 UTC");
    EXPECT_EQ(location_text({-730'000'000, 191'000'000}), "19.10000,-73.00000");
    EXPECT_EQ(words_text("bomb_shelter"), "bomb shelter");
}

}  // namespace
}  // namespace konbit
