#include "mapper/model/geodesy.hpp"

#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <cmath>
#include <limits>

#include "tests/model/random_places.hpp"

namespace konbit {
namespace {

using GeographicLib::Geodesic;

Location at(double lon, double lat) {
    return location_from_degrees(lon, lat);
}

double karney_m(Location a, Location b) {
    double distance = 0;
    Geodesic::WGS84().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), distance);
    return distance;
}

TEST(Distance, IsWithinAMillimetreOfKarneyEverywhereAtEveryScale) {
    RandomPlaces places{1};
    double worst = 0;
    for (const double reach_deg : {1e-6, 1e-4, 1e-3, 0.01, 0.03, 0.06, 0.12, 0.4, 0.6, 0.85, 1.0, 40.0}) {
        for (int i = 0; i < 20'000; ++i) {
            const Location a = places.anywhere();
            const Location b =
                places.near(a, reach_deg / std::max(0.001, std::cos(a.lat() / 57.3)), reach_deg);
            if (!b.valid()) continue;
            worst = std::max(worst, std::abs(distance_m(a, b) - karney_m(a, b)));
        }
    }
    EXPECT_LT(worst, 0.001);
}

TEST(Distance, OfKnownPlaces) {
    // JFK to LHR, from GeographicLib's documentation of GeodSolve: 5551.759 km.
    EXPECT_NEAR(distance_m(at(-73.8, 40.6), at(-0.5, 51.6)), 5'551'759.400, 0.001);
    EXPECT_EQ(distance_m(at(7, 47), at(7, 47)), 0);
    EXPECT_NEAR(distance_m(at(180, 10), at(-180, 10)), 0, 1e-9);
    EXPECT_NEAR(distance_m(at(179.9995, 0), at(-179.9995, 0)), 111.319, 0.001);
}

TEST(Distance, FromNowhereIsInfinite) {
    EXPECT_EQ(distance_m(Location{}, at(0, 0)), std::numeric_limits<double>::infinity());
    EXPECT_EQ(distance_m(at(0, 0), Location{}), std::numeric_limits<double>::infinity());
}

TEST(Bearing, IsClockwiseFromNorth) {
    EXPECT_NEAR(bearing_deg(at(5, 5), at(5, 6)), 0, 1e-9);
    EXPECT_NEAR(bearing_deg(at(5, 0), at(6, 0)), 90, 1e-9);
    EXPECT_NEAR(bearing_deg(at(5, 5), at(5, 4)), 180, 1e-9);
    EXPECT_NEAR(bearing_deg(at(5, 0), at(4, 0)), 270, 1e-9);
    EXPECT_NEAR(bearing_deg(at(179.5, 0), at(-179.5, 0)), 90, 1e-9);
    EXPECT_EQ(bearing_deg(at(5, 5), at(5, 5)), 0);
}

bool holds(const BoundingBox& box, Location place) {
    for (const BoundingBox& part : split_at_antimeridian(box)) {
        if (part.contains(place)) return true;
    }
    return false;
}

TEST(BoxAround, HoldsEveryPlaceWithinTheRadius) {
    RandomPlaces places{2};
    for (const double radius_m : {0.5, 30.0, 5'000.0, 300'000.0, 4'000'000.0}) {
        for (int i = 0; i < 4'000; ++i) {
            const Location center = places.anywhere();
            double lat = 0;
            double lon = 0;
            Geodesic::WGS84().Direct(center.lat(), center.lon(), places.between(0, 360),
                                     radius_m * 0.999999 - 0.006, lat, lon);
            ASSERT_TRUE(holds(box_around(center, radius_m), at(lon, lat)))
                << radius_m << " m around " << center.lon() << ' ' << center.lat();
        }
    }
}

