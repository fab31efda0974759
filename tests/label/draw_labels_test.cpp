#include "render/label/label_placer.hpp"

#include <set>

namespace konbit {
namespace {

constexpr std::uint32_t kGround = 0xFF80C080;
constexpr Color kBlack{0, 0, 0}, kWhite{255, 255, 255};

std::uint32_t pixel(const Image& image, int x, int y) {
    return image.row(y)[x];
}

PlacedLabel text_label(TextShaper& shaper, const TextPaint& paint, PixelPoint at,
                       std::vector<PixelPoint> baseline = {}) {
    auto label = std::make_shared<LabelCandidate>();
    LabelPlace place;
    place.with_text = true;
    place.text_at = at;
    place.baseline = std::move(baseline);
    label->text = shaper.shape("Ri Kapwa", paint, 16);
    label->text_paint = &paint;
    label->places.push_back(place);
    return {label, 0};
}

TextPaint paint_with_halo() {
    TextPaint paint;
    paint.color = kBlack;
    paint.halo = kWhite;
    return paint;
}

TEST(DrawLabels, NeighbouringPicturesFit) {
    TextShaper shaper;
    const auto paint = paint_with_halo();
    const std::vector<PlacedLabel> labels{
        text_label(shaper, paint, {1020.4, 40.7}),
        text_label(shaper, paint, {}, {{1000.3, 60.2}, {1040, 90.9}, {1090.5, 80.1}})};
    Image whole{200, 128, kGround}, left{100, 128, kGround}, right{100, 128, kGround};
    Canvas on_whole{whole}, on_left{left}, on_right{right};
    draw_labels(on_whole, labels, {940, 0}, 1);
    draw_labels(on_left, labels, {940, 0}, 1);
    draw_labels(on_right, labels, {1040, 0}, 1);
    Image joined{200, 128, 0};
    copy_pixels(left, 0, 0, 100, 128, joined, 0, 0);
    copy_pixels(right, 0, 0, 100, 128, joined, 100, 0);
    EXPECT_EQ(joined, whole);
    EXPECT_NE(whole, (Image{200, 128, kGround}));
}

TEST(DrawLabels, NoHaloCoversAText) {
    TextShaper shaper;
    const auto paint = paint_with_halo();
    const auto one = text_label(shaper, paint, {10, 40}),
               other = text_label(shaper, paint, {14, 44});
    Image first{120, 64, kGround}, both{120, 64, kGround};
    Canvas on_first{first}, on_both{both};
    draw_labels(on_first, std::vector{one}, {0, 0}, 1);
    draw_labels(on_both, std::vector{one, other}, {0, 0}, 1);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 120; ++x) {
            if (pixel(first, x, y) != 0xFF000000) continue;
            EXPECT_EQ(pixel(both, x, y), 0xFF000000) << x << ", " << y;
        }
    }
}

TEST(DrawLabels, IconsLieOnTextsAndMarksOnIcons) {
    TextShaper shaper;
    const auto paint = paint_with_halo();
    IconPaint icon;
    icon.plate = kWhite;
    icon.plate_edge = kBlack;
    ConditionPaint blocked;
    blocked.mark = Mark::square;
    blocked.fill = {0xD5, 0x5E, 0};
    blocked.edge = kBlack;
    const auto symbol = [](PixelPoint at) {
        auto label = std::make_shared<LabelCandidate>();
        LabelPlace place;
        place.with_icon = true;
        place.icon_at = at;
        label->places.push_back(place);
        return label;
    };
    auto marked = symbol({30, 30});
    marked->mark = &blocked;
    auto with_icon = symbol({34, 30});
    with_icon->icon = &icon;
    Image image{100, 60, kGround};
    Canvas canvas{image};
    // Though the mark comes first.
    draw_labels(
        canvas,
        std::vector<PlacedLabel>{{marked, 0}, {with_icon, 0}, text_label(shaper, paint, {20, 36})},
        {0, 0}, 1);
    EXPECT_EQ(pixel(image, 30, 30), 0xFFD55E00);
    EXPECT_EQ(pixel(image, 39, 30), 0xFFFFFFFF);
    EXPECT_EQ(pixel(image, 39, 36), 0xFFFFFFFF);  // plate, not text
}

TEST(DrawMark, HasAWhiteCollarAndABlackEdge) {
    for (const auto mark :
         {Mark::hollow_circle, Mark::square, Mark::triangle, Mark::half_disc, Mark::blocked_disc,
          Mark::restricted_diamond, Mark::unknown_disc, Mark::hatched_square, Mark::cross}) {
        ConditionPaint paint;
        paint.mark = mark;
        paint.fill = {0xF0, 0xE4, 0x42};
        paint.edge = kBlack;
        Image image{128, 128, kGround};
        Canvas canvas{image};
        draw_mark(canvas, paint, {64, 64}, 3, 16);
        const auto has = [&](std::uint32_t color) {
            return std::find(image.pixels.begin(), image.pixels.end(), color) != image.pixels.end();
        };
        EXPECT_TRUE(has(0xFFFFFFFF)) << static_cast<int>(mark);
        // The cross is all fill.
        EXPECT_EQ(has(0xFF000000), mark != Mark::cross) << static_cast<int>(mark);
        EXPECT_EQ(pixel(image, 2, 2), kGround);
    }
}

TEST(DrawMark, ShapesDifferInGrey) {
    std::set<std::vector<std::uint32_t>> pictures;
    int count = 0;
    for (const auto mark :
         {Mark::hollow_circle, Mark::square, Mark::triangle, Mark::half_disc, Mark::blocked_disc,
          Mark::restricted_diamond, Mark::unknown_disc, Mark::cross}) {
        ConditionPaint paint;
        paint.mark = mark;
        paint.fill = {128, 128, 128};
        paint.edge = kBlack;
        Image image{40, 40, kGround};
        Canvas canvas{image};
        draw_mark(canvas, paint, {20, 20}, 1);
        pictures.insert(image.pixels);
        ++count;
    }
    EXPECT_EQ(pictures.size(), static_cast<std::size_t>(count));
}

TEST(DrawMark, GrowsWithTheRatioAndTheSizeAsked) {
    ConditionPaint paint;
    paint.mark = Mark::square;
    paint.fill = {0xD5, 0x5E, 0};
    paint.edge = kBlack;
    const auto inside = [&](double ratio, double size_px) {
        Image image{100, 100, kGround};
        Canvas canvas{image};
        draw_mark(canvas, paint, {50, 50}, ratio, size_px);
        return std::count(image.pixels.begin(), image.pixels.end(), 0xFFD55E00);
    };
    EXPECT_GT(inside(4, 0), 14 * inside(1, 0));
    EXPECT_GT(inside(1, 20), 3 * inside(1, 0));
}

TEST(DrawPin, StandsOnItsTip) {
    FacilityPaint paint;
    paint.pin = true;
    paint.pin_fill = {0, 0x58, 0x8A};
    paint.pin_edge = kBlack;
    paint.icon.size_px = 20;
    Image image{60, 60, kGround};
    Canvas canvas{image};
    draw_pin(canvas, paint, {30, 50}, 1);
    EXPECT_EQ(pixel(image, 30, 38), 0xFF00588A);
    EXPECT_EQ(pixel(image, 22, 38), 0xFF00588A);
    EXPECT_EQ(pixel(image, 30, 55), kGround);
    EXPECT_EQ(pixel(image, 20, 50), kGround);
    EXPECT_EQ(pixel(image, 30, 10), kGround);
}

}  // namespace
}  // namespace konbit
