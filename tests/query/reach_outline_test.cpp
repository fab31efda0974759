#include "mapper/query/reach_outline.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "mapper/model/geodesy.hpp"

namespace konbit {
namespace {

Location at(double lat, double lon) {
    return location_from_degrees(lon, lat);
}

struct Lines {
    std::vector<std::vector<Location>> lines;
    BoundingBox box;

    void add(std::vector<Location> line) {
        for (const auto place : line) box.extend(place);
        lines.push_back(std::move(line));
    }
    [[nodiscard]] Roadside roadside() const {
        Roadside all{box};
        for (const auto& line : lines) all.add(line);
        all.widen();
        return all;
    }
};

Lines random_roads(std::mt19937& random, double lat, double lon, double degrees) {
    std::uniform_real_distribution<double> share{0, 1};
    Lines roads;
    for (int road = 0; road < 25; ++road) {
        double y = lat + share(random) * degrees, x = lon + share(random) * degrees;
        std::vector<Location> line{at(y, x)};
        for (int step = 0; step < 6; ++step) {
            y += (share(random) - 0.5) * degrees / 5;
            x += (share(random) - 0.5) * degrees / 5;
            line.push_back(at(y, x > 180 ? x - 360 : x));
        }
        roads.add(std::move(line));
    }
    return roads;
}

double to_roads_m(const Lines& roads, Location place) {
    double nearest = HUGE_VAL;
    for (const auto& line : roads.lines)
        nearest = std::min(nearest, distance_m(place, make_line(line)));
    return nearest;
}

/// RFC 7946: closed rings, outer ones against the clock, each before its holes.
void expect_right_rings(const Geometry& area) {
    ASSERT_EQ(area.kind, GeometryKind::area);
    ASSERT_FALSE(area.rings.empty());
    EXPECT_TRUE(area.rings.front().outer);
    const Ring* outer = nullptr;
    for (const auto& ring : area.rings) {
        const auto places = area.ring(ring);
        ASSERT_GE(places.size(), 4U);
        EXPECT_EQ(places.front(), places.back());
        EXPECT_EQ(signed_area_e14(places) > 0, ring.outer);
        if (ring.outer) outer = &ring;
        const auto around = make_area({area.ring(*outer).begin(), area.ring(*outer).end()});
        if (!ring.outer) {
            EXPECT_TRUE(contains(around, places.front()));
        }
    }
}

TEST(ReachOutline, HoldsTheLinesAndNothingFarFromThem) {
    std::mt19937 random{21};
    for (const auto& [lat, lon, degrees] :
         {std::array{42.5, 1.5, 0.1}, std::array{-33.0, -70.5, 0.02},
          std::array{65.0, 25.0, 0.5}}) {
        const auto roads = random_roads(random, lat, lon, degrees);
        const auto side = roads.roadside();
        const auto area = side.outline();
        expect_right_rings(area);
        for (const auto& line : roads.lines) {
            for (std::size_t i = 1; i < line.size(); ++i) {
                for (int step = 0; step <= 4; ++step) {
                    const Location place{
                        line[i - 1].lon_e7 + (line[i].lon_e7 - line[i - 1].lon_e7) / 4 * step,
                        line[i - 1].lat_e7 + (line[i].lat_e7 - line[i - 1].lat_e7) / 4 * step};
                    EXPECT_TRUE(contains(area, place));
                    EXPECT_TRUE(side.contains(place));
                }
            }
        }
        std::uniform_real_distribution<double> share{-0.1, 1.1};
        for (int i = 0; i < 500; ++i) {
            const auto place = at(lat + share(random) * degrees, lon + share(random) * degrees);
            EXPECT_EQ(contains(area, place), side.contains(place));
            const double away = to_roads_m(roads, place);
            if (away > side.width_m() * 1.8) {
                EXPECT_FALSE(side.contains(place)) << away;
            }
            if (away < side.width_m() * 0.4) {
                EXPECT_TRUE(side.contains(place)) << away;
            }
        }
    }
}

TEST(ReachOutline, ARoundaboutOfRoadsHasAHole) {
    Lines roads;
    roads.add(
        {at(10.00, 20.00), at(10.00, 20.02), at(10.02, 20.02), at(10.02, 20.00), at(10.00, 20.00)});
    const auto area = roads.roadside().outline();
    expect_right_rings(area);
    ASSERT_EQ(area.rings.size(), 2U);
    EXPECT_FALSE(contains(area, at(10.01, 20.01)));
    EXPECT_TRUE(contains(area, at(10.0, 20.01)));
    EXPECT_FALSE(contains(area, at(10.01, 20.03)));
}

TEST(ReachOutline, TwoRoadsFarApartAreTwoPolygons) {
    Lines roads;
    roads.add({at(10.00, 20.00), at(10.00, 20.01)});
    roads.add({at(10.05, 20.00), at(10.05, 20.01)});
    const auto area = roads.roadside().outline();
    expect_right_rings(area);
    EXPECT_EQ(area.rings.size(), 2U);
    EXPECT_TRUE(area.rings[1].outer);
}

TEST(ReachOutline, AcrossTheAntimeridian) {
    Lines roads;
    roads.lines = {{at(-16.8, 179.99), at(-16.8, -179.99)}};
    roads.box = {1'799'900'000, -168'000'000, -1'799'900'000, -168'000'000};
    const auto side = roads.roadside();
    for (const double lon : {179.99, 179.999, 180.0, -179.999, -179.99})
        EXPECT_TRUE(side.contains(at(-16.8, lon))) << lon;
    EXPECT_FALSE(side.contains(at(-16.8, 179.97)));
    EXPECT_FALSE(side.contains(at(-16.8, 0)));
    const auto area = side.outline();
    EXPECT_EQ(area.rings.size(), 1U);
    EXPECT_LT(area.locations.size(), 60U);
}

TEST(ReachOutline, OnePlaceAndNone) {
    Lines roads;
    roads.add({at(10, 20)});
    EXPECT_TRUE(contains(roads.roadside().outline(), at(10, 20)));
    Roadside none{BoundingBox{}};
    none.add(std::array{at(10, 20)});
    none.widen();
    EXPECT_EQ(none.outline().kind, GeometryKind::none);
    EXPECT_FALSE(none.contains(at(10, 20)));
}

}  // namespace
}  // namespace konbit
