#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/query/area_text.hpp"
#include "mapper/query/place.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using testing::HasSubstr;

Location at(double lat, double lon) {
    return location_from_degrees(lon, lat);
}

std::string refusal(const std::function<void()>& ask) {
    try {
        ask();
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

std::string box_refusal(const std::string& text, const BoundingBox* bounds = nullptr) {
    return refusal([&] { static_cast<void>(parse_box(text, bounds)); });
}

TEST(AreaBox, IsWestSouthEastNorth) {
    EXPECT_EQ(parse_box("1.4,42.4,1.8,42.7"),
              (BoundingBox{14'000'000, 424'000'000, 18'000'000, 427'000'000}));
    EXPECT_EQ(parse_box(" 1.4 , 42.4 , 1.8 , 42.7 ")->west, 14'000'000);
    EXPECT_TRUE(parse_box("179,-17,-179,-16")->crosses_antimeridian());
    for (const std::string text :
         {"", "1,2,3", "1,2,3,4,5", "a,b,c,d", "1,2,3,", "1,2,3,1e1", "nan,1,2,3"}) {
        EXPECT_FALSE(parse_box(text)) << text;
    }
}

TEST(AreaBox, OtherOrdersAreNamed) {
    const BoundingBox andorra{14'000'000, 424'000'000, 18'000'000, 427'000'000};
    EXPECT_THAT(box_refusal("42.4,1.4,42.7,1.8", &andorra), HasSubstr("S,W,N,E"));
    EXPECT_THAT(box_refusal("42.4,1.4,42.7,1.8", &andorra),
                HasSubstr("Did you mean 1.40000,42.40000,1.80000,42.70000?"));
    EXPECT_EQ(box_refusal("1.4,42.4,1.8,42.7", &andorra), "");
    EXPECT_EQ(box_refusal("42.4,1.4,42.7,1.8"), "")
        << "nothing known of the map: it is a place near Somalia";
    EXPECT_THAT(box_refusal("-33.5,151,-33.4,151.5"), HasSubstr("S,W,N,E"));
    EXPECT_THAT(box_refusal("1.4,42.7,1.8,42.4"),
                HasSubstr("Did you mean 1.40000,42.40000,1.80000,42.70000?"));
    EXPECT_THAT(box_refusal("1.4,42.4,200,42.7"), HasSubstr("out of range"));
}

TEST(Around, ReadsDistances) {
    EXPECT_EQ(parse_around("Encamp~5km")->radius_m, 5000);
    EXPECT_EQ(parse_around("42.5,1.5 ~ 500 m")->radius_m, 500);
    EXPECT_EQ(parse_around("42.5,1.5 ~ 500 m")->place, "42.5,1.5");
    EXPECT_EQ(parse_around("a~b~0.5km")->place, "a~b");
    EXPECT_FALSE(parse_around("Encamp"));
    for (const std::string text :
         {"x~", "x~5", "x~km", "x~-5km", "x~0m", "x~9999km", "~5km", "x~1e3m"}) {
        EXPECT_NE(refusal([&] { static_cast<void>(parse_around(text)); }), "") << text;
    }
}

class Circles : public testing::TestWithParam<Location> {};

TEST_P(Circles, HoldWhatIsWithinTheRadius) {
    const auto center = GetParam();
    std::mt19937 random{11};
    for (const double radius_m : {100.0, 5'000.0, 300'000.0}) {
        const auto area = circle(center, radius_m);
        ASSERT_FALSE(area.rings.empty());
        std::uniform_real_distribution<double> unit{-1, 1};
        int inside = 0;
        for (int i = 0; i < 2000; ++i) {
            const double lat = center.lat() + unit(random) * 1.5 * radius_m / 111'200;
            const double spread =
                std::min(180.0, 1.5 * radius_m / 111'200 /
                                    std::max(0.01, std::cos(center.lat() * 0.01745329)));
            const auto p = at(std::clamp(lat, -90.0, 90.0),
                              std::remainder(center.lon() + unit(random) * spread, 360.0));
            const double away_m = distance_m(center, p);
            // The corners are on the circle; between them the edge, straight in degrees, strays a
            // little.
            if (std::abs(away_m - radius_m) < radius_m * 0.003) continue;
            EXPECT_EQ(contains(area, p), away_m < radius_m)
                << p.lat() << "," << p.lon() << " " << away_m << " of " << radius_m;
            inside += away_m < radius_m ? 1 : 0;
        }
        EXPECT_GT(inside, 100);
    }
}
INSTANTIATE_TEST_SUITE_P(Everywhere, Circles,
                         testing::Values(at(0, 0), at(60, 25), at(-17, 179.99), at(-17, -179.99),
                                         at(84, 10), at(0, 180)));

TEST(Circles, ReachOverThePole) {
    const auto area = circle(at(89.5, 20), 200'000);
    EXPECT_TRUE(contains(area, at(89.99, -160)));
    EXPECT_TRUE(contains(area, at(89.2, -160)));
    EXPECT_FALSE(contains(area, at(88.0, -160)));
    EXPECT_TRUE(contains(area, at(88.0, 20)));
}

constexpr const char* kSquare =
    R"({"type":"Polygon","coordinates":[[[1,42],[2,42],[2,43],[1,43],[1,42]]]})";

TEST(PolygonFiles, GeoJsonOfEachKind) {
    const std::string square = kSquare;
    const std::string hole =
        R"({"type":"Polygon","coordinates":[[[1,42],[1,43],[2,43],[2,42],[1,42]],[[1.4,42.4],[1.6,42.4],[1.6,42.6],[1.4,42.6]]]})";
    const std::string multi =
        R"({"type":"MultiPolygon","coordinates":[[[[1,42],[2,42],[2,43],[1,43],[1,42]]],[[[5,42],[6,42],[6,43],[5,42]]]]})";
    const auto feature =
        R"({"type":"Feature","properties":{"a":[1,{}]},"geometry":)" + square + "}";
    const auto collection =
        R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":null},)" + feature +
        "]}";
    for (const auto& text :
         {square, feature, collection, "\xEF\xBB\xBF" + square,
          R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,1]},)" +
              square + "]}"}) {
        const auto area = polygons_of_geojson(text, "f");
        EXPECT_TRUE(contains(area, at(42.5, 1.5))) << text;
        EXPECT_FALSE(contains(area, at(43.5, 1.5))) << text;
    }
    EXPECT_FALSE(contains(polygons_of_geojson(hole, "f"), at(42.5, 1.5)));
    EXPECT_TRUE(contains(polygons_of_geojson(hole, "f"), at(42.2, 1.5)));
    EXPECT_TRUE(contains(polygons_of_geojson(multi, "f"), at(42.2, 5.9)));
    EXPECT_GT(signed_area_e14(
                  polygons_of_geojson(hole, "f").ring(polygons_of_geojson(hole, "f").rings[0])),
              0);
}

