#include "render/label/baseline.hpp"

#include <cmath>

namespace konbit {
namespace {

using Points = std::vector<PixelPoint>;

TEST(Baseline, IsMeasuredFromItsStart) {
    const Baseline line{Points{{0, 0}, {10, 0}, {10, 0}, {10, 20}}};
    EXPECT_DOUBLE_EQ(line.length(), 30);
    EXPECT_EQ(line.at(5), (PixelPoint{5, 0}));
    EXPECT_EQ(line.at(15), (PixelPoint{10, 5}));
}

TEST(Baseline, GoesOnStraightBeyondItsEnds) {
    const Baseline line{Points{{0, 0}, {10, 0}, {10, 20}}};
    EXPECT_EQ(line.at(-4), (PixelPoint{-4, 0}));
    EXPECT_EQ(line.at(35), (PixelPoint{10, 25}));
}

TEST(Baseline, WithoutLengthIsNoLine) {
    EXPECT_EQ(Baseline{Points{}}.length(), 0);
    EXPECT_EQ((Baseline{Points{{3, 3}, {3, 3}}}.length()), 0);
}

TEST(Baseline, ChordCutsACorner) {
    const Baseline line{Points{{0, 0}, {10, 0}, {10, 10}}};
    const auto chord = line.chord(10, 2);
    EXPECT_NEAR(chord.cos, std::sqrt(0.5), 1e-9);
    EXPECT_NEAR(chord.sin, std::sqrt(0.5), 1e-9);
    EXPECT_EQ(chord.middle, (PixelPoint{9, 1}));
}

TEST(Baseline, SharpBendsAreToldFromGentleOnes) {
    EXPECT_FALSE(bends_too_much(Points{{0, 0}, {100, 0}}, 16));
    EXPECT_FALSE(bends_too_much(Points{{0, 0}, {50, 0}, {100, 25}}, 16));
    EXPECT_TRUE(bends_too_much(Points{{0, 0}, {50, 0}, {50, 50}}, 16));
    Points arc;
    for (int i = 0; i <= 90; ++i) {
        const double angle = i * 3.14159265 / 180;
        arc.push_back({100 * std::sin(angle), 100 * std::cos(angle)});
    }
    EXPECT_FALSE(bends_too_much(arc, 16));
    EXPECT_TRUE(bends_too_much(arc, 150));
}

}  // namespace
}  // namespace konbit
