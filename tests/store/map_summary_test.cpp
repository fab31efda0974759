#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/model/error.hpp"
#include "mapper/store/map_summary_json.hpp"

namespace konbit {
namespace {

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(MapSummary, ComesBackFromItsText) {
    MapSummary summary;
    summary.extract_name = "Gonaïves.osm";
    summary.extract_bytes = UINT64_MAX;
    summary.imported_at = INT64_MIN;
    summary.bounds = {INT32_MIN, -1, 1, INT32_MAX};
    summary.objects = {1, 2, UINT64_MAX};
    summary.skipped = {{"way/-1", "no \n nodes"}};
    const auto read = summary_from_json(to_json(summary), "a test");
    EXPECT_EQ(read.extract_name, summary.extract_name);
    EXPECT_EQ(read.extract_bytes, summary.extract_bytes);
    EXPECT_EQ(read.imported_at, summary.imported_at);
    EXPECT_EQ(read.bounds, summary.bounds);
    EXPECT_EQ(read.objects, summary.objects);
    ASSERT_EQ(read.skipped.size(), 1U);
    EXPECT_EQ(read.skipped[0].why, "no \n nodes");
}

TEST(MapSummary, NumbersOfAnotherKindOrSizeAreRefused) {
    const auto text = to_json(MapSummary{});
    for (const auto* bad : {"8e220", "-1", "1.5", "\"1\"", "null", "[]", "18446744073709551616"}) {
        const auto damaged = with(text, "\"areas\":0", std::string{"\"areas\":"} + bad);
        EXPECT_THROW(static_cast<void>(summary_from_json(damaged, "a test")), DataError) << bad;
    }
    for (const auto* bad : {"", "{}", "[", "{\"areas\":0}", "\xff"}) {
        EXPECT_THROW(static_cast<void>(summary_from_json(bad, "a test")), DataError) << bad;
    }
    EXPECT_THROW(
        static_cast<void>(summary_from_json(with(text, "[2147483647,", "[2147483648,"), "a test")),
        DataError);
}

}  // namespace
}  // namespace konbit
