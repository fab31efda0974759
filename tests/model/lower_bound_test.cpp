#include <gtest/gtest.h>

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <array>
#include <limits>

#include "mapper/model/geodesy.hpp"
#include "tests/model/random_places.hpp"

namespace konbit {
namespace {

double karney_m(Location a, Location b) {
    double distance = 0;
    GeographicLib::Geodesic::WGS84().Inverse(a.lat(), a.lon(), b.lat(), b.lon(), distance);
    return distance;
}

BoundingBox box_from(Location corner, double width_deg, double height_deg) {
    double east = corner.lon() + width_deg;
    if (east > 180) east -= 360;
    const auto far_corner = location_from_degrees(east, std::min(90.0, corner.lat() + height_deg));
    return {corner.lon_e7, corner.lat_e7, far_corner.lon_e7, far_corner.lat_e7};
}

Location inside(RandomPlaces& places, const BoundingBox& box) {
    const double width = box.crosses_antimeridian() ? (double(box.east) - box.west) * 1e-7 + 360
                                                    : (double(box.east) - box.west) * 1e-7;
    // The edges matter most: three in four of the places lie on one.
    const double x = std::clamp(places.between(-0.5, 1.5), 0.0, 1.0);
    const double y = std::clamp(places.between(-0.5, 1.5), 0.0, 1.0);
    double lon = box.west * 1e-7 + x * width;
    if (lon > 180) lon -= 360;
    return location_from_degrees(lon,
                                 box.south * 1e-7 + y * (double(box.north) - box.south) * 1e-7);
}

/// The nearest place of a box by brute force: along its edges, then closer and closer.
double brute_force_m(Location from, const BoundingBox& box) {
    double best = std::numeric_limits<double>::infinity();
    for (const BoundingBox& part : split_at_antimeridian(box)) {
        if (part.empty()) continue;
        if (part.contains(from)) return 0;
        const std::array corners{Location{part.west, part.south}, Location{part.east, part.south},
                                 Location{part.east, part.north}, Location{part.west, part.north}};
        for (std::size_t i = 0; i < 4; ++i) {
            const Location a = corners[i];
            const Location b = corners[(i + 1) % 4];
            double low = 0;
            double high = 1;
            for (int round = 0; round < 6; ++round) {
                double best_part = low;
                double least = std::numeric_limits<double>::infinity();
                for (int step = 0; step <= 20; ++step) {
                    const double t = low + (high - low) * step / 20;
                    const double d =
                        karney_m(from, location_from_degrees(a.lon() + t * (b.lon() - a.lon()),
                                                             a.lat() + t * (b.lat() - a.lat())));
                    if (d < least) {
                        least = d;
                        best_part = t;
                    }
                }
                const double width = (high - low) / 10;
                low = std::max(0.0, best_part - width);
                high = std::min(1.0, best_part + width);
                best = std::min(best, least);
            }
        }
    }
    return best;
}

struct Region {
    const char* name;
    double lon;
    double lat;
};

class LowerBound : public testing::TestWithParam<Region> {
protected:
    RandomPlaces places_{20260405};
    Location region_ = location_from_degrees(GetParam().lon, GetParam().lat);
};

TEST_P(LowerBound, NeverExceedsTheDistanceToAnythingInTheBox) {
    for (const double reach_deg : {1e-5, 1e-3, 0.05, 1.0, 8.0, 60.0}) {
        for (int i = 0; i < 300; ++i) {
            const Location from = places_.near(region_, reach_deg, reach_deg);
            const BoundingBox box =
                box_from(places_.near(region_, reach_deg, reach_deg), places_.between(0, reach_deg),
                         places_.between(0, reach_deg));
            const double bound = distance_lower_bound_m(from, box);
            for (int k = 0; k < 10; ++k) {
                const Location to = inside(places_, box);
                ASSERT_LE(bound, karney_m(from, to))
                    << from.lon_e7 << ' ' << from.lat_e7 << " to " << to.lon_e7 << ' ' << to.lat_e7;
                ASSERT_LE(bound, distance_m(from, to));
            }
        }
    }
}

TEST_P(LowerBound, IsWithinOnePercentUpToAHundredKilometres) {
    int compared = 0;
    for (const double reach_deg : {1e-3, 0.05, 0.8}) {
        for (int i = 0; i < 100; ++i) {
            const Location from = places_.near(region_, reach_deg, reach_deg);
            const BoundingBox box =
                box_from(places_.near(region_, reach_deg, reach_deg), places_.between(0, reach_deg),
                         places_.between(0, reach_deg));
            const double truth = brute_force_m(from, box);
            if (truth > 100'000) continue;
            const double bound = distance_lower_bound_m(from, box);
            ASSERT_LE(bound, truth + 1e-9);
            ASSERT_GE(bound, 0.99 * truth - 0.012);  // the brute force looks at whole 1e-7 degrees
            compared += truth > 0;
        }
    }
    EXPECT_GT(compared, 100);
}

INSTANTIATE_TEST_SUITE_P(Places, LowerBound,
                         testing::Values(Region{"equator", 10, 0}, Region{"tropics", -72.3, 18.5},
                                         Region{"north60", 25, 60}, Region{"south45", 170, -45},
                                         Region{"north85", -40, 85}, Region{"north89", 100, 89},
                                         Region{"pole", 0, 90}, Region{"southpole", 0, -90},
                                         Region{"fiji", 179.999, -17},
                                         Region{"chukotka", -180, 66}),
                         [](const auto& region) { return region.param.name; });

TEST(LowerBoundAnywhere, HoldsForAnyPlaceAndAnyBox) {
    RandomPlaces places{7};
    for (int i = 0; i < 20'000; ++i) {
        const Location from = places.anywhere();
        const BoundingBox box =
            box_from(places.anywhere(), places.between(0, 180), places.between(0, 60));
        const double bound = distance_lower_bound_m(from, box);
        for (int k = 0; k < 5; ++k) ASSERT_LE(bound, karney_m(from, inside(places, box)));
    }
}

TEST(LowerBoundAnywhere, IsZeroInsideAndAtTheOtherNameOfTheAntimeridian) {
    const BoundingBox fiji = box_from(location_from_degrees(177, -19), 5, 4);
    ASSERT_TRUE(fiji.crosses_antimeridian());
    EXPECT_EQ(distance_lower_bound_m(location_from_degrees(-179, -17), fiji), 0);
    EXPECT_EQ(distance_lower_bound_m(location_from_degrees(178, -17), fiji), 0);
    const BoundingBox east_of_it = box_from(location_from_degrees(-180, -19), 1, 4);
    EXPECT_EQ(distance_lower_bound_m(location_from_degrees(180, -17), east_of_it), 0);
    EXPECT_NEAR(distance_lower_bound_m(location_from_degrees(179.99, -17), east_of_it), 1060, 10);
}

TEST(LowerBoundAnywhere, AnEmptyBoxIsInfinitelyFar) {
    EXPECT_EQ(distance_lower_bound_m(location_from_degrees(0, 0), BoundingBox{}),
              std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace konbit
