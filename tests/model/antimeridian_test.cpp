#include "mapper/model/antimeridian.hpp"

#include <gtest/gtest.h>

#include "mapper/model/geodesy.hpp"

namespace konbit {
namespace {

Location at(double lon, double lat) {
    return location_from_degrees(lon, lat);
}
BoundingBox box(double west, double south, double east, double north) {
    const Location low = at(west, south);
    const Location high = at(east, north);
    return {low.lon_e7, low.lat_e7, high.lon_e7, high.lat_e7};
}

// A road of Taveuni, Fiji, from one side of ±180° to the other, and a field around it.
Geometry road() {
    return make_line({at(179.9, -16.8), at(-179.9, -16.8)});
}
Geometry field() {
    return cut_at_antimeridian(make_area({at(179.9, -16.8), at(-179.9, -16.8), at(-179.9, -17),
                                          at(179.9, -17), at(179.9, -16.8)}));
}

TEST(Antimeridian, AStretchGoesTheShortWay) {
    EXPECT_NEAR(length_m(road()), 21'320, 5);
    EXPECT_EQ(distance_m(at(180, -16.8), road()), 0);
    EXPECT_NEAR(distance_m(at(179.8, -16.8), road()), 10'660, 5);
    EXPECT_NEAR(distance_m(at(-179.8, -16.8), road()), 10'660, 5);
    EXPECT_GT(distance_m(at(0, -16.8), road()), 15e6);
}

TEST(Antimeridian, BoxesMeetItOnlyWhereItLies) {
    EXPECT_FALSE(intersects(road(), box(-1, -18, 1, -16)));
    EXPECT_TRUE(intersects(road(), box(179.95, -18, 180, -16)));
    EXPECT_TRUE(intersects(road(), box(-180, -18, -179.95, -16)));
    EXPECT_TRUE(bounding_box_of(road()).contains(at(179.95, -16.8)));
    EXPECT_TRUE(bounding_box_of(road()).contains(at(-179.95, -16.8)));
}

TEST(Antimeridian, ACutAreaIsTwoPolygonsOfTheSameSize) {
    EXPECT_EQ(field().rings.size(), 2u);
    EXPECT_NEAR(area_m2(field()), 4.716e8, 1e5);
    EXPECT_TRUE(contains(field(), at(179.95, -16.9)));
    EXPECT_TRUE(contains(field(), at(-179.95, -16.9)));
    EXPECT_FALSE(contains(field(), at(0, -16.9)));
    EXPECT_EQ(distance_m(at(180, -16.9), field()), 0);
    EXPECT_GT(distance_m(at(0, -16.9), field()), 15e6);
}

TEST(Antimeridian, CuttingAgainChangesNothing) {
    EXPECT_FALSE(crosses_antimeridian(field()));
    EXPECT_EQ(cut_at_antimeridian(field()), field());
}

}  // namespace
}  // namespace konbit
