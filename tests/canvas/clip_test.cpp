#include "render/canvas/clip.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "render/canvas/canvas.hpp"

namespace konbit {
namespace {

constexpr int kSide_px = 64;
constexpr PixelBox kBox{-8, -8, kSide_px + 8, kSide_px + 8};

using Points = std::vector<PixelPoint>;

Points random_points(std::mt19937& random, int count) {
    std::uniform_real_distribution<double> anywhere{-150, 200};
    Points points;
    for (int i = 0; i < count; ++i) points.push_back({anywhere(random), anywhere(random)});
    return points;
}

Path path_of(const Points& points, bool closed) {
    Path path;
    path.begin_part();
    for (const PixelPoint p : points) path.add(p);
    if (closed) path.close_part();
    return path;
}

Image filled(const Path& path) {
    Image image{kSide_px, kSide_px, 0xFF00'0000U};
    Canvas{image}.fill(path, {255, 255, 255});
    return image;
}

int farthest_channel(const Image& a, const Image& b) {
    int farthest = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        farthest = std::max(farthest, std::abs(static_cast<int>(a.pixels[i] & 255U) -
                                               static_cast<int>(b.pixels[i] & 255U)));
    }
    return farthest;
}

TEST(ClipRing, CoversWhatTheWholeRingCovers) {
    std::mt19937 random{11};
    Points spare;
    for (int round = 0; round < 300; ++round) {
        const Points ring = random_points(random, 3 + round % 30);
        Points cut = ring;
        clip_ring(cut, kBox, spare);
        for (const PixelPoint p : cut) {
            EXPECT_TRUE(kBox.contains(PixelBox{p.x + 1e-6, p.y + 1e-6, p.x - 1e-6, p.y - 1e-6}));
        }
        const Image expected = filled(path_of(ring, true));
        EXPECT_LE(farthest_channel(filled(path_of(cut, true)), expected), 6) << "round " << round;
    }
}

TEST(ClipRing, LeavesNothingOfARingElsewhereAndABoxOfOneAround) {
    Points spare, away{{100, 100}, {120, 100}, {110, 140}};
    clip_ring(away, kBox, spare);
    EXPECT_TRUE(away.empty());
    Points around{{-1000, -1000}, {1000, -1000}, {1000, 1000}, {-1000, 1000}};
    clip_ring(around, kBox, spare);
    EXPECT_EQ(box_of(around).left, kBox.left);
    EXPECT_EQ(box_of(around).bottom, kBox.bottom);
    EXPECT_EQ(filled(path_of(around, true)), Image(kSide_px, kSide_px));
}

/// Length inside the box, by small steps.
double length_inside(const Points& line) {
    double inside = 0;
    for (std::size_t i = 1; i < line.size(); ++i) {
        constexpr int kSteps = 2000;
        const double dx = (line[i].x - line[i - 1].x) / kSteps,
                     dy = (line[i].y - line[i - 1].y) / kSteps;
        for (int k = 0; k < kSteps; ++k) {
            const double x = line[i - 1].x + (k + 0.5) * dx, y = line[i - 1].y + (k + 0.5) * dy;
            if (kBox.contains(PixelBox{x, y, x, y})) inside += std::hypot(dx, dy);
        }
    }
    return inside;
}

TEST(ClipLine, KeepsTheLengthInside) {
    std::mt19937 random{12};
    for (int round = 0; round < 100; ++round) {
        const Points line = random_points(random, 2 + round % 12);
        Path cut;
        clip_line(line, kBox, cut);
        double length = 0;
        for (const Path::Part& part : cut.parts) {
            const auto points = cut.part(part);
            ASSERT_GE(points.size(), 2u);
            for (std::size_t i = 1; i < points.size(); ++i) {
                length += std::hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
            }
        }
        EXPECT_NEAR(length, length_inside(line), 0.2 * static_cast<double>(line.size()));
    }
}

TEST(ClipLine, CutsIntoPartsThatKnowHowFarTheyAre) {
    Path cut;
    clip_line(Points{{-108, 10}, {30, 10}, {30, 172}, {40, 172}, {40, 20}}, kBox, cut);
    ASSERT_EQ(cut.parts.size(), 2u);
    EXPECT_DOUBLE_EQ(cut.parts[0].start_px, 100);
    EXPECT_DOUBLE_EQ(cut.parts[1].start_px, 138 + 162 + 10 + 100);
    EXPECT_EQ(cut.part(cut.parts[0]).front(), (PixelPoint{-8, 10}));
    EXPECT_EQ(cut.part(cut.parts[1]).back(), (PixelPoint{40, 20}));
}

TEST(ClipLine, ALineInsideIsOnePart) {
    Path cut;
    clip_line(Points{{0, 0}, {10, 10}, {20, 0}, {5, 5}}, kBox, cut);
    ASSERT_EQ(cut.parts.size(), 1u);
    EXPECT_EQ(cut.points.size(), 4u);
    EXPECT_EQ(cut.parts[0].start_px, 0);
}

}  // namespace
}  // namespace konbit
