#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/geodesy.hpp"
#include "tests/model/random_places.hpp"

namespace konbit {
namespace {

double karney_m(double lon_a, double lat_a, double lon_b, double lat_b) {
    double distance = 0;
    GeographicLib::Geodesic::WGS84().Inverse(lat_a, lon_a, lat_b, lon_b, distance);
    return distance;
}

/// Each segment sampled, then sampled closer about its best place.
double brute_force_m(Location from, std::span<const Location> path) {
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 1; i < path.size(); ++i) {
        double low = 0;
        double high = 1;
        for (int round = 0; round < 5; ++round) {
            double best_part = low;
            double least = std::numeric_limits<double>::infinity();
            for (int step = 0; step <= 60; ++step) {
                const double t = low + (high - low) * step / 60;
                const double lon = path[i - 1].lon() + t * (path[i].lon() - path[i - 1].lon());
                const double lat = path[i - 1].lat() + t * (path[i].lat() - path[i - 1].lat());
                const double d = karney_m(from.lon(), from.lat(), lon, lat);
                if (d < least) {
                    least = d;
                    best_part = t;
                }
            }
            best = std::min(best, least);
            const double width = (high - low) / 30;
            low = std::max(0.0, best_part - width);
            high = std::min(1.0, best_part + width);
        }
    }
    return best;
}

std::vector<Location> random_path(RandomPlaces& places, Location start, double step_deg) {
    std::vector<Location> path{start};
    for (int i = 0; i < 6; ++i) {
        double lon = path.back().lon() + places.between(-step_deg, step_deg);
        double lat = path.back().lat() + places.between(-step_deg, step_deg);
        path.push_back(
            location_from_degrees(std::clamp(lon, -180.0, 180.0), std::clamp(lat, -90.0, 90.0)));
    }
    return path;
}

struct Region {
    const char* name;
    double lon;
    double lat;
};

class Nearest : public testing::TestWithParam<Region> {};

TEST_P(Nearest, AgreesWithBruteForceAtAnyScale) {
    RandomPlaces places{11};
    const Location region = location_from_degrees(GetParam().lon, GetParam().lat);
    for (const double reach_deg : {1e-4, 1e-2, 0.1, 1.0, 10.0, 90.0}) {
        for (int i = 0; i < 60; ++i) {
            const Location from = places.near(region, reach_deg, reach_deg);
            const auto path = random_path(places, places.near(region, reach_deg, reach_deg),
                                          reach_deg * (i % 3 == 0 ? 1 : 0.05));
            const double truth = brute_force_m(from, path);
            const double found = distance_m(from, make_line(path));
            const double allowed = truth < 1'000 ? 0.002 + truth * 1e-3 : 1 + truth * 1e-3;
            ASSERT_NEAR(found, truth, allowed) << "reach " << reach_deg << " case " << i << " from "
                                               << from.lon() << ' ' << from.lat();
        }
    }
}

TEST_P(Nearest, NearestPointIsAtTheDistanceSaid) {
    RandomPlaces places{12};
    const Location region = location_from_degrees(GetParam().lon, GetParam().lat);
    for (const double reach_deg : {1e-3, 0.1, 3.0}) {
        for (int i = 0; i < 100; ++i) {
            const Location from = places.near(region, reach_deg, reach_deg);
            const Geometry line = make_line(
                random_path(places, places.near(region, reach_deg, reach_deg), reach_deg));
            const Location nearest = nearest_point(from, line);
            ASSERT_TRUE(nearest.valid());
            ASSERT_NEAR(distance_m(from, nearest), distance_m(from, line), 0.015);  // 1e-7 degrees
        }
    }
}

TEST_P(Nearest, IsNeverLessThanTheLowerBoundOfItsBox) {
    RandomPlaces places{13};
    const Location region = location_from_degrees(GetParam().lon, GetParam().lat);
    for (const double reach_deg : {1e-5, 1e-3, 0.1, 3.0, 50.0}) {
        for (int i = 0; i < 500; ++i) {
            const Location from = places.near(region, reach_deg, reach_deg);
            const Geometry line = make_line(
                random_path(places, places.near(region, reach_deg, reach_deg), reach_deg));
            ASSERT_LE(distance_lower_bound_m(from, bounding_box_of(line)), distance_m(from, line));
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Places, Nearest,
                         testing::Values(Region{"equator", 10, 0}, Region{"haiti", -72.3, 18.5},
                                         Region{"north60", 25, 60}, Region{"south45", 170, -45},
                                         Region{"north85", -40, 85}, Region{"north89", 100, 89},
                                         Region{"pole", 0, 90}, Region{"fiji", 179.99, -17},
                                         Region{"chukotka", -179.99, 66}),
                         [](const auto& region) { return region.param.name; });

Location at(double lon, double lat) {
    return location_from_degrees(lon, lat);
}

Geometry square(double west, double south, double size) {
    return make_area({at(west, south), at(west + size, south), at(west + size, south + size),
                      at(west, south + size), at(west, south)});
}

TEST(NearestArea, IsZeroInsideAndTheNearestEdgeOutside) {
    const Geometry area = square(25, 60, 0.01);
    EXPECT_EQ(distance_m(at(25.005, 60.005), area), 0);
    EXPECT_EQ(nearest_point(at(25.005, 60.005), area), at(25.005, 60.005));
    EXPECT_EQ(distance_m(at(25, 60.003), area), 0) << "the edge belongs to the area";
    EXPECT_NEAR(distance_m(at(24.99, 60.005), area), karney_m(24.99, 60.005, 25, 60.005), 0.01);
    EXPECT_EQ(nearest_point(at(24, 59), area), at(25, 60));
}

TEST(NearestArea, AHoleIsOutside) {
    Geometry area = square(10, 10, 0.03);
    const std::vector<Location> hole{at(10.01, 10.01), at(10.01, 10.02), at(10.02, 10.02),
                                     at(10.02, 10.01), at(10.01, 10.01)};
    area.rings.push_back({5, 10, false});
    area.locations.insert(area.locations.end(), hole.begin(), hole.end());
    EXPECT_NEAR(distance_m(at(10.011, 10.015), area), karney_m(10.011, 10.015, 10.01, 10.015),
                0.01);
}

TEST(NearestArea, AcrossTheAntimeridian) {
    const Geometry area = square(179.98, -17, 0.02);
    const double truth = karney_m(-179.99, -16.99, 180, -16.99);
    EXPECT_NEAR(distance_m(at(-179.99, -16.99), area), truth, 0.01);
    EXPECT_EQ(std::abs(nearest_point(at(-179.99, -16.99), area).lon_e7), Location::kMaxLon_e7);
    EXPECT_EQ(distance_m(at(-180, -16.99), area), 0);
}

TEST(NearestArea, SegmentsAreStraightInDegreesNotOnTheGlobe) {
    // The parallel of 60° bends 11 km away from the great circle here.
    const Geometry line = make_line({at(10, 60), at(20, 60)});
    EXPECT_NEAR(distance_m(at(15, 60.01), line), karney_m(15, 60.01, 15, 60), 0.01);
}

TEST(NearestArea, NothingIsInfinitelyFar) {
    EXPECT_EQ(distance_m(at(0, 0), Geometry{}), std::numeric_limits<double>::infinity());
    EXPECT_EQ(distance_m(at(0, 0), make_line({})), std::numeric_limits<double>::infinity());
    EXPECT_FALSE(nearest_point(at(0, 0), Geometry{}).valid());
}

TEST(NearestArea, DegenerateShapesStillHaveADistance) {
    const double truth = karney_m(0, 0, 0.001, 0);
    EXPECT_NEAR(distance_m(at(0, 0), make_point(at(0.001, 0))), truth, 0.001);
    EXPECT_NEAR(distance_m(at(0, 0), make_line({at(0.001, 0)})), truth, 0.001);
    EXPECT_NEAR(distance_m(at(0, 0), make_line({at(0.001, 0), at(0.001, 0)})), truth, 0.001);
    EXPECT_NEAR(distance_m(at(0, 0), make_area({at(0.001, 0), at(0.002, 0), at(0.001, 0)})), truth,
                0.001);
}

}  // namespace
}  // namespace konbit
