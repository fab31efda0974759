#include "cli/photos.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

constexpr UnixSeconds kSeen = 1'773'400'000;
constexpr Location kThere{-730'000'000, 191'000'000};

std::vector<std::string> doubts(std::optional<UnixSeconds> taken, std::optional<Location> at) {
    Report report;
    report.observed = kSeen;
    report.about.at = kThere;
    report.photos.push_back({.file = {}, .type = "jpeg", .taken = taken, .at = at});
    return photo_doubts(report, {"a.jpg"});
}

TEST(PhotoDoubts, WithinAnHourAndNearItIsProof) {
    EXPECT_TRUE(doubts(kSeen - 3600, kThere).empty());
    EXPECT_TRUE(doubts(kSeen + 3600, std::nullopt).empty());
}

TEST(PhotoDoubts, AnotherTimeIsNone) {
    const auto before = doubts(kSeen - 2 * 86'400, kThere);
    ASSERT_EQ(before.size(), 1u);
    EXPECT_EQ(before[0],
              "a.jpg was taken 2 days before the time of the report: it does not count as proof.");
    EXPECT_EQ(doubts(kSeen + 3601, kThere).size(), 1u);
    EXPECT_EQ(doubts(std::nullopt, kThere).size(), 1u);
}

TEST(PhotoDoubts, AnotherPlaceIsAsked) {
    const Location far{kThere.lon_e7, kThere.lat_e7 + 90'000};  // 1 km north
    const auto lines = doubts(kSeen, far);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines[0], "a.jpg was taken 1.0 km from there: is it the right one?");
    EXPECT_TRUE(doubts(kSeen, Location{kThere.lon_e7, kThere.lat_e7 + 40'000}).empty());
}

}  // namespace
}  // namespace konbit
