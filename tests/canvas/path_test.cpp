#include "render/canvas/path.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "render/canvas/canvas.hpp"
#include "render/canvas/clip.hpp"

namespace konbit {
namespace {

Location at(double lon, double lat) {
    return location_from_degrees(lon, lat);
}

/// A line that wanders about some place, steps of up to `step` degrees.
std::vector<Location> wandering(std::mt19937& random, double lon, double lat, double step,
                                int count) {
    std::uniform_real_distribution<double> by{-step, step};
    std::vector<Location> line;
    for (int i = 0; i < count; ++i) line.push_back(at(lon += by(random), lat += by(random)));
    return line;
}

double distance_to_segment(PixelPoint p, PixelPoint a, PixelPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double t =
        length2 == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0);
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

double distance_to_path(PixelPoint p, const Path& path) {
    double nearest = 1e9;
    for (const auto& part : path.parts) {
        const auto points = path.part(part);
        for (std::size_t i = 1; i < points.size(); ++i) {
            nearest = std::min(nearest, distance_to_segment(p, points[i - 1], points[i]));
        }
    }
    return nearest;
}

TEST(PathBuilder, ProjectsToTheNearest256thOfAPixel) {
    std::mt19937 random{3};
    std::uniform_real_distribution<double> lon{-179, 179}, lat{-84, 84}, zoom{0, 19};
    for (int i = 0; i < 2000; ++i) {
        const WebMercator scale{i % 2 == 0 ? std::floor(zoom(random)) : zoom(random)};
        const Location place = at(lon(random), lat(random));
        const PixelPoint exact = scale.to_pixels(place);
        const PixelRect rect{static_cast<std::int64_t>(exact.x) - 200,
                             static_cast<std::int64_t>(exact.y) - 100, 512, 512};
        const PixelPoint found = PathBuilder{scale, rect, 10}.to_pixels(place);
        const double x =
            std::remainder(found.x + static_cast<double>(rect.x) - exact.x, scale.world_px());
        EXPECT_NEAR(x, 0, 1.0 / 256);
        EXPECT_NEAR(found.y + static_cast<double>(rect.y), exact.y, 1.0 / 256);
        EXPECT_EQ(found.y * 256, std::round(found.y * 256));
    }
}

TEST(PathBuilder, WhatIsDroppedIsNearToWhatIsKept) {
    std::mt19937 random{4};
    const WebMercator scale{13};
    for (int round = 0; round < 50; ++round) {
        const auto line = wandering(random, 1.5, 42.5, round % 2 == 0 ? 2e-4 : 2e-5, 300);
        const PixelPoint first = scale.to_pixels(line[0]);
        const PixelRect rect{static_cast<std::int64_t>(first.x) - 5000,
                             static_cast<std::int64_t>(first.y) - 5000, 10000, 10000};
        PathBuilder builder{scale, rect, 0, 0.35};
        Path path;
        builder.add_line(line, path);
        ASSERT_EQ(path.parts.size(), 1u);
        EXPECT_LT(path.points.size(), line.size());
        for (const Location place : line) {
            EXPECT_LT(distance_to_path(builder.to_pixels(place), path),
                      0.5);  // 0.35 beside it, and as much beyond its end
        }
        EXPECT_EQ(path.points.front(), builder.to_pixels(line.front()));
        EXPECT_EQ(path.points.back(), builder.to_pixels(line.back()));
    }
}

/// Draws the same things into a block and its neighbour, and both as one.
TEST(PathBuilder, NeighboursFitTogether) {
    std::mt19937 random{8};
    const WebMercator scale{14};
    const PixelPoint corner = scale.to_pixels(at(1.5, 42.5));
    const auto x = static_cast<std::int64_t>(corner.x), y = static_cast<std::int64_t>(corner.y);
    std::vector<std::vector<Location>> lines;
    for (int i = 0; i < 30; ++i)
        lines.push_back(wandering(random, 1.5 + i * 2e-4, 42.497, 2e-3, 200));
    const auto draw = [&](const PixelRect& rect) {
        Image image{rect.width, rect.height};
        Canvas canvas{image};
        PathBuilder builder{scale, rect, 20};
        constexpr float kDash[] = {7, 4};
        for (const auto& line : lines) {
            Path path, ring;
            builder.add_line(line, path);
            Geometry area{GeometryKind::area, line, {{0, static_cast<std::uint32_t>(line.size())}}};
            area.locations.back() = area.locations.front();
            builder.add(area, ring);
            canvas.fill(ring, {100, 150, 200, 90});
            canvas.fill_pattern(ring, Pattern::hatch, {0, 0, 0},
                                {static_cast<double>(rect.x), static_cast<double>(rect.y)});
            canvas.stroke(path, {200, 30, 30}, {.width_px = 5});
            canvas.stroke(path, {0, 0, 0},
                          {.cap = Stroke::Cap::butt, .width_px = 2, .dash = kDash});
        }
        return image;
    };
    const Image both = draw({x, y, 256, 128});
    Image together{256, 128};
    copy_pixels(draw({x, y, 128, 128}), 0, 0, 128, 128, together, 0, 0);
    copy_pixels(draw({x + 128, y, 128, 128}), 0, 0, 128, 128, together, 128, 0);
    int different = 0, farthest = 0;
    for (std::size_t i = 0; i < both.pixels.size(); ++i) {
        for (unsigned shift : {0U, 8U, 16U}) {
            const int a = both.pixels[i] >> shift & 255U, b = together.pixels[i] >> shift & 255U;
            farthest = std::max(farthest, std::abs(a - b));
            different += std::abs(a - b) > 3;
        }
    }
    EXPECT_LE(farthest, 24);
    EXPECT_LT(different, 400) << "of " << both.pixels.size() * 3;
}

TEST(PathBuilder, DropsRingsBelowHalfAPixel) {
    const WebMercator scale{10};
    const PixelPoint corner = scale.to_pixels(at(1.5, 42.5));
    PathBuilder builder{scale,
                        {static_cast<std::int64_t>(corner.x) - 50,
                         static_cast<std::int64_t>(corner.y) - 50, 100, 100},
                        4};
    const auto square = [](double size) {
        return make_area({at(1.5, 42.5), at(1.5 + size, 42.5), at(1.5 + size, 42.5 + size),
                          at(1.5, 42.5 + size), at(1.5, 42.5)});
    };
    Path path;
    builder.add(square(1e-4), path);  // 0.07 px
    EXPECT_TRUE(path.empty());
    builder.add(square(1e-2), path);  // 7 px
    ASSERT_EQ(path.parts.size(), 1u);
    EXPECT_TRUE(path.parts[0].closed);
    EXPECT_EQ(path.points.size(), 4u);
}

TEST(PathBuilder, GoesTheShortWayOverTheAntimeridian) {
    const WebMercator scale{5};
    const auto width = static_cast<std::int64_t>(scale.world_px());
    const std::vector<Location> line{at(179, 1), at(-179, -1)};
    for (const std::int64_t x : {std::int64_t{-100}, width - 100}) {
        Path path;
        PathBuilder builder{scale, {x, width / 2 - 100, 200, 200}, 4};
        builder.add_line(line, path);
        ASSERT_EQ(path.parts.size(), 1u) << x;
        EXPECT_NEAR(path.points[0].x, 100 - 8192 / 360.0, 0.01);
        EXPECT_NEAR(path.points[1].x, 100 + 8192 / 360.0, 0.01);
    }
    Path elsewhere;
    PathBuilder{scale, {width / 2 - 100, width / 2 - 100, 200, 200}, 4}.add_line(line, elsewhere);
    EXPECT_TRUE(elsewhere.empty()) << "the long way round was drawn";
}

TEST(PathBuilder, ShowsAPlaceInEveryCopyOfASmallWorld) {
    Path path;
    PathBuilder builder{WebMercator{0}, {0, 0, 512, 256}, 0};
    builder.add(make_area({at(-20, -20), at(20, -20), at(20, 20), at(-20, 20), at(-20, -20)}),
                path);
    EXPECT_EQ(path.parts.size(), 2u);
}

TEST(PathBuilder, ARoundaboutStaysClosed) {
    std::vector<Location> ring;
    for (int i = 0; i <= 20; ++i)
        ring.push_back(at(1.5 + 1e-3 * std::cos(i % 20 * 0.314159),
                          42.5 + 1e-3 * std::sin(i % 20 * 0.314159)));
    const WebMercator scale{15};
    const PixelPoint middle = scale.to_pixels(at(1.5, 42.5));
    Path path;
    PathBuilder{scale,
                {static_cast<std::int64_t>(middle.x) - 200,
                 static_cast<std::int64_t>(middle.y) - 200, 400, 400},
                4}
        .add_line(ring, path);
    ASSERT_EQ(path.parts.size(), 1u);
    EXPECT_TRUE(path.parts[0].closed);
    EXPECT_EQ(path.points.size(), 20u);
}

TEST(PathBuilder, BearsAnything) {
    Path path;
    PathBuilder builder{WebMercator{18}, {1000, 1000, 512, 512}, 8};
    builder.add({}, path);
    builder.add(make_point(at(0, 0)), path);
    builder.add_line({}, path);
    builder.add_line(std::vector<Location>{at(0, 0)}, path);
    builder.add_line(std::vector<Location>{at(0, 0), at(0, 0)}, path);
    builder.add_line(std::vector<Location>{at(-180, -90), at(180, 90), at(-180, 90), at(0, -90)},
                     path);
    builder.add(Geometry{GeometryKind::area, {at(0, 0), at(1, 1)}, {{0, 2}}}, path);
    for (const auto& p : path.points) {
        EXPECT_GE(p.x, -8.01);
        EXPECT_LE(p.x, 520.01);
    }
}

}  // namespace
}  // namespace konbit