TEST(BoxAround, IsHardlyLargerThanNeeded) {
    for (const double lat : {0.0, 18.5, 60.0, -80.0}) {
        const Location center = at(20, lat);
        const BoundingBox box = box_around(center, 10'000);
        EXPECT_NEAR(karney_m(center, {center.lon_e7, box.north}), 10'000, 20);
        EXPECT_NEAR(karney_m(center, {center.lon_e7, box.south}), 10'000, 20);
        EXPECT_NEAR(karney_m(center, {box.east, center.lat_e7}), 10'000, 100);
        EXPECT_NEAR(karney_m(center, {box.west, center.lat_e7}), 10'000, 100);
    }
}

TEST(BoxAround, SpansAllLongitudesAtThePoleAndCrossesTheAntimeridian) {
    const BoundingBox pole = box_around(at(10, 89.99), 10'000);
    EXPECT_EQ(pole.west, -Location::kMaxLon_e7);
    EXPECT_EQ(pole.east, Location::kMaxLon_e7);
    EXPECT_EQ(pole.north, Location::kMaxLat_e7);
    EXPECT_TRUE(box_around(at(179.99, -17), 5'000).crosses_antimeridian());
    EXPECT_TRUE(box_around(Location{}, 5'000).empty());
    EXPECT_TRUE(box_around(at(1, 2), -5).contains(at(1, 2)));
    EXPECT_TRUE(box_around(at(1, 2), std::numeric_limits<double>::quiet_NaN()).contains(at(1, 2)));
}

/// GeographicLib's area of a ring, whose edges are cut so that they stay straight in degrees.
double karney_area_m2(const std::vector<Location>& ring, int pieces) {
    GeographicLib::PolygonArea polygon{Geodesic::WGS84()};
    for (std::size_t i = 1; i < ring.size(); ++i) {
        for (int k = 0; k < pieces; ++k) {
            const double t = double(k) / pieces;
            polygon.AddPoint(ring[i - 1].lat() + t * (ring[i].lat() - ring[i - 1].lat()),
                             ring[i - 1].lon() + t * (ring[i].lon() - ring[i - 1].lon()));
        }
    }
    double perimeter = 0;
    double area = 0;
    polygon.Compute(false, true, perimeter, area);
    return std::abs(area);
}

std::vector<Location> star(RandomPlaces& places, double lon, double lat, double radius_deg) {
    std::vector<Location> ring;
    for (int i = 0; i < 9; ++i) {
        const double r = radius_deg * places.between(0.3, 1);
        ring.push_back(at(lon + r * std::cos(i * 0.698), lat + r * std::sin(i * 0.698)));
    }
    ring.push_back(ring.front());
    return ring;
}

TEST(Area, OfBuildingsIsRightToASquareDecimetre) {
    RandomPlaces places{3};
    for (int i = 0; i < 500; ++i) {
        const auto ring = star(places, places.between(-170, 170), places.between(-80, 80), 2e-4);
        ASSERT_NEAR(area_m2(make_area(ring)), karney_area_m2(ring, 1), 0.01);
    }
}

TEST(Area, OfCountriesIsRightToOneInAMillion) {
    RandomPlaces places{4};
    for (int i = 0; i < 20; ++i) {
        const auto ring = star(places, places.between(-150, 150), places.between(-65, 65), 15);
        const double truth = karney_area_m2(ring, 1'000);
        ASSERT_NEAR(area_m2(make_area(ring)), truth, truth * 1e-6);
    }
}

TEST(Area, OfTheEarth) {
    const Geometry earth =
        make_area({at(-180, -90), at(180, -90), at(180, 90), at(-180, 90), at(-180, -90)});
    EXPECT_NEAR(area_m2(earth), 510'065'621'724'089.0, 1e6);
}

TEST(Area, TakesHolesOffAndIsZeroWithoutAnInside) {
    RandomPlaces places{5};
    const auto outer = star(places, 20, 50, 0.01);
    const auto hole = star(places, 20, 50, 0.002);
    Geometry area = make_area(outer);
    area.locations.insert(area.locations.end(), hole.rbegin(), hole.rend());
    area.rings.push_back({10, 20, false});
    EXPECT_NEAR(area_m2(area), area_m2(make_area(outer)) - area_m2(make_area(hole)), 0.01);
    EXPECT_EQ(area_m2(make_point(at(1, 1))), 0);
    EXPECT_EQ(area_m2(make_line({at(1, 1), at(2, 2), at(1, 2), at(1, 1)})), 0);
}

TEST(Length, AddsUpTheStretches) {
    const Geometry line = make_line({at(10, 60), at(10.01, 60), at(10.01, 60.02)});
    EXPECT_NEAR(length_m(line),
                karney_m(at(10, 60), at(10.01, 60)) + karney_m(at(10.01, 60), at(10.01, 60.02)),
                0.001);
    EXPECT_EQ(length_m(make_point(at(1, 1))), 0);
    EXPECT_EQ(length_m(make_line({})), 0);
    const Geometry area = make_area({at(0, 0), at(0.01, 0), at(0.01, 0.01), at(0, 0)});
    EXPECT_NEAR(length_m(area), length_m(make_line(area.locations)), 1e-9);
}

TEST(Length, FollowsTheParallel) {
    // A parallel's length is radius times angle; here 30° of the circle at 60° N.
    const double radius_m = 6378137.0 * 0.5 / std::sqrt(1 - 0.0066943799901413 * 0.75);
    const double truth = radius_m * std::numbers::pi / 6;
    EXPECT_NEAR(length_m(make_line({at(0, 60), at(30, 60)})), truth, truth * 2e-5);
}

}  // namespace
}  // namespace konbit
