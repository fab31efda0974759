#include "mapper/model/geometry.hpp"

#include <gtest/gtest.h>

#include "tests/model/random_places.hpp"

namespace konbit {
namespace {

// Small whole numbers stand for 1e-7 degrees: the algorithms are exact on them.
std::vector<Location> square_ring(std::int32_t west, std::int32_t south, std::int32_t size) {
    return {{west, south},
            {west + size, south},
            {west + size, south + size},
            {west, south + size},
            {west, south}};
}
Geometry square(std::int32_t west, std::int32_t south, std::int32_t size) {
    return make_area(square_ring(west, south, size));
}
void add_ring(Geometry& area, std::vector<Location> ring, bool outer) {
    const auto begin = static_cast<std::uint32_t>(area.locations.size());
    area.locations.insert(area.locations.end(), ring.begin(), ring.end());
    area.rings.push_back({begin, static_cast<std::uint32_t>(area.locations.size()), outer});
}
Geometry ring_with_hole() {
    Geometry area = square(0, 0, 100);
    add_ring(area, {{30, 30}, {30, 70}, {70, 70}, {70, 30}, {30, 30}}, false);
    return area;
}

TEST(MakeArea, TurnsTheRingCounterClockwise) {
    const Geometry area = make_area({{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}});
    EXPECT_EQ(signed_area_e14(area.ring(area.rings[0])), 200);
    EXPECT_EQ(area.rings, (std::vector<Ring>{{0, 5, true}}));
    EXPECT_EQ(signed_area_e14({}), 0);
}

TEST(Contains, EdgesAndCornersAreInside) {
    const Geometry area = square(0, 0, 10);
    for (const Location at : {Location{5, 5}, {0, 0}, {10, 10}, {10, 0}, {0, 5}, {5, 0}, {5, 10}}) {
        EXPECT_TRUE(contains(area, at)) << at.lon_e7 << ' ' << at.lat_e7;
    }
    for (const Location at : {Location{11, 5}, {-1, 5}, {5, 11}, {5, -1}, {11, 10}, {-1, 0}}) {
        EXPECT_FALSE(contains(area, at)) << at.lon_e7 << ' ' << at.lat_e7;
    }
}

TEST(Contains, KnowsHolesAndIslandsInThem) {
    Geometry area = ring_with_hole();
    EXPECT_TRUE(contains(area, {10, 50}));
    EXPECT_FALSE(contains(area, {50, 50}));
    EXPECT_TRUE(contains(area, {30, 50})) << "the hole's edge";
    add_ring(area, square_ring(45, 45, 10), true);
    EXPECT_TRUE(contains(area, {50, 50}));
}

TEST(Contains, IsExactOnTheWholeGlobe) {
    // Products of differences here do not fit 64 bits.
    const Geometry area = make_area({{-1'800'000'000, -900'000'000},
                                     {1'800'000'000, -900'000'000},
                                     {1'800'000'000, 900'000'000},
                                     {-1'800'000'000, -900'000'000}});
    EXPECT_TRUE(contains(area, {0, 0})) << "on the diagonal";
    EXPECT_FALSE(contains(area, {-1, 0}));
    EXPECT_TRUE(contains(area, {1, 0}));
    EXPECT_FALSE(contains(area, {-1'799'999'999, -899'999'999}));
}

TEST(Contains, BothNamesOfTheAntimeridianAreOnePlace) {
    const Geometry area = square(1'799'999'900, 0, 100);
    EXPECT_TRUE(contains(area, {1'800'000'000, 50}));
    EXPECT_TRUE(contains(area, {-1'800'000'000, 50}));
}

TEST(Contains, IsFalseForLinesAndPoints) {
    EXPECT_FALSE(contains(make_line({{0, 0}, {10, 0}}), {5, 0}));
    EXPECT_FALSE(contains(make_point({0, 0}), {0, 0}));
    EXPECT_FALSE(contains(Geometry{}, {0, 0}));
}

/// Counts crossings with the plane formula in floating point, for places off the grid's lines.
bool contains_by_angles(const Geometry& area, double x, double y) {
    bool odd = false;
    for (const Ring& r : area.rings) {
        const auto ring = area.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i) {
            const double ax = ring[i - 1].lon_e7, ay = ring[i - 1].lat_e7;
            const double bx = ring[i].lon_e7, by = ring[i].lat_e7;
            if ((ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)) odd = !odd;
        }
    }
    return odd;
}

std::vector<Location> random_ring(RandomPlaces& places, int size) {
    std::vector<Location> ring;
    for (int i = 0; i < 8; ++i) ring.push_back({places.whole(0, size), places.whole(0, size)});
    ring.push_back(ring.front());
    return ring;
}

TEST(Contains, AgreesWithFloatingPointOnRandomRings) {
    RandomPlaces places{21};
    int inside = 0;
    for (int i = 0; i < 2'000; ++i) {
        const Geometry area = make_area(random_ring(places, 1'000));
        for (int k = 0; k < 20; ++k) {
            const Location at{places.whole(0, 1'000), places.whole(0, 1'000)};
            // Near an edge the two may differ: look a little to each side.
            const bool expected = contains_by_angles(area, at.lon_e7 + 1e-4, at.lat_e7 + 2e-7);
            if (expected != contains_by_angles(area, at.lon_e7 - 1e-4, at.lat_e7 - 2e-7)) {
                continue;
            }
            if (expected) {
                ASSERT_TRUE(contains(area, at));
            }
            inside += contains(area, at);
        }
    }
    EXPECT_GT(inside, 1'000);
}

TEST(IntersectsArea, SeesEachWayToTouch) {
    const Geometry area = ring_with_hole();
    EXPECT_TRUE(intersects(make_line({{-10, 10}, {110, 12}}), area)) << "through, no vertex inside";
    EXPECT_TRUE(intersects(make_line({{40, 50}, {80, 50}}), area)) << "out of the hole";
    EXPECT_TRUE(intersects(make_line({{100, 100}, {200, 200}}), area)) << "a corner";
    EXPECT_FALSE(intersects(make_line({{40, 40}, {60, 60}}), area)) << "inside the hole";
    EXPECT_FALSE(intersects(make_line({{101, -10}, {101, 200}}), area));
    EXPECT_TRUE(intersects(make_point({10, 10}), area));
    EXPECT_FALSE(intersects(make_point({50, 50}), area));
}

TEST(IntersectsArea, OfAreasInsideOneAnother) {
    const Geometry area = ring_with_hole();
    EXPECT_TRUE(intersects(square(5, 5, 10), area));
    EXPECT_TRUE(intersects(square(-50, -50, 300), area)) << "all of it";
    EXPECT_FALSE(intersects(square(40, 40, 10), area)) << "in the hole";
    EXPECT_TRUE(intersects(square(30, 30, 40), area)) << "fills the hole: the edges touch";
    EXPECT_TRUE(intersects(square(100, 0, 10), area)) << "side by side";
    EXPECT_FALSE(intersects(square(101, 0, 10), area));
    EXPECT_FALSE(intersects(Geometry{}, area));
    EXPECT_FALSE(intersects(area, make_line({{0, 0}, {10, 10}}))) << "a line is no area";
}

TEST(IntersectsArea, IsSymmetricForRandomAreas) {
    RandomPlaces places{22};
    int meetings = 0;
    for (int i = 0; i < 3'000; ++i) {
        Geometry a = make_area(random_ring(places, 60));
        Geometry b = make_area(random_ring(places, 60));
        for (Location& at : b.locations) at.lon_e7 += 50;
        ASSERT_EQ(intersects(a, b), intersects(b, a));
        meetings += intersects(a, b);
        bool shared = false;
        for (int x = 50; x <= 60 && !shared; ++x) {
            for (int y = 0; y <= 60 && !shared; ++y) {
                shared = contains(a, {x, y}) && contains(b, {x, y});
            }
        }
        if (shared) {
            ASSERT_TRUE(intersects(a, b));
        }
    }
    EXPECT_GT(meetings, 100);
    EXPECT_LT(meetings, 2'900);
}

TEST(IntersectsBox, TakesTheShapeNotItsBox) {
    const Geometry diagonal = make_line({{0, 0}, {100, 100}});
    EXPECT_TRUE(intersects(diagonal, BoundingBox{40, 40, 60, 60}));
    EXPECT_TRUE(intersects(diagonal, BoundingBox{40, 30, 60, 40})) << "touches a corner";
    EXPECT_FALSE(intersects(diagonal, BoundingBox{60, 10, 90, 40}));
    EXPECT_TRUE(intersects(ring_with_hole(), BoundingBox{10, 10, 20, 20})) << "box inside";
    EXPECT_FALSE(intersects(ring_with_hole(), BoundingBox{40, 40, 60, 60})) << "box in the hole";
    EXPECT_TRUE(intersects(make_point({5, 5}), BoundingBox{5, 5, 9, 9}));
    EXPECT_FALSE(intersects(make_point({5, 5}), BoundingBox{}));
    EXPECT_FALSE(intersects(Geometry{}, BoundingBox{0, 0, 9, 9}));
}

TEST(IntersectsBox, ThatCrossesTheAntimeridian) {
    const BoundingBox box{1'790'000'000, -10, -1'790'000'000, 10};
    EXPECT_TRUE(intersects(make_point({1'795'000'000, 0}), box));
    EXPECT_TRUE(intersects(make_point({-1'795'000'000, 0}), box));
    EXPECT_FALSE(intersects(make_point({0, 0}), box));
}

TEST(IntersectsBox, AgreesWithTheAreaOfTheBox) {
    RandomPlaces places{23};
    for (int i = 0; i < 5'000; ++i) {
        const Geometry line = make_line({{places.whole(0, 50), places.whole(0, 50)},
                                         {places.whole(0, 50), places.whole(0, 50)},
                                         {places.whole(0, 50), places.whole(0, 50)}});
        const BoundingBox box{places.whole(0, 25), places.whole(0, 25), places.whole(25, 50),
                              places.whole(25, 50)};
        const Geometry area = make_area({{box.west, box.south},
                                         {box.east, box.south},
                                         {box.east, box.north},
                                         {box.west, box.north},
                                         {box.west, box.south}});
        ASSERT_EQ(intersects(line, box), intersects(line, area)) << "case " << i;
    }
}

TEST(RepresentativePoint, IsTheCentroidWhereThatIsInside) {
    EXPECT_EQ(representative_point(square(0, 0, 10)), (Location{5, 5}));
    EXPECT_EQ(representative_point(make_point({3, 4})), (Location{3, 4}));
    EXPECT_EQ(representative_point(make_line({{0, 0}, {1, 1}, {9, 9}})), (Location{1, 1}));
    EXPECT_FALSE(representative_point(Geometry{}).valid());
}

TEST(RepresentativePoint, OfAHorseshoeIsInsideIt) {
    const Geometry horseshoe = make_area(
        {{0, 0}, {100, 0}, {100, 10}, {10, 10}, {10, 90}, {100, 90}, {100, 100}, {0, 100}, {0, 0}});
    EXPECT_EQ(representative_point(horseshoe), (Location{5, 50}));
}

TEST(RepresentativePoint, TakesTheLargestPolygon) {
    Geometry islands = square(0, 0, 10);
    add_ring(islands, square_ring(100, 100, 50), true);
    EXPECT_EQ(representative_point(islands), (Location{125, 125}));
}

TEST(RepresentativePoint, IsAlwaysInTheArea) {
    RandomPlaces places{24};
    for (int i = 0; i < 5'000; ++i) {
        const Geometry area = make_area(random_ring(places, i % 2 == 0 ? 30 : 1'000'000));
        ASSERT_TRUE(contains(area, representative_point(area)));
    }
    const Geometry flat = make_area({{0, 0}, {10, 0}, {5, 0}, {0, 0}});
    EXPECT_TRUE(contains(flat, representative_point(flat)));
}

}  // namespace
}  // namespace konbit
