#include "render/tile/ground.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "tests/tile/drawn_pictures.hpp"

namespace konbit {
namespace {

using test::DrawnMap;
using test::humanitarian;
using test::pixel_of;
using test::rule_named;
using testing::Contains;

/// The ground of a drawn map around 10° N, 20° E.
class GroundPicture {
public:
    GroundPicture(const DrawnMap& drawing, double zoom, int size = 256,
                  const PaintOptions& options = {}, ObjectId damaged = {}, Grade grade = {},
                  bool event_set = false)
        : map_{test::open_drawn(drawing.write("ground" + std::to_string(++count_)))},
          scale_{zoom},
          rect_{test::rect_around(scale_, 10, 20, size, size)},
          image_{size, size} {
        BlockConditions conditions;
        conditions.event_set = event_set;
        if (const auto feature = map_.base().find_feature(damaged)) {
            conditions.by_feature[feature->index().value] = 0;
            conditions.found.emplace_back();
            conditions.found.back().statement.grade = grade;
        }
        GroundPainter painter{map_, humanitarian(), options};
        Canvas canvas{image_};
        painter.paint(scale_, rect_, conditions, canvas);
    }
    [[nodiscard]] std::uint32_t at(double lat, double lon) const {
        return test::pixel_at(image_, scale_, rect_, lat, lon);
    }
    [[nodiscard]] std::uint32_t middle() const { return at(10, 20); }
    [[nodiscard]] const Image& image() const { return image_; }
    /// All colours straight from one place to another.
    [[nodiscard]] std::set<std::uint32_t> along(double lat0, double lon0, double lat1,
                                                double lon1) const {
        std::set<std::uint32_t> colors;
        for (int i = 0; i <= 200; ++i) {
            const double t = i / 200.0;
            colors.insert(at(lat0 + t * (lat1 - lat0), lon0 + t * (lon1 - lon0)));
        }
        return colors;
    }

private:
    inline static int count_ = 0;
    Map map_;
    WebMercator scale_;
    PixelRect rect_;
    Image image_;
};

std::uint32_t fill_of(std::string_view rule) {
    return pixel_of(rule_named(rule).line->color);
}
std::uint32_t casing_of(std::string_view rule) {
    return pixel_of(rule_named(rule).line->casing);
}

TEST(Ground, IsLandWhereNothingIs) {
    DrawnMap map;
    map.node(1, 10, 20, {{"place", "town"}});
    const GroundPicture picture{map, 14};
    EXPECT_EQ(picture.middle(), pixel_of(humanitarian().land()));
}

TEST(Ground, JoinsRoadsAtAJunctionWithoutALineAcross) {
    DrawnMap map;
    const test::TagList street{{"highway", "residential"}};
    map.node(1, 10, 19.998).node(2, 10, 20).node(3, 10, 20.002).node(4, 10.002, 20);
    map.way(10, {1, 2, 3}, street).way(11, {2, 4}, street);
    const GroundPicture picture{map, 17};
    EXPECT_THAT(picture.along(9.9999, 20, 10.001, 20),
                testing::AllOf(Contains(fill_of("street")), testing::SizeIs(testing::Le(4))));
    EXPECT_EQ(picture.along(10, 20, 10.001, 20), (std::set{fill_of("street")}));
    EXPECT_EQ(picture.along(10, 19.999, 10, 20.001), (std::set{fill_of("street")}));
}

TEST(Ground, DrawsAMainRoadOverTheCasingOfASmallOne) {
    DrawnMap map;
    map.line(1, {{9.999, 20}, {10.001, 20}}, {{"highway", "residential"}})
        .line(2, {{10, 19.999}, {10, 20.001}}, {{"highway", "primary"}});
    const GroundPicture picture{map, 17};
    EXPECT_EQ(picture.along(10, 19.9995, 10, 20.0005), (std::set{fill_of("primary")}));
}

TEST(Ground, DrawsBridgesOverRoadsOverTunnels) {
    DrawnMap map;
    const std::vector<std::pair<double, double>> south_north{{9.999, 20}, {10.001, 20}};
    const std::vector<std::pair<double, double>> west_east{{10, 19.999}, {10, 20.001}};
    map.line(1, south_north, {{"highway", "residential"}, {"bridge", "yes"}})
        .line(2, west_east, {{"highway", "trunk"}});
    const GroundPicture over{map, 17};
    EXPECT_EQ(over.middle(), fill_of("street"));
    EXPECT_THAT(over.along(10, 19.9999, 10, 20.0001),
                Contains(pixel_of(rule_named("street").line->rail)));

    DrawnMap below;
    below.line(1, south_north, {{"highway", "residential"}})
        .line(2, west_east, {{"highway", "trunk"}, {"tunnel", "yes"}});
    const GroundPicture under{below, 17};
    EXPECT_EQ(under.middle(), fill_of("street"));
    EXPECT_EQ(under.at(10, 20.0005), pixel_of(rule_named("trunk").line->tunnel_color));

    DrawnMap layers;  // `layer` outranks the class
    layers.line(1, south_north, {{"highway", "residential"}, {"bridge", "yes"}, {"layer", "2"}})
        .line(2, west_east, {{"highway", "trunk"}, {"bridge", "yes"}, {"layer", "1"}});
    EXPECT_EQ((GroundPicture{layers, 17}.middle()), fill_of("street"));
    DrawnMap turned;
    turned.line(1, south_north, {{"highway", "residential"}, {"bridge", "yes"}, {"layer", "1"}})
        .line(2, west_east, {{"highway", "trunk"}, {"bridge", "yes"}, {"layer", "2"}});
    EXPECT_EQ((GroundPicture{turned, 17}.middle()), fill_of("trunk"));
}

TEST(Ground, LeavesTheMouthOfATunnelOpen) {
    DrawnMap map;
    map.node(1, 9.999, 20).node(2, 10, 20).node(3, 10.001, 20);
    map.way(10, {1, 2}, {{"highway", "residential"}})
        .way(11, {2, 3}, {{"highway", "residential"}, {"tunnel", "yes"}});
    const GroundPicture picture{map, 18, 512};
    const auto colors = picture.along(9.9995, 20, 10.0005, 20);
    // A casing of less than a pixel is never quite its colour, but darker than all else.
    const auto is_casing = [](std::uint32_t pixel) { return (pixel >> 16U & 0xFFU) < 0xD8U; };
    EXPECT_TRUE(std::none_of(colors.begin(), colors.end(), is_casing));
    EXPECT_THAT(colors, Contains(fill_of("street")));
    EXPECT_THAT(colors, Contains(pixel_of(rule_named("street").line->tunnel_color)));
    // The other end, a dead one, is closed.
    const auto end = picture.along(9.99895, 20, 9.9995, 20);
    EXPECT_TRUE(std::any_of(end.begin(), end.end(), is_casing));
}

TEST(Ground, RunsDashesOnOverTheEdgesOfPictures) {
    DrawnMap map;
    map.line(1, {{9.98, 19.96}, {10.02, 20.04}}, {{"highway", "track"}});
    const Map opened = test::open_drawn(map.write());
    const WebMercator scale{15};
    const auto paint = [&](const PixelRect& rect) {
        GroundPainter painter{opened, humanitarian(), {}};
        Image image{rect.width, rect.height};
        Canvas canvas{image};
        painter.paint(scale, rect, {}, canvas);
        return image;
    };
    const PixelRect whole = test::rect_around(scale, 10, 20, 400, 200);
    const Image big = paint(whole);
    const Image part = paint({whole.x + 133, whole.y, 267, 200});
    std::size_t different = 0;
    for (int y = 0; y < 200; ++y) {
        for (int x = 0; x < 267; ++x) {
            const auto red = [](std::uint32_t pixel) {
                return static_cast<int>(pixel >> 16U & 0xFFU);
            };
            if (std::abs(red(part.row(y)[x]) - red(big.row(y)[x + 133])) > 24) ++different;
        }
    }
    EXPECT_EQ(different, 0U);
}

TEST(Ground, TakesNoHarmFromALayerThatIsNoNumber) {
    DrawnMap map;
    map.line(1, {{9.999, 20}, {10.001, 20}}, {{"highway", "residential"}, {"layer", "-1e9;x"}})
        .line(2, {{10, 19.999}, {10, 20.001}},
              {{"highway", "trunk"}, {"layer", "99999999999999999999"}});
    EXPECT_EQ((GroundPicture{map, 17}.middle()), fill_of("trunk"));
}

TEST(Ground, DrawsTheCasingAloneWhereWhiteWouldVanish) {
    DrawnMap map;
    map.line(1, {{9.9, 20}, {10.1, 20}}, {{"highway", "trunk"}}).with_overviews();
    const LinePaint& trunk = *rule_named("trunk").line;
    ASSERT_GT(trunk.fill_from_zoom, 10);
    EXPECT_EQ((GroundPicture{map, 10.9}.middle()), casing_of("trunk"));
    EXPECT_EQ((GroundPicture{map, 13}.middle()), fill_of("trunk"));
}

TEST(Ground, PutsTheSmallerAreaOnTop) {
    DrawnMap map;
    const test::TagList pond{{"natural", "water"}};
    map.square(1, 9.99, 19.99, 2200, {{"landuse", "forest"}}).square(2, 9.999, 19.999, 220, pond);
    const GroundPicture picture{map, 14};
    EXPECT_EQ(picture.middle(), pixel_of(rule_named("water").area->fill));
    EXPECT_EQ(picture.at(10.003, 20), pixel_of(rule_named("forest").area->fill));
}

TEST(Ground, PaintsADestroyedBuildingBlack) {
    DrawnMap map;
    map.square(1, 9.9998, 19.9998, 44, {{"building", "yes"}});
    const ObjectId id{ObjectType::way, 1};
    const auto plain = pixel_of(rule_named("building").area->fill);
    EXPECT_EQ((GroundPicture{map, 17}.middle()), plain);
    EXPECT_EQ((GroundPicture{map, 17, 256, {}, id, Grade::destroyed}.middle()), 0xFF00'0000U);
    EXPECT_EQ((GroundPicture{map, 14, 256, {}, id, Grade::destroyed}.middle()), 0xFF00'0000U);
    EXPECT_EQ((GroundPicture{map, 17, 256, {}, id, Grade::severe}.middle()),
              pixel_of(humanitarian().grade(Grade::severe).fill));
}

TEST(Ground, HatchesWhatNobodyLookedAtAfterADisaster) {
    DrawnMap map;
    map.square(1, 9.9995, 19.9995, 111, {{"building", "yes"}});
    const auto plain = pixel_of(rule_named("building").area->fill);
    const ConditionPaint& unknown = humanitarian().grade(Grade::unknown);
    const GroundPicture before{map, 15, 256, {}, {}, {}, true};
    EXPECT_EQ(before.middle(), plain);
    const GroundPicture hatched{map, 17, 256, {}, {}, {}, true};
    const auto colors = hatched.along(9.9997, 19.9997, 9.9997, 20.0003);
    EXPECT_THAT(colors, Contains(pixel_of(unknown.fill)));
    EXPECT_THAT(colors, testing::Not(Contains(plain)));
    EXPECT_GT(colors.size(), 2U);
}

TEST(Ground, LeavesOutHiddenLayers) {
    DrawnMap map;
    map.square(1, 9.9995, 19.9995, 111, {{"building", "yes"}});
    const GroundPicture picture{map, 17, 256, {.lang = {}, .hidden_layers = {"buildings"}}};
    EXPECT_EQ(picture.middle(), pixel_of(humanitarian().land()));
}

TEST(Ground, DrawsAFootbridgeThatCanBeSeen) {
    DrawnMap map;
    map.line(1, {{9.999, 20}, {10.001, 20}}, {{"highway", "footway"}, {"bridge", "yes"}});
    const GroundPicture picture{map, 18};
    // A pixel wide, its rails fall between pixels.
    const Color ink = rule_named("path").line->rail;
    const auto colors = picture.along(10, 19.9999, 10, 20.0001);
    EXPECT_TRUE(std::any_of(colors.begin(), colors.end(), [&](std::uint32_t pixel) {
        return static_cast<int>(pixel >> 16U & 0xFFU) < ink.r + 16;
    }));
}

}  // namespace
}  // namespace konbit
