#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "render/canvas/canvas.hpp"
#include "render/canvas/outline.hpp"

namespace konbit {
namespace {

using Points = std::vector<PixelPoint>;

Path path_of(const Points& points, bool closed = false) {
    Path path;
    path.begin_part();
    for (const PixelPoint p : points) path.add(p);
    if (closed) path.close_part();
    return path;
}

/// Ink in pixels: black on white.
double ink(const Image& image) {
    double sum = 0;
    for (const std::uint32_t pixel : image.pixels) sum += (255 - (pixel & 255U)) / 255.0;
    return sum;
}

double stroked_ink(const Path& path, const Stroke& stroke) {
    Image image{200, 200};
    Canvas{image}.stroke(path, {0, 0, 0}, stroke);
    return ink(image);
}

TEST(Stroke, IsAsWideAsItSays) {
    const Path line = path_of({{20.3, 40.7}, {150.9, 120.1}});
    const double length = std::hypot(130.6, 79.4);
    for (const double width : {0.5, 1.0, 2.5, 8.0, 20.0}) {
        const double butt = stroked_ink(line, {.cap = Stroke::Cap::butt, .width_px = width});
        EXPECT_NEAR(butt, length * width, length * width * 0.02) << width;
        const double square = stroked_ink(line, {.cap = Stroke::Cap::square, .width_px = width});
        EXPECT_NEAR(square - butt, width * width, 0.03 * width * width + 0.8) << width;
        const double round = stroked_ink(line, {.width_px = width});
        EXPECT_NEAR(round - butt, std::numbers::pi / 4 * width * width, 0.06 * width * width + 0.8)
            << width;
    }
}

TEST(Stroke, ARingIsClosed) {
    Points circle;
    for (int i = 0; i < 100; ++i) {
        circle.push_back({100 + 60 * std::cos(i * std::numbers::pi / 50),
                          100 + 60 * std::sin(i * std::numbers::pi / 50)});
    }
    const double around = 2 * std::numbers::pi * 60;
    EXPECT_NEAR(stroked_ink(path_of(circle, true), {.width_px = 6}), around * 6, 20);
    std::reverse(circle.begin(), circle.end());
    EXPECT_NEAR(stroked_ink(path_of(circle, true), {.width_px = 6}), around * 6, 20);
}

TEST(Stroke, MitersAreSharpAndBevelsCut) {
    const Path corner = path_of({{50, 150}, {50, 50}, {150, 50}});
    const auto at = [&](Stroke::Join join) {
        return stroked_ink(corner, {.cap = Stroke::Cap::butt, .join = join, .width_px = 20});
    };
    EXPECT_NEAR(at(Stroke::Join::miter), 20 * 200, 2);
    EXPECT_NEAR(at(Stroke::Join::bevel), 20 * 200 - 50, 2);
    EXPECT_NEAR(at(Stroke::Join::round), 20 * 200 - 100 + std::numbers::pi * 25, 4);
}

/// Every point within half the width of the line must be inked, and none outside.
TEST(Stroke, CoversExactlyWhatIsNear) {
    std::mt19937 random{9};
    std::uniform_real_distribution<double> anywhere{30, 170}, step{-9, 9};
    for (int round = 0; round < 12; ++round) {
        Points line{{100, 100}};
        for (int i = 0; i < 25; ++i) {
            line.push_back(round % 2 == 0 ? PixelPoint{anywhere(random), anywhere(random)}
                                          : PixelPoint{line.back().x + step(random),
                                                       line.back().y + step(random)});
        }
        const double width = 3 + round % 12;
        Image image{200, 200};
        Canvas{image}.stroke(path_of(line), {0, 0, 0}, {.width_px = width});
        int wrong = 0;
        for (int y = 0; y < 200; ++y) {
            for (int x = 0; x < 200; ++x) {
                double nearest = 1e9;
                for (std::size_t i = 1; i < line.size(); ++i) {
                    const PixelPoint a = line[i - 1], b = line[i];
                    const double dx = b.x - a.x, dy = b.y - a.y, px = x + 0.5 - a.x,
                                 py = y + 0.5 - a.y;
                    const double t =
                        std::clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0.0, 1.0);
                    nearest = std::min(nearest, std::hypot(px - t * dx, py - t * dy));
                }
                const unsigned darkness = 255 - (image.row(y)[x] & 255U);
                wrong += nearest < width / 2 - 0.9 ? darkness < 250
                                                   : (nearest > width / 2 + 0.9 && darkness > 5);
            }
        }
        EXPECT_LE(wrong, 2) << "round " << round;
    }
}

TEST(Stroke, DashesCoverTheirPart) {
    const Path line = path_of({{10, 100}, {110, 100}, {110, 10}, {190, 10}});
    constexpr float kDash[] = {7, 4};
    const Stroke dashed{.cap = Stroke::Cap::butt, .width_px = 3, .dash = kDash};
    EXPECT_NEAR(stroked_ink(line, dashed), 270 * 3 * 7 / 11.0, 12);
    Image image{200, 200};
    Canvas{image}.stroke(line, {0, 0, 0}, dashed);
    EXPECT_EQ(image.row(100)[12], 0xFF00'0000U);
    EXPECT_EQ(image.row(100)[19], 0xFFFF'FFFFU);
    EXPECT_EQ(image.row(100)[23], 0xFF00'0000U);
}

TEST(Stroke, DashesGoOnWhereALineWasCut) {
    constexpr float kDash[] = {7, 4};
    const auto draw = [&](double from, double start) {
        Image image{200, 20};
        Path path = path_of({{from, 10}, {200, 10}});
        path.parts[0].start_px = start;
        Canvas{image}.stroke(path, {0, 0, 0},
                             {.cap = Stroke::Cap::butt, .width_px = 3, .dash = kDash});
        return image;
    };
    const Image whole = draw(0, 0), cut = draw(50, 50);
    for (int x = 51; x < 200; ++x) EXPECT_EQ(whole.row(10)[x], cut.row(10)[x]) << x;
}

TEST(Stroke, BearsAnything) {
    const Path line = path_of({{10, 10}, {100, 100}, {100, 100}, {10, 10}, {1e300, 5}, {NAN, 3}});
    constexpr float kZero[] = {0, 0}, kNegative[] = {5, -3}, kOdd[] = {6}, kNan[] = {NAN, 1};
    for (const std::span<const float> dash :
         {std::span{kZero}, std::span{kNegative}, std::span{kNan}}) {
        EXPECT_GT(stroked_ink(path_of({{10, 10}, {100, 100}}), {.width_px = 2, .dash = dash}), 200)
            << "drawn solid";
    }
    EXPECT_NEAR(
        stroked_ink(path_of({{10, 10}, {190, 10}}),
                    {.cap = Stroke::Cap::butt, .width_px = 2, .dash = std::span{kOdd}.first(1)}),
        180, 10);
    EXPECT_EQ(stroked_ink(line, {.width_px = 0}), 0);
    EXPECT_EQ(stroked_ink(line, {.width_px = NAN}), 0);
    EXPECT_GT(stroked_ink(line, {.width_px = 3}), 100);
    EXPECT_EQ(stroked_ink(path_of({}), {.width_px = 3}), 0);
}

}  // namespace
}  // namespace konbit
