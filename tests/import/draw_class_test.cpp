#include "import/draw_class.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace konbit {
namespace {

std::uint8_t zoom_of(std::vector<Tag> tags, GeometryKind kind, const BoundingBox& box) {
    return min_zoom(draw_class(tags, kind), box);
}

constexpr BoundingBox kSmall{0, 0, 2000, 2000};             // about 22 m
constexpr BoundingBox kLarge{0, 0, 50'000'000, 5'000'000};  // five degrees

TEST(DrawClass, ImportantThingsComeFirst) {
    using enum GeometryKind;
    EXPECT_LE(zoom_of({{"highway", "motorway"}}, line, kSmall), 5);
    EXPECT_LE(zoom_of({{"highway", "primary"}}, line, kSmall), 8);
    EXPECT_GT(zoom_of({{"highway", "residential"}}, line, kLarge), 11);
    EXPECT_GT(zoom_of({{"highway", "footway"}}, line, kLarge), 11);
    EXPECT_LE(zoom_of({{"place", "city"}}, point, kSmall), 5);
    EXPECT_GT(zoom_of({{"building", "yes"}}, area, kSmall), 11);
    EXPECT_LE(zoom_of({{"boundary", "administrative"}, {"admin_level", "2"}}, area, kLarge), 5);
    EXPECT_GT(zoom_of({{"amenity", "bench"}}, point, kSmall), 11);
}

TEST(DrawClass, TheMostImportantTagDecides) {
    EXPECT_LE(zoom_of({{"building", "yes"}, {"amenity", "hospital"}}, GeometryKind::area, kSmall),
              11);
}

TEST(DrawClass, GroundCoverIsDrawnWhereItIsLarge) {
    EXPECT_LE(zoom_of({{"natural", "water"}}, GeometryKind::area, kLarge), 5);
    EXPECT_GT(zoom_of({{"natural", "water"}}, GeometryKind::area, kSmall), 11);
}

TEST(DrawClass, CoastlinesAreDrawnAlways) {
    const std::vector<Tag> islet{{"place", "islet"}, {"natural", "coastline"}};
    EXPECT_EQ(zoom_of(islet, GeometryKind::area, kSmall), 0);
    EXPECT_EQ(zoom_of({{"natural", "coastline"}}, GeometryKind::line, kSmall), 0);
}

TEST(DrawClass, ZoomForSize) {
    // The whole earth is 256 pixels wide at zoom 0.
    const BoundingBox earth{-1'800'000'000, 0, 1'800'000'000, 0};
    EXPECT_EQ(zoom_for_size(earth, 256), 0);
    EXPECT_EQ(zoom_for_size(earth, 512), 1);
    EXPECT_EQ(zoom_for_size(BoundingBox{}, 4), 0);
    EXPECT_EQ(zoom_for_size(BoundingBox{5, 5, 5, 5}, 4), 20);
}

}  // namespace
}  // namespace konbit
