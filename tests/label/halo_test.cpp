#include "render/label/halo.hpp"

#include <cmath>
#include <random>

namespace konbit {
namespace {

int at(const Mask& mask, int x, int y) {
    const int column = x - mask.left, row = y - mask.top;
    if (column < 0 || row < 0 || column >= mask.width || row >= mask.height) return 0;
    return mask.coverage[static_cast<std::size_t>(row) * static_cast<std::size_t>(mask.width) +
                         static_cast<std::size_t>(column)];
}

TEST(Halo, OfADotIsADisc) {
    const auto disc = grown({5, 7, 1, 1, {255}}, 2);
    EXPECT_EQ(at(disc, 5, 7), 255);
    EXPECT_EQ(at(disc, 6, 7), 255);
    EXPECT_NEAR(at(disc, 7, 7), 128, 1);  // its edge runs through this pixel's middle
    EXPECT_EQ(at(disc, 8, 7), 0);
    EXPECT_EQ(at(disc, 7, 9), 0);
    EXPECT_EQ(at(disc, 6, 8), 255);
}

TEST(Halo, EqualsTheSlowWay) {
    std::mt19937 random{4};
    Mask shape{-3, 2, 37, 11, {}};
    for (int i = 0; i < shape.width * shape.height; ++i) {
        shape.coverage.push_back(static_cast<std::uint8_t>(random() % 3 == 0 ? random() % 256 : 0));
    }
    const double radius = 1.75;
    const auto halo = grown(shape, static_cast<float>(radius));
    for (int y = -3; y < 20; ++y) {
        for (int x = -8; x < 45; ++x) {
            double most = 0;
            for (int dy = -3; dy <= 3; ++dy) {
                for (int dx = -3; dx <= 3; ++dx) {
                    const double weight = std::clamp(radius + 0.5 - std::hypot(dx, dy), 0.0, 1.0);
                    most = std::max(most, weight * at(shape, x + dx, y + dy));
                }
            }
            ASSERT_NEAR(at(halo, x, y), most, 8) << x << ", " << y;
        }
    }
}

TEST(Halo, OfNothingIsNothing) {
    EXPECT_EQ(grown({}, 3).coverage.size(), 0u);
    EXPECT_EQ(grown({0, 0, 1, 1, {9}}, 0).width, 1);
}

}  // namespace
}  // namespace konbit
