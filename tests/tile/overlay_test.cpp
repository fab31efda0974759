#include "render/tile/overlay.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/tile/drawn_pictures.hpp"

namespace konbit {
namespace {

constexpr double kLat = 42.50, kLon = 1.50;
constexpr std::uint32_t kPaper = 0xFFFF'FFFF;

struct Drawn {
    Image image;
    PixelRect rect;
    [[nodiscard]] std::size_t count(std::uint32_t pixel) const {
        return static_cast<std::size_t>(
            std::count(image.pixels.begin(), image.pixels.end(), pixel));
    }
    [[nodiscard]] bool empty() const { return count(kPaper) == image.pixels.size(); }
};

/// The overlay alone, on white, around the place where all maps here are.
Drawn draw(const Map& map, double zoom, const PaintOptions& options = {}) {
    const WebMercator scale{zoom};
    const auto at = scale.to_pixels(location_from_degrees(kLon, kLat));
    const PixelRect rect{static_cast<std::int64_t>(at.x) / 512 * 512,
                         static_cast<std::int64_t>(at.y) / 512 * 512, 512, 512};
    Drawn drawn{Image{512, 512, kPaper}, rect};
    Canvas canvas{drawn.image};
    draw_overlay(map, test::humanitarian(), options, scale, rect,
                 conditions_in(map, scale.box_of(rect), true), canvas);
    return drawn;
}

TEST(Overlay, ClosedRoadsAreDashedOnBlack) {
    test::DrawnMap closed;
    closed.line(1, {{kLat, kLon - 0.02}, {kLat, kLon + 0.02}},
                {{"highway", "primary"}, {"status", "impassable"}});
    const auto map = test::open_drawn(closed.write());
    const auto& paint = test::humanitarian().passability(Passability::blocked);
    const auto drawn = draw(map, 15);
    EXPECT_GT(drawn.count(test::pixel_of(paint.fill)), 300U);
    EXPECT_GT(drawn.count(test::pixel_of(paint.edge)), 300U) << "gaps and edges";
    EXPECT_TRUE(draw(map, 7).empty()) << "too small to be seen";
    PaintOptions hidden;
    hidden.hidden_layers = {"damage"};
    EXPECT_TRUE(draw(map, 15, hidden).empty());
}

TEST(Overlay, OnlyTheReportedStretchIsDashed) {
    test::DrawnMap road;
    road.line(1, {{kLat, kLon - 0.02}, {kLat, kLon}, {kLat, kLon + 0.02}},
              {{"highway", "primary"}});
    auto map = test::open_drawn(road.write());
    const ObjectId id{ObjectType::way, 1};
    const auto nodes = map.base().object(id)->refs;
    Report report;
    report.kind = ReportKind::passability;
    report.about = anchor_of(map, id);
    report.about.span = NodeSpan{nodes[0], nodes[1]};
    report.observed = 1'700'000'000;
    report.passability = Passability::blocked;
    map.add({EntryKind::report, Audience::open_to_all, report});
    const auto drawn = draw(map, 15);
    const auto fill = test::pixel_of(test::humanitarian().passability(Passability::blocked).fill);
    const WebMercator scale{15};
    const auto middle = static_cast<int>(
        scale.to_pixels(location_from_degrees(kLon, kLat)).x - static_cast<double>(drawn.rect.x));
    std::size_t west = 0, east = 0;
    for (int y = 0; y < 512; ++y) {
        for (int x = 0; x < 512; ++x) {
            if (drawn.image.row(y)[x] != fill) continue;
            ++(x <= middle ? west : east);
        }
    }
    EXPECT_GT(west, 50U);
    EXPECT_LT(east, 10U);
}

TEST(Overlay, AReportedHazardIsASpot) {
    test::DrawnMap empty;
    empty.node(1, kLat, kLon);
    auto map = test::open_drawn(empty.write());
    Report slide;
    slide.kind = ReportKind::hazard;
    slide.about.at = location_from_degrees(kLon, kLat);
    slide.observed = 1'700'000'000;
    slide.what = "landslide";
    map.add({EntryKind::report, Audience::open_to_all, slide});
    const auto& paint = test::humanitarian().hazard("landslide");
    EXPECT_GT(draw(map, 15).count(test::pixel_of(paint.pattern_color)), 20U);
}

TEST(Overlay, OpenRoadsAreLeftAlone) {
    test::DrawnMap open;
    open.line(1, {{kLat, kLon - 0.02}, {kLat, kLon + 0.02}}, {{"highway", "primary"}});
    EXPECT_TRUE(draw(test::open_drawn(open.write()), 15).empty());
}

TEST(Overlay, LandslidesHaveTriangles) {
    test::DrawnMap slide;
    slide.square(1, kLat - 0.002, kLon - 0.002, 400, {{"hazard_type", "landslide"}});
    const auto map = test::open_drawn(slide.write());
    const auto& paint = test::humanitarian().hazard("landslide");
    ASSERT_EQ(paint.pattern, Pattern::triangles);
    EXPECT_GT(draw(map, 15).count(test::pixel_of(paint.pattern_color)), 20U);
}

TEST(Overlay, FloodsHaveWavesOnceThereIsAFlood) {
    test::DrawnMap flooded;
    flooded.square(1, kLat - 0.002, kLon - 0.002, 400, {{"hazard_type", "flood"}});
    auto map = test::open_drawn(flooded.write());
    EXPECT_TRUE(draw(map, 15).empty()) << "it may be flooded one day";
    map.set_event({"flood", 1'700'000'000, ""});
    EXPECT_FALSE(draw(map, 15).empty());
}

TEST(Overlay, SquaresNobodyLookedAtAreHatchedAfterADisaster) {
    test::DrawnMap town;
    // At zoom 13 a square of the grid is about 900 m wide: these two houses lie 4 km apart.
    town.square(1, kLat, kLon, 20, {{"building", "yes"}})
        .square(2, kLat, kLon - 0.05, 20, {{"building", "yes"}, {"damage", "no"}})
        .square(3, kLat, kLon - 0.05, 20, {{"building", "yes"}});
    auto map = test::open_drawn(town.write());
    EXPECT_TRUE(draw(map, 13).empty()) << "nothing happened";
    map.set_event({"earthquake", 1'700'000'000, ""});
    const auto drawn = draw(map, 13);
    const auto hatched = [&](double lon) {
        const auto at = WebMercator{13}.to_pixels(location_from_degrees(lon, kLat));
        const auto left = static_cast<std::int64_t>(at.x) / 64 * 64 - drawn.rect.x;
        const auto top = static_cast<std::int64_t>(at.y) / 64 * 64 - drawn.rect.y;
        std::size_t marked = 0;
        for (int y = 0; y < 64; ++y) {
            const auto* row = drawn.image.row(static_cast<int>(top) + y) + left;
            marked += static_cast<std::size_t>(
                std::count_if(row, row + 64, [](std::uint32_t p) { return p != kPaper; }));
        }
        return marked;
    };
    EXPECT_GT(hatched(kLon), 200U);
    EXPECT_EQ(hatched(kLon - 0.05), 0U) << "somebody looked at one house there";
    EXPECT_EQ(hatched(kLon - 0.025), 0U) << "no houses";
    EXPECT_TRUE(draw(map, 15).empty()) << "there the houses themselves are hatched";
}

}  // namespace
}  // namespace konbit