TEST(PolygonFiles, HostileGeoJsonIsRefused) {
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    for (const std::string& text :
         {std::string{}, std::string{"{"}, std::string{"[]"}, std::string{"null"},
          std::string{"{}"}, deep, R"({"type":"Polygon","coordinates":)" + deep + "}",
          std::string{R"({"type":"Polygon"})"}, std::string{R"({"type":1})"},
          std::string{R"({"type":"Polygon","coordinates":[]})"},
          std::string{R"({"type":"Polygon","coordinates":[[]]})"},
          std::string{R"({"type":"Polygon","coordinates":[[[1,2],[1,2]]]})"},
          std::string{R"({"type":"Polygon","coordinates":[[["a",2],[1,2],[2,2],[1,2]]]})"},
          std::string{R"({"type":"Polygon","coordinates":[[[1,95],[2,42],[2,43],[1,95]]]})"},
          std::string{R"({"type":"Polygon","coordinates":[[[1e400,2],[2,42],[2,43]]]})"},
          std::string{R"({"type":"FeatureCollection","features":{}})"},
          std::string{R"({"type":"Point","coordinates":[1,2]})"}}) {
        EXPECT_THROW(static_cast<void>(polygons_of_geojson(text, "f")), DataError)
            << text.substr(0, 80);
    }
    EXPECT_THAT(refusal([] {
                    static_cast<void>(polygons_of_geojson(
                        R"({"type":"Polygon","coordinates":[[[42,95],[42,96],[43,96]]]})", "f"));
                }),
                HasSubstr("longitude comes first"));
}

