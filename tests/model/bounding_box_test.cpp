#include "mapper/model/bounding_box.hpp"

#include <gtest/gtest.h>

namespace konbit {
namespace {

TEST(BoundingBox, IsEmptyUntilExtended) {
    BoundingBox box;
    EXPECT_TRUE(box.empty());
    EXPECT_FALSE(box.crosses_antimeridian());
    EXPECT_FALSE(box.contains(Location{0, 0}));
    box.extend(Location{3, 4});
    EXPECT_EQ(box, (BoundingBox{3, 4, 3, 4}));
    box.extend(BoundingBox{});
    EXPECT_EQ(box, (BoundingBox{3, 4, 3, 4}));
    box.extend(BoundingBox{-1, 0, 1, 9});
    EXPECT_EQ(box, (BoundingBox{-1, 0, 3, 9}));
}

TEST(BoundingBox, TouchingIsMeeting) {
    const BoundingBox box{0, 0, 10, 10};
    EXPECT_TRUE(box.intersects({10, 10, 20, 20}));
    EXPECT_FALSE(box.intersects({11, 0, 20, 10}));
    EXPECT_FALSE(box.intersects(BoundingBox{}));
    EXPECT_TRUE(box.contains(BoundingBox{0, 0, 10, 10}));
    EXPECT_FALSE(box.contains(BoundingBox{0, 0, 11, 10}));
}

TEST(BoundingBox, CenterDoesNotOverflow) {
    EXPECT_EQ((BoundingBox{1'700'000'000, 800'000'000, 1'800'000'000, 900'000'000}.center()),
              (Location{1'750'000'000, 850'000'000}));
}

TEST(SplitAtAntimeridian, GivesOneBoxOrTwo) {
    const BoundingBox plain{-10, -10, 10, 10};
    EXPECT_EQ(split_at_antimeridian(plain)[0], plain);
    EXPECT_TRUE(split_at_antimeridian(plain)[1].empty());
    const auto [west, east] = split_at_antimeridian({1'770'000'000, -10, -1'780'000'000, 10});
    EXPECT_EQ(west, (BoundingBox{1'770'000'000, -10, 1'800'000'000, 10}));
    EXPECT_EQ(east, (BoundingBox{-1'800'000'000, -10, -1'780'000'000, 10}));
}

}  // namespace
}  // namespace konbit
