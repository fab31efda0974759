#include "render/tile/label_source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "render/tile/label_cell.hpp"
#include "render/tile/text_line.hpp"
#include "tests/tile/drawn_pictures.hpp"

namespace konbit {
namespace {

constexpr double kLat = 42.50, kLon = 1.50;
constexpr double kMetre_lon = 1 / 82'080.0;  // degrees of longitude there
constexpr double kMetre_lat = 1 / 111'080.0;

using test::TagList;

/// The candidates of all cells around the place where all maps here are.
std::vector<LabelCandidate> candidates_of(const Map& map, double zoom,
                                          const PaintOptions& options = {}, double lon = kLon) {
    static TextShaper shaper;
    LabelSource source{map, test::humanitarian(), options, shaper};
    const WebMercator scale{zoom};
    const auto at = scale.to_pixels(location_from_degrees(lon, kLat));
    std::vector<LabelCandidate> all;
    for (std::int64_t y = -2; y <= 2; ++y) {
        for (std::int64_t x = -2; x <= 2; ++x) {
            const PixelRect cell{(static_cast<std::int64_t>(at.x) / 512 + x) * 512,
                                 (static_cast<std::int64_t>(at.y) / 512 + y) * 512, 512, 512};
            const auto before = all.size();
            source.candidates(scale, cell, all);
            for (auto i = before; i < all.size(); ++i) {
                const auto& anchor = all[i].anchor;
                EXPECT_TRUE(anchor.x >= double(cell.x) && anchor.x < double(cell.x + 512) &&
                            anchor.y >= double(cell.y) && anchor.y < double(cell.y + 512));
                EXPECT_FALSE(all[i].places.empty());
            }
        }
    }
    return all;
}

std::vector<LabelCandidate> candidates_of(const test::DrawnMap& drawn, double zoom,
                                          const PaintOptions& options = {}) {
    const auto map = test::open_drawn(drawn.write());
    return candidates_of(map, zoom, options);
}

std::size_t texts_in(const std::vector<LabelCandidate>& candidates) {
    return static_cast<std::size_t>(
        std::count_if(candidates.begin(), candidates.end(),
                      [](const LabelCandidate& c) { return c.text != nullptr; }));
}

/// A street through these points (metres to the east and north), cut at each of them.
test::DrawnMap street(const std::vector<std::pair<double, double>>& at_m, const TagList& tags,
                      bool one_name = true) {
    test::DrawnMap drawn;
    std::int64_t id = 1;
    for (const auto& [east, north] : at_m) {
        drawn.node(id++, kLat + north * kMetre_lat, kLon + east * kMetre_lon);
    }
    for (std::int64_t way = 1; way + 1 < id; ++way) {
        auto named = tags;
        if (!one_name) named.emplace_back("name", "Rue No. " + std::to_string(way));
        drawn.way(100 + way, {way, way + 1}, named);
    }
    return drawn;
}

TEST(LabelWords, HeedTheLanguage) {
    const Tags tags{{"name", "Bèl Rivyè"}, {"name:en", "Fine River"}, {"ref", "N 1;N 2"}};
    TextPaint paint;
    EXPECT_EQ(label_words(tags, paint, ""), "Bèl Rivyè");
    EXPECT_EQ(label_words(tags, paint, "en"), "Fine River");
    EXPECT_EQ(label_words(tags, paint, "ar"), "Bèl Rivyè") << "better than nothing";
    paint.keys = {"loc_name", "ref", "name"};
    EXPECT_EQ(label_words(tags, paint, "en"), "N 1") << "the first key that is there";
    EXPECT_EQ(label_words(Tags{}, paint, "en"), "");
}

TEST(LabelSource, NamesAPlaceWhereItIs) {
    test::DrawnMap drawn;
    drawn.node(1, kLat, kLon, {{"place", "village"}, {"name", "Soldeu"}})
        .node(2, kLat, kLon, {{"place", "village"}});
    const auto found = candidates_of(drawn, 15);
    ASSERT_EQ(found.size(), 1U) << "without a name there is nothing to write";
    const auto at = WebMercator{15}.to_pixels(location_from_degrees(kLon, kLat));
    EXPECT_NEAR(found[0].anchor.x, at.x, 1e-6);
    EXPECT_NEAR(found[0].anchor.y, at.y, 1e-6);
    EXPECT_GT(found[0].places.size(), 4U) << "it may move a little";
    EXPECT_EQ(texts_in(candidates_of(drawn, 17.5)), 0U) << "towns have no name inside of them";
}

TEST(LabelSource, AStreetInPiecesIsNamedAsOne) {
    std::vector<std::pair<double, double>> points;
    for (int i = 0; i <= 12; ++i) points.emplace_back(25 * i, 0);
    const TagList named{{"highway", "residential"}, {"name", "Carrer dels Comerciants"}};
    const auto found = candidates_of(street(points, named), 16);
    ASSERT_GE(found.size(), 1U);
    ASSERT_NE(found[0].text, nullptr);
    EXPECT_GT(found[0].text->width_px(), 60) << "no piece is as long (14 px)";
    EXPECT_FALSE(found[0].places[0].baseline.empty());
    EXPECT_NE(found[0].repeat_group, 0U);
    const auto apart = candidates_of(street(points, {{"highway", "residential"}}, false), 16);
    EXPECT_TRUE(apart.empty()) << "streets of other names lend no room";
}

TEST(LabelSource, NamesAreNeverUpsideDown) {
    const TagList named{{"highway", "residential"}, {"name", "Rue du Lac"}};
    for (const double turn : {0.0, 1.0, 2.0, 3.0, 4.0, 5.0}) {
        const auto found = candidates_of(
            street({{0, 0}, {400 * std::cos(turn), 400 * std::sin(turn)}}, named), 16);
        ASSERT_FALSE(found.empty()) << turn;
        for (const auto& place : found[0].places) {
            EXPECT_LT(place.baseline.front().x, place.baseline.back().x) << turn;
        }
    }
}

TEST(LabelSource, HairpinsCarryNoName) {
    std::vector<std::pair<double, double>> bends;
    for (int i = 0; i < 20; ++i) bends.emplace_back(12 * i, i % 2 == 0 ? 0 : 40);
    const TagList named{{"highway", "residential"}, {"name", "Camí de la Muntanya"}};
    EXPECT_TRUE(candidates_of(street(bends, named), 16).empty());
}

TEST(LabelSource, NobodyLearnsWhereARefugeIs) {
    const TagList home{{"amenity", "social_facility"}, {"building", "yes"}, {"name", "Kay Espwa"}};
    auto refuge = home;
    refuge.emplace_back("social_facility:for", "woman;abused");
    test::DrawnMap open;
    open.node(1, kLat, kLon, home).square(2, kLat + 0.001, kLon, 80, home);
    EXPECT_GE(candidates_of(open, 18).size(), 2U) << "others are named";
    test::DrawnMap secret;
    secret.node(1, kLat, kLon, refuge).square(2, kLat + 0.001, kLon, 80, refuge);
    for (const double zoom : {14.0, 16.0, 17.0, 18.0, 19.0}) {
        EXPECT_TRUE(candidates_of(secret, zoom).empty()) << zoom;
    }
}

TEST(LabelSource, CampsAreForTheTeamAlone) {
    test::DrawnMap drawn;
    const TagList camp{{"amenity", "refugee_site"}, {"name", "Kan Teren"}};
    drawn.node(1, kLat, kLon, camp).square(2, kLat + 0.001, kLon, 80, camp);
    for (const double zoom : {10.0, 14.0, 17.0}) {
        EXPECT_TRUE(candidates_of(drawn, zoom).empty()) << zoom;
        EXPECT_FALSE(candidates_of(drawn, zoom, {.for_team = true}).empty()) << zoom;
    }
}

TEST(LabelSource, SheltersHavePinsThatStayAndOneName) {
    test::DrawnMap drawn;
    drawn.square(1, kLat, kLon, 60,
                 {{"amenity", "school"},
                  {"building", "school"},
                  {"emergency:social_facility", "shelter"},
                  {"name", "Lekòl Nasyonal"}});
    const auto found = candidates_of(drawn, 17);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(texts_in(found), 1U) << "not once more by the rule for schools";
    const auto pin = std::find_if(found.begin(), found.end(),
                                  [](const LabelCandidate& c) { return c.pin != nullptr; });
    ASSERT_NE(pin, found.end());
    EXPECT_TRUE(pin->forced);
    EXPECT_EQ(pin->text, nullptr) << "its name looks for room by itself";
    EXPECT_EQ(texts_in(candidates_of(drawn, 12)), 0U) << "the pin alone";
    PaintOptions hidden;
    hidden.hidden_layers = {"shelters"};
    for (const auto& c : candidates_of(drawn, 17, hidden)) EXPECT_EQ(c.pin, nullptr);
}

TEST(LabelSource, MarksTheWorstInAnyCase) {
    test::DrawnMap drawn;
    drawn
        .line(1, {{kLat, kLon}, {kLat, kLon + 0.003}},
              {{"highway", "primary"}, {"bridge", "collapsed"}, {"name", "Pon Kase"}})
        .square(2, kLat + 0.001, kLon, 20, {{"building", "collapsed"}})
        .square(3, kLat + 0.002, kLon, 20, {{"building", "damaged"}});
    const auto marked = [&](double zoom, Mark mark) {
        const auto found = candidates_of(drawn, zoom);
        return std::count_if(found.begin(), found.end(), [&](const LabelCandidate& c) {
            return c.mark != nullptr && c.mark->mark == mark && c.forced;
        });
    };
    EXPECT_EQ(marked(16, Mark::blocked_disc), 1);
    EXPECT_EQ(marked(16, Mark::cross), 1);
    EXPECT_EQ(marked(10, Mark::blocked_disc), 1) << "closures early, houses later";
    EXPECT_EQ(marked(10, Mark::cross), 0);
}

TEST(LabelSource, CountsDamagedBuildingsByTheirSquare) {
    test::DrawnMap drawn;
    for (int i = 0; i < 3; ++i) {
        drawn.square(1 + i, kLat + i * 1e-4, kLon, 8, {{"building", "damaged"}});
    }
    drawn.square(9, kLat, kLon + 3e-4, 8, {{"building", "collapsed"}})
        .square(10, kLat, kLon + 6e-4, 8, {{"building", "yes"}, {"damage", "no"}});
    const auto found = candidates_of(drawn, 12);
    ASSERT_EQ(found.size(), 1U);
    ASSERT_NE(found[0].mark, nullptr);
    EXPECT_EQ(found[0].mark->mark, Mark::cross) << "the worst of them";
    ASSERT_NE(found[0].text, nullptr) << "4";
}

TEST(LabelSource, GoesOnOverTheAntimeridian) {
    test::DrawnMap drawn;
    drawn.node(1, kLat, 179.9999, {{"place", "village"}, {"name", "West"}})
        .node(2, kLat, -179.9999, {{"place", "village"}, {"name", "East"}});
    const auto map = test::open_drawn(drawn.write());
    const auto found = candidates_of(map, 15, {}, 180);
    ASSERT_EQ(found.size(), 2U);
    EXPECT_LT(std::abs(found[0].anchor.x - found[1].anchor.x), 10) << "side by side";
}

TEST(PlaceAlong, CentresOnTheLineAndRefusesKinks) {
    const std::vector<PixelPoint> straight{{0, 100}, {200, 100}};
    const auto place = place_along(straight, 100, 80, 14);
    ASSERT_TRUE(place);
    EXPECT_NEAR(place->baseline.front().x, 60, 3);
    EXPECT_NEAR(place->baseline.back().x, 140, 3);
    EXPECT_GT(place->baseline.front().y, 102) << "the letters' middle is on the line";
    const std::vector<PixelPoint> corner{{0, 100}, {100, 100}, {100, 200}};
    EXPECT_FALSE(place_along(corner, 100, 80, 14));
    EXPECT_TRUE(place_along(corner, 40, 60, 14)) << "before the corner";
    const std::vector<PixelPoint> zigzag{{0, 0}, {15, 20}, {0, 40}, {15, 60}, {0, 80}, {15, 100}};
    EXPECT_FALSE(place_along(zigzag, 60, 40, 14));
}

}  // namespace
}  // namespace konbit