TEST(PolygonFiles, OsmosisPoly) {
    const auto area = polygons_of_poly(
        "andorra\n1\n   1.0E+00 42\n   2 4.2E1\n   2 43\n   1 43\nEND\n!2\n 1.4 42.4\n 1.6 42.4\n "
        "1.6 42.6\n 1.4 42.6\nEND\nEND\n",
        "f");
    EXPECT_TRUE(contains(area, at(42.2, 1.5)));
    EXPECT_FALSE(contains(area, at(42.5, 1.5)));
    for (const std::string text :
         {"", "a", "a\n1\n", "a\n1\n1 2\nEND\nEND\n", "a\n1\nx y\nEND\nEND\n",
          "a\n!1\n1 2\n2 2\n2 3\nEND\nEND\n", "a\n1\n1 2\n2 2\n2 3\nEND\n",
          "a\n1\n1 2\n2 2\n2 300\nEND\nEND\n", "a\nEND\n"}) {
        EXPECT_THROW(static_cast<void>(polygons_of_poly(text, "f")), DataError) << text;
    }
}

class AreaOnMap : public testing::Test {
protected:
    AreaOnMap() {
        drawn.node(1, 42.50, 1.50, {{"place", "village"}, {"name", "Encamp"}})
            .square(30, 42.49, 1.49, 3000,
                    {{"boundary", "administrative"}, {"admin_level", "8"}, {"name", "Encamp"}})
            .line(31, {{42.5, 1.5}, {42.6, 1.6}},
                  {{"highway", "residential"}, {"name", "Carrer Major"}});
    }
    test::DrawnMap drawn;
};

TEST_F(AreaOnMap, NamesIdsCirclesAndFiles) {
    const auto map = test::open_map(drawn.write());
    for (const std::string text : {"encamp", "w30", "way/30"}) {
        const auto area = resolve_area(map, text);
        EXPECT_EQ(area.label, "Encamp (way/30)") << text;
        EXPECT_TRUE(contains(area.geometry, at(42.50, 1.50)));
        EXPECT_FALSE(area.is_box);
    }
    const auto around = resolve_area(map, "n1~500m");
    EXPECT_TRUE(contains(around.geometry, at(42.504, 1.50)));
    EXPECT_FALSE(contains(around.geometry, at(42.505, 1.50)));
    EXPECT_TRUE(resolve_area(map, "encamp~1km").box.contains(at(42.508, 1.50)));

    const auto file = drawn.folder() / "polygon.GeoJSON";
    std::ofstream{file} << kSquare;
    EXPECT_TRUE(contains(resolve_area(map, file.string()).geometry, at(42.5, 1.5)));
    EXPECT_TRUE(resolve_area(map, "1.4,42.4,1.8,42.7").is_box);
}

TEST_F(AreaOnMap, WhatIsNoAreaIsRefused) {
    const auto map = test::open_map(drawn.write());
    const auto why = [&](const std::string& text) {
        return refusal([&] { static_cast<void>(resolve_area(map, text)); });
    };
    EXPECT_THAT(why("carrer major"), HasSubstr("carrer major~5km"));
    EXPECT_THAT(why("n1"), HasSubstr("n1~5km"));
    EXPECT_THAT(why("w99"), HasSubstr("not in this map"));
    EXPECT_THAT(why("42.5,1.5"), HasSubstr("42.5,1.5~5km"));
    EXPECT_THAT(why("/nowhere/x.geojson"), HasSubstr("no such file"));
    EXPECT_THAT(why(drawn.folder().string() + "/x.kml"), HasSubstr("GeoJSON"));
    EXPECT_THAT(why("Encmap~5"), HasSubstr("km or m"));
    EXPECT_THAT(why("qwertz"), HasSubstr("No such place"));
    EXPECT_THAT(why(""), HasSubstr("missing"));
    EXPECT_THAT(why("42.4,1.4,42.7,1.8"), HasSubstr("S,W,N,E"));
}

TEST(AreaTouches, AcrossTheAntimeridian) {
    test::DrawnMap drawn;
    drawn.node(1, -17, 179.9995, {{"place", "village"}, {"name", "Udu"}})
        .node(2, -17, -179.9995, {{"amenity", "school"}})
        .node(3, -17, 0, {{"amenity", "school"}});
    const auto map = test::open_map(drawn.write());
    for (const std::string text : {"n1~5km", "179.9,-18,-179.9,-16"}) {
        const auto area = resolve_area(map, text);
        EXPECT_TRUE(area.box.crosses_antimeridian()) << text;
        for (const auto& [lon, inside] :
             {std::pair{179.9995, true}, {-179.9995, true}, {0.0, false}}) {
            const auto p = make_point(at(-17, lon));
            EXPECT_EQ(area.touches(p, bounding_box_of(p)), inside) << text << " " << lon;
        }
    }
}

}  // namespace
}  // namespace konbit
