#include "render/paper/furniture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/paper/paper_map.hpp"

namespace konbit {
namespace {

using test::kDataDay;
using test::kNow;

Map opened(const std::filesystem::path& folder) {
    return Map::open(
        {.folder = folder,
         .rules_folder = std::filesystem::path{KONBIT_SOURCE_DIR} / "mapper/meaning/rules",
         .progress = {}});
}

TEST(ScaleBar, IsTheLongestRoundLengthThatFits) {
    EXPECT_EQ(scale_bar(1, 199).text, "100 m");
    EXPECT_EQ(scale_bar(1, 200).text, "200 m");
    EXPECT_EQ(scale_bar(1, 501).text, "500 m");
    EXPECT_EQ(scale_bar(10, 120).text, "1 km");
    EXPECT_EQ(scale_bar(20'000, 150).text, "2,000 km");
    EXPECT_EQ(scale_bar(0.001, 200).text, "20 cm");
    for (double metres_per_px = 1e-4; metres_per_px < 1e5; metres_per_px *= 1.37) {
        const auto bar = scale_bar(metres_per_px, 200);
        EXPECT_LE(bar.width_px, 200 * (1 + 1e-9)) << metres_per_px;
        EXPECT_GT(bar.width_px, 200 / 2.51) << metres_per_px;
        EXPECT_NEAR(bar.metres, bar.width_px * metres_per_px, bar.metres * 1e-9);
    }
}

TEST(ScaleBar, IsEmptyWhereThereIsNoScale) {
    EXPECT_EQ(scale_bar(0, 200).text, "");
    EXPECT_EQ(scale_bar(1, 0).text, "");
}

TEST(DataAge, CountsFromTheClockUntilADisasterIsSet) {
    const auto drawn = test::paper_map();
    auto map = opened(drawn.write());
    EXPECT_EQ(data_age_text(map, kNow), "Map data of 9 Mar 2026, 4 days old");
    EXPECT_EQ(event_text(map, kNow), "");
    map.set_event({"earthquake", kDataDay + 3 * 86'400, ""});
    EXPECT_EQ(data_age_text(map, kNow), "Map data of 9 Mar 2026, 3 days before the earthquake");
    EXPECT_EQ(event_text(map, kNow), "Earthquake · 12 Mar 00:00 UTC · 24 hours ago");
    EXPECT_EQ(event_text(map, kNow + 800 * 86'400),
              "Earthquake · 12 Mar 2026 00:00 UTC · 2 years ago");
}

TEST(DataAge, SaysWhenNobodyKnowsIt) {
    auto drawn = test::paper_map();
    drawn.data_timestamp(0);
    EXPECT_THAT(data_age_text(opened(drawn.write()), kNow), testing::HasSubstr("not known"));
}

}  // namespace
}  // namespace konbit
