#include "import/simplify.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "import/draw_class.hpp"

namespace konbit {
namespace {

TEST(Simplify, StraightLineKeepsItsEnds) {
    Geometry out;
    simplify(make_line({{0, 0}, {1000, 3}, {2000, -3}, {3000, 0}}), 100, out);
    EXPECT_EQ(out, make_line({{0, 0}, {3000, 0}}));
}

TEST(Simplify, KeepsBendsOfMoreThanHalfAPixel) {
    Geometry out;
    const Geometry bend = make_line({{0, 0}, {1000, 60}, {2000, 0}});
    simplify(bend, 100, out);
    EXPECT_EQ(out, bend);
    simplify(bend, 200, out);
    EXPECT_EQ(out, make_line({{0, 0}, {2000, 0}}));
}

TEST(Simplify, LatitudeIsStretchedAsOnThePicture) {
    const std::int32_t north = 600'000'000;  // at 60° a degree of latitude is twice as long
    Geometry out;
    simplify(make_line({{0, north}, {1000, north + 30}, {2000, north}}), 100, out);
    EXPECT_EQ(out.locations.size(), 3u);
}

TEST(Simplify, WhatIsSmallerThanAPixelGoes) {
    Geometry out;
    simplify(make_area({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}), 100, out);
    EXPECT_EQ(out.kind, GeometryKind::none);
    simplify(make_line({{0, 0}, {10, 10}}), 100, out);
    EXPECT_EQ(out.kind, GeometryKind::none);
    simplify(make_point({5, 5}), 1e9, out);
    EXPECT_EQ(out, make_point({5, 5}));
}

TEST(Simplify, RingsStayClosedAndTurnedAndSmallHolesGo) {
    Geometry area;
    area.kind = GeometryKind::area;
    const auto add = [&](bool outer, double radius) {
        const auto begin = static_cast<std::uint32_t>(area.locations.size());
        for (int i = 0; i <= 360; ++i) {
            const double angle = (outer ? i : -i) % 360 * 3.14159265358979 / 180;
            area.locations.push_back(
                {static_cast<std::int32_t>(std::lround(radius * std::cos(angle))),
                 static_cast<std::int32_t>(std::lround(radius * std::sin(angle)))});
        }
        area.rings.push_back({begin, static_cast<std::uint32_t>(area.locations.size()), outer});
    };
    add(true, 100'000);
    add(false, 50'000);
    add(false, 200);
    Geometry out;
    simplify(area, 1000, out);
    ASSERT_EQ(out.rings.size(), 2u);
    EXPECT_LT(out.locations.size(), 150u);
    for (const Ring& ring : out.rings) {
        const auto path = out.ring(ring);
        EXPECT_EQ(path.front(), path.back());
        EXPECT_EQ(signed_area_e14(path) > 0, ring.outer);
    }
    EXPECT_NEAR(signed_area_e14(out.ring(out.rings[0])) / signed_area_e14(area.ring(area.rings[0])),
                1, 0.02);
}

}  // namespace
}  // namespace konbit
