#include <gmock/gmock.h>

#include "render/style/by_zoom.hpp"
#include "render/style/color.hpp"

namespace konbit {
namespace {

TEST(ByZoom, IsLinearBetweenStopsAndConstantOutside) {
    const ByZoom width{{{12, 2}, {14, 6}}};
    EXPECT_FLOAT_EQ(width.at(5), 2);
    EXPECT_FLOAT_EQ(width.at(13), 4);
    EXPECT_FLOAT_EQ(width.at(14), 6);
    EXPECT_FLOAT_EQ(width.at(20), 6);
    EXPECT_FLOAT_EQ(ByZoom{3}.at(17), 3);
    EXPECT_FLOAT_EQ(ByZoom{}.at(17), 0);
}

TEST(ParseColor, TakesTheFourForms) {
    EXPECT_EQ(parse_color("#0a1B2c"), (Color{10, 27, 44}));
    EXPECT_EQ(parse_color("#FA0"), (Color{255, 170, 0}));
    EXPECT_EQ(parse_color("#01020304"), (Color{1, 2, 3, 4}));
    EXPECT_EQ(parse_color("none"), kNoColor);
    for (const auto* bad : {"", "#", "#12", "#1234", "#12345", "#1234567", "#GGG", "red", "None"}) {
        EXPECT_EQ(parse_color(bad), std::nullopt) << bad;
    }
}

}  // namespace
}  // namespace konbit
