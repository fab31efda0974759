#include "import/ring_check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace konbit {
namespace {

using Ring = std::vector<Location>;

TEST(RingCheck, AcceptsSimpleRings) {
    EXPECT_TRUE(is_simple_ring(Ring{{0, 0}, {10, 0}, {0, 10}, {0, 0}}));
    EXPECT_TRUE(is_simple_ring(Ring{{0, 0}, {10, 0}, {10, 10}, {5, 2}, {0, 10}, {0, 0}}));
    EXPECT_TRUE(is_simple_ring(Ring{{0, 0}, {5, 0}, {10, 0}, {10, 10}, {0, 0}}));  // straight node
}

TEST(RingCheck, RefusesCrossingsTouchesAndSpikes) {
    EXPECT_FALSE(is_simple_ring(Ring{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}));  // bow tie
    EXPECT_FALSE(is_simple_ring(Ring{{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {5, 5}, {0, 0}}));
    EXPECT_FALSE(is_simple_ring(Ring{{0, 0}, {10, 0}, {15, 0}, {10, 0}, {10, 10}, {0, 0}}));
    EXPECT_FALSE(is_simple_ring(Ring{{0, 0}, {10, 0}, {20, 0}, {0, 0}}));  // no extent
    EXPECT_FALSE(is_simple_ring(Ring{{0, 0}, {10, 0}, {0, 0}}));
}

TEST(RingCheck, IsExactOnTheWholeEarth) {
    const std::int32_t w = 1'800'000'000;
    const std::int32_t h = 900'000'000;
    EXPECT_TRUE(is_simple_ring(Ring{{-w, -h}, {w, -h}, {w, h}, {-w, h}, {-w, -h}}));
    EXPECT_FALSE(is_simple_ring(Ring{{-w, -h}, {w, h}, {w, -h}, {-w, h}, {-w, -h}}));
}

// The same ring with many nodes takes the sorted sweep: moving one node across the other side
// of the circle makes it cross itself.
TEST(RingCheck, LargeRings) {
    for (const int count : {50, 5000}) {
        Ring ring;
        for (int i = 0; i < count; ++i) {
            const double angle = 2 * 3.14159265358979 * i / count;
            ring.push_back({static_cast<std::int32_t>(std::lround(1e6 * std::cos(angle))),
                            static_cast<std::int32_t>(std::lround(1e6 * std::sin(angle)))});
        }
        ring.push_back(ring.front());
        EXPECT_TRUE(is_simple_ring(ring)) << count;
        ring[static_cast<std::size_t>(count) / 4] = {0, -2'000'000};
        EXPECT_FALSE(is_simple_ring(ring)) << count;
    }
}

// What no reader can check in reasonable time ends quickly all the same.
TEST(RingCheck, TangledRingsEnd) {
    Ring ring;
    for (int i = 0; i < 60'000; ++i) {
        ring.push_back({i % 2 == 0 ? 0 : 1'000'000'000, i});
    }
    ring.push_back({-1, 0});
    ring.push_back(ring.front());
    static_cast<void>(is_simple_ring(ring));
}

}  // namespace
}  // namespace konbit
