#include "render/canvas/canvas.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace konbit {
namespace {

constexpr Color kBlack{0, 0, 0};

Path ring(std::initializer_list<PixelPoint> points) {
    Path path;
    path.begin_part();
    for (const PixelPoint p : points) path.add(p);
    path.close_part();
    return path;
}

Path box(double left, double top, double right, double bottom) {
    return ring({{left, top}, {right, top}, {right, bottom}, {left, bottom}});
}

double ink(const Image& image) {
    double sum = 0;
    for (const std::uint32_t pixel : image.pixels) sum += (255 - (pixel & 255U)) / 255.0;
    return sum;
}

TEST(Canvas, FillsTheAreaOfAPolygon) {
    Image image{100, 100};
    Canvas canvas{image};
    canvas.fill(box(10.25, 20.5, 30.75, 60), kBlack);
    EXPECT_NEAR(ink(image), 20.5 * 39.5, 1);
    EXPECT_EQ(image.row(30)[20], 0xFF00'0000U);
    EXPECT_EQ(image.row(30)[40], 0xFFFF'FFFFU);
    EXPECT_NEAR(image.row(30)[10] & 255U, 255 * 0.25, 3) << "three quarters covered";
    canvas.clear({255, 255, 255});
    canvas.fill(ring({{5, 5}, {95, 50}, {5, 95}}), kBlack);
    EXPECT_NEAR(ink(image), 45 * 90, 4);
}

TEST(Canvas, EvenOddLeavesHolesAndNonzeroDoesNot) {
    Path path = box(10, 10, 50, 50);
    const Path hole = box(20, 20, 40, 40);
    path.begin_part();
    for (const PixelPoint p : hole.points) path.add(p);
    path.close_part();
    Image image{60, 60};
    Canvas{image}.fill(path, kBlack);
    EXPECT_NEAR(ink(image), 1600 - 400, 1);
    Image full{60, 60};
    Canvas{full}.fill(path, kBlack, Canvas::FillRule::nonzero);
    EXPECT_NEAR(ink(full), 1600, 1);
}

TEST(Canvas, ClipsToTheImage) {
    Image image{50, 40};
    Canvas canvas{image};
    canvas.fill(box(-1e9, -1e9, 1e9, 1e9), kBlack);
    EXPECT_EQ(image, Image(50, 40, 0xFF00'0000U));
    canvas.clear({255, 255, 255});
    canvas.fill(ring({{-500, 20}, {500, -500}, {500, 500}}), kBlack);
    EXPECT_EQ(image.row(20)[49], 0xFF00'0000U);
    canvas.fill(box(500, 500, 600, 600), kBlack);
    canvas.fill(ring({{NAN, 1}, {2, NAN}, {INFINITY, -INFINITY}}), kBlack);
}

TEST(Canvas, MixesColours) {
    Image image{10, 10};
    Canvas canvas{image};
    canvas.clear({200, 100, 50});
    EXPECT_EQ(image.row(0)[0], 0xFFC8'6432U);
    canvas.fill(box(0, 0, 10, 10), {0, 0, 0, 128});
    EXPECT_NEAR(image.row(5)[5] >> 16U & 255U, 100, 2);
    EXPECT_EQ(image.row(5)[5] >> 24U, 255U) << "stays opaque";
    const Image before = image;
    canvas.fill(box(0, 0, 10, 10), kNoColor);
    EXPECT_EQ(image, before);
}

TEST(Canvas, DrawsIntoHolesPremultiplied) {
    Image image{10, 10, 0};
    Canvas canvas{image};
    canvas.fill(box(0, 0, 5.5, 10), {255, 255, 255});
    EXPECT_EQ(image.row(5)[2], 0xFFFF'FFFFU);
    const std::uint32_t edge = image.row(5)[5];
    EXPECT_NEAR(edge >> 24U, 128, 2);
    EXPECT_EQ(edge >> 24U, edge & 255U);
    EXPECT_EQ(image.row(5)[7], 0U);
}

TEST(Canvas, PatternsGoOnInTheNextPicture) {
    const Path all = box(-10, -10, 200, 200);
    for (const Pattern pattern :
         {Pattern::hatch, Pattern::waves, Pattern::triangles, Pattern::dots}) {
        for (const double ratio : {1.0, 1.5, 2.0}) {
            const auto draw = [&](double x, double y, int width) {
                Image image{width, 64};
                Canvas{image}.fill_pattern(all, pattern, kBlack, {x, y}, ratio);
                return image;
            };
            const Image both = draw(-70, 1000, 128);
            Image together{128, 64};
            copy_pixels(draw(-70, 1000, 64), 0, 0, 64, 64, together, 0, 0);
            copy_pixels(draw(-6, 1000, 64), 0, 0, 64, 64, together, 64, 0);
            EXPECT_EQ(both, together);
            EXPECT_GT(ink(both), 128 * 64 * 0.03);
            EXPECT_LT(ink(both), 128 * 64 * 0.5);
        }
    }
}

TEST(Canvas, HatchRisesAt45Degrees) {
    Image image{64, 64};
    Canvas{image}.fill_pattern(box(0, 0, 64, 64), Pattern::hatch, kBlack, {0, 0});
    for (int y = 1; y < 64; ++y) {
        for (int x = 0; x < 63; ++x) EXPECT_EQ(image.row(y)[x], image.row(y - 1)[x + 1]);
    }
    EXPECT_NEAR(ink(image) / (64 * 64), 1.2 / 5, 0.03);
}

TEST(Canvas, APlainPatternFills) {
    Image image{10, 10};
    Canvas{image}.fill_pattern(box(0, 0, 10, 10), Pattern::plain, kBlack, {0, 0});
    EXPECT_EQ(image, Image(10, 10, 0xFF00'0000U));
}

TEST(Canvas, AMaskIsDrawnWhereItsAnchorIs) {
    Image direct{60, 60}, through{60, 60};
    Canvas a{direct}, b{through};
    const Path shape = ring({{10.3, 12.6}, {40.2, 20.1}, {25, 50.9}});
    a.fill(shape, kBlack);
    const Mask mask = b.mask_of(shape, {20, 20}, Canvas::FillRule::even_odd);
    EXPECT_EQ(mask.left, -10);
    EXPECT_EQ(mask.top, -8);
    b.blend(mask, 20, 20, kBlack);
    EXPECT_EQ(direct, through);
}

TEST(Canvas, MasksAreCutAtTheImagesEdge) {
    Image image{20, 20};
    Canvas canvas{image};
    const Mask mask = canvas.mask_of(box(0, 0, 8, 8), {0, 0}, Canvas::FillRule::nonzero);
    for (const int x : {-100, -4, 16, 100}) {
        for (const int y : {-100, -4, 16, 100}) canvas.blend(mask, x, y, kBlack);
    }
    EXPECT_NEAR(ink(image), 4 * 16, 0.01);
    EXPECT_TRUE(
        canvas.mask_of(box(0, 0, 1e7, 1e7), {0, 0}, Canvas::FillRule::nonzero).coverage.empty());
    EXPECT_TRUE(canvas.mask_of({}, {0, 0}, Canvas::FillRule::nonzero).coverage.empty());
}

TEST(Canvas, DrawsIconsOnTheirGrid) {
    using enum Icon::Verb;
    Icon icon;
    icon.parts.push_back(
        {{move, line, line, line, close}, {{0, 0}, {24, 0}, {24, 24}, {0, 24}}, true, false});
    icon.parts.push_back({{move, cubic, cubic, close},
                          {{6, 12}, {6, 4}, {18, 4}, {18, 12}, {18, 20}, {6, 20}, {6, 12}},
                          true,
                          false,
                          2,
                          true});
    Image image{40, 40};
    Canvas{image}.icon(icon, {20, 20}, 24, kBlack, {255, 255, 255});
    EXPECT_EQ(image.row(10)[9], 0xFF00'0000U);
    EXPECT_EQ(image.row(7)[20], 0xFFFF'FFFFU) << "outside of the grid";
    EXPECT_EQ(image.row(20)[20], 0xFFFF'FFFFU) << "paper";
    Icon broken;
    broken.parts.push_back(
        {{line, move, cubic, cubic, close}, {{1, 1}, {2, 2}, {3, 3}}, true, true});
    Canvas{image}.icon(broken, {20, 20}, 24, kBlack, kBlack);
}

TEST(CopyPixels, LeavesOutWhatLiesOutside) {
    Image from{4, 4, 1}, to{4, 4, 0};
    copy_pixels(from, -2, 0, 4, 4, to, 0, 1);
    EXPECT_EQ(to.row(0)[3], 0U);
    EXPECT_EQ(to.row(1)[1], 0U);
    EXPECT_EQ(to.row(1)[2], 1U);
    EXPECT_EQ(to.row(3)[3], 1U);
    copy_pixels(from, 10, 10, 4, 4, to, 0, 0);
    copy_pixels(from, 0, 0, 4, 4, to, -10, 3);
    EXPECT_EQ(to.row(3)[0], 0U);
}

}  // namespace
}  // namespace konbit
