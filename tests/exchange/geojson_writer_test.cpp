#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/exchange/json_text.hpp"
#include "mapper/query/attribution.hpp"
#include "tests/exchange/rfc7946.hpp"
#include "tests/support/test_map.hpp"

namespace konbit {
namespace {

using nlohmann::json;
using test::Rfc7946Check;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::array kColumns{
    Column{"name"}, Column{"beds", Column::Type::integer}, Column{"far_m", Column::Type::real},
    Column{"open", Column::Type::boolean}, Column{"notes", Column::Type::list}};

Location at(double lon, double lat) {
    return location_from_degrees(lon, lat);
}

struct Written {
    std::string text;
    std::vector<std::string> notes;
};

/// Writes features with these geometries, ids way/1, way/2, …
Written written(const std::vector<Geometry>& shapes, const Tags& tags = {},
                std::vector<Value> values = {}) {
    Written out;
    const auto writer = open_geojson_stream(out.text, {.data_timestamp = "2026-01-01T00:00:00Z"});
    writer->begin_layer({.name = "things", .columns = kColumns});
    std::int64_t id = 0;
    for (const auto& shape : shapes) {
        writer->write({.id = ObjectId{ObjectType::way, ++id},
                       .geometry = &shape,
                       .values = values,
                       .tags = &tags});
    }
    writer->finish();
    out.notes = writer->notes();
    return out;
}

json geometry_of(const Geometry& shape) {
    const auto out = written({shape});
    EXPECT_THAT(Rfc7946Check::problems_of(out.text), IsEmpty()) << out.text;
    return json::parse(out.text)["features"][0]["geometry"];
}

std::string degrees(std::int32_t e7) {
    std::array<char, kDegreesBytes> buffer;
    return {buffer.data(), write_degrees(e7, buffer.data())};
}

TEST(WriteDegrees, IsExactAndShort) {
    EXPECT_EQ(degrees(0), "0");
    EXPECT_EQ(degrees(1), "0.0000001");
    EXPECT_EQ(degrees(-1), "-0.0000001");
    EXPECT_EQ(degrees(10'000'000), "1");
    EXPECT_EQ(degrees(725'000'000), "72.5");
    EXPECT_EQ(degrees(-1'800'000'000), "-180");
    EXPECT_EQ(degrees(1'234'567'890), "123.456789");
    EXPECT_EQ(degrees(INT32_MIN), "-214.7483648");
    EXPECT_EQ(degrees(1'000'000'000), "100");
    EXPECT_EQ(degrees(1'010'203'040), "101.020304");
}

TEST(WriteDegrees, ReadsBackAsItWas) {
    for (std::int64_t e7 = INT32_MIN; e7 <= INT32_MAX; e7 += 999'983) {
        const auto text = degrees(static_cast<std::int32_t>(e7));
        ASSERT_EQ(std::llround(std::stod(text) * 1e7), e7) << text;
    }
}

TEST(GeoJson, WritesAnEmptyCollection) {
    const auto out = written({});
    EXPECT_THAT(Rfc7946Check::problems_of(out.text), IsEmpty()) << out.text;
    EXPECT_EQ(json::parse(out.text)["features"].size(), 0u);
}

TEST(GeoJson, WritesValuesAndNulls) {
    const std::vector<std::string> notes{"a", "b\"c"};
    const auto out = written({make_point(at(1, 2))}, {{"amenity", "hospital"}},
                             {std::string_view{"Sen Jozèf"}, std::int64_t{-5}, 0.1, false,
                              std::span<const std::string>{notes}});
    const auto properties = json::parse(out.text)["features"][0]["properties"];
    EXPECT_EQ(properties, (json{{"name", "Sen Jozèf"},
                                {"beds", -5},
                                {"far_m", 0.1},
                                {"open", false},
                                {"notes", {"a", "b\"c"}},
                                {"tags", {{"amenity", "hospital"}}}}));
    const auto empty = written({make_point(at(1, 2))}, {}, {{}, {}, std::nan(""), {}, {}});
    EXPECT_EQ(json::parse(empty.text)["features"][0]["properties"],
              (json{{"name", nullptr},
                    {"beds", nullptr},
                    {"far_m", nullptr},
                    {"open", nullptr},
                    {"notes", nullptr},
                    {"tags", json::object()}}));
}

TEST(GeoJson, WritesFactsAtTheTop) {
    std::string text;
    const auto writer = open_geojson_stream(
        text,
        {.data_timestamp = "2026-01-01T00:00:00Z", .made_before = "flood 2026-02-01T00:00:00Z"},
        {{"count", "5"}, {"list", "[1]"}});
    writer->begin_layer({.name = "x", .columns = kColumns});
    writer->finish();
    const auto top = json::parse(text);
    EXPECT_EQ(top["attribution"], kAttribution);
    EXPECT_EQ(top["generator"], "Konbit");
    EXPECT_EQ(top["data_timestamp"], "2026-01-01T00:00:00Z");
    EXPECT_EQ(top["made_before"], "flood 2026-02-01T00:00:00Z");
    EXPECT_EQ(top["count"], 5);
    EXPECT_EQ(top["list"], json::array({1}));
}

TEST(GeoJson, NamesTheLayerWhereThereAreSeveral) {
    std::string text;
    const auto writer = open_geojson_stream(text, {.several_layers = true});
    for (const std::string name : {"care", "wa\"ter"}) {
        writer->begin_layer({.name = name, .columns = std::span{kColumns}.first(1)});
        writer->write({.id = ObjectId{ObjectType::node, 1}});
    }
    writer->finish();
    const auto features = json::parse(text)["features"];
    EXPECT_EQ(features[0]["properties"]["layer"], "care");
    EXPECT_EQ(features[1]["properties"]["layer"], "wa\"ter");
    EXPECT_EQ(features[0]["geometry"], nullptr);
}

// ---- strings

TEST(GeoJson, EscapesEveryByteThatNeedsIt) {
    std::string all;
    for (int c = 1; c < 128; ++c) all += static_cast<char>(c);
    for (std::size_t begin = 0; begin < 20; ++begin) {  // at every place of a word
        const auto text = std::string(begin, 'x') + all + std::string(1, '\0') + "end";
        const auto out = written({{}}, Tags{{text, text}});
        const auto parsed = json::parse(out.text);
        EXPECT_EQ(parsed["features"][0]["properties"]["tags"][text], text);
        EXPECT_THAT(out.notes, IsEmpty());
    }
}

TEST(GeoJson, KeepsEveryScript) {
    for (const std::string text :
         {"مستشفى الشفاء", "श्री पद्मकन्या", "Pòtoprens", "東京🗼", "\u007f\u0080\u2028"}) {
        const auto out = written({{}}, Tags{{"name", text}});
        EXPECT_EQ(json::parse(out.text)["features"][0]["properties"]["tags"]["name"], text);
    }
}

TEST(GeoJson, ReplacesBytesThatAreNotUtf8) {
    const std::vector<std::pair<std::string, std::string>> cases{
        {"a\xFFz", "a\uFFFDz"},
        {"\x80", "\uFFFD"},
        {"\xC3", "\uFFFD"},
        {"\xC0\xAF", "\uFFFD\uFFFD"},
        {"\xE2\x82", "\uFFFD\uFFFD"},
        {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
        {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
        {"é\xC3(", "é\uFFFD("}};
    for (const auto& [bytes, expected] : cases) {
        const auto out = written({{}}, Tags{{"name", bytes}});
        EXPECT_EQ(json::parse(out.text)["features"][0]["properties"]["tags"]["name"], expected);
        EXPECT_THAT(out.notes, ElementsAre(HasSubstr("not UTF-8")));
    }
}

TEST(GeoJson, TakesTheFirstOfEqualKeys) {
    const auto out = written({{}}, Tags{{"a", "1"}, {"b", "2"}, {"a", "3"}, {"b", "2"}});
    EXPECT_THAT(Rfc7946Check::problems_of(out.text), IsEmpty()) << out.text;
    EXPECT_EQ(json::parse(out.text)["features"][0]["properties"]["tags"],
              (json{{"a", "1"}, {"b", "2"}}));
}

TEST(GeoJson, TakesTheFirstOfEqualKeysAmongMany) {
    std::vector<std::string> keys;
    for (int i = 0; i < 20'000; ++i) keys.push_back("key" + std::to_string(i % 10'000));
    Tags tags;
    for (const auto& key : keys) tags.add(key, key);
    const auto out = written({{}}, tags);
    EXPECT_THAT(Rfc7946Check::problems_of(out.text), IsEmpty());
    EXPECT_EQ(json::parse(out.text)["features"][0]["properties"]["tags"].size(), 10'000u);
}

TEST(GeoJson, WritesTextsLongerThanItsBuffer) {
    const std::string text(5'000'000, 'x');
    const auto out = written({{}}, Tags{{"name", text}});
    EXPECT_EQ(json::parse(out.text)["features"][0]["properties"]["tags"]["name"], text);
}

// ---- geometry

TEST(GeoJson, WritesPlainShapes) {
    EXPECT_EQ(geometry_of(make_point(at(-72.5, 18.25))),
              (json{{"type", "Point"}, {"coordinates", {-72.5, 18.25}}}));
    EXPECT_EQ(geometry_of(make_line({at(0, 0), at(1, 1)}))["type"], "LineString");
    EXPECT_EQ(geometry_of(make_line({at(3, 4)})),
              (json{{"type", "Point"}, {"coordinates", {3, 4}}}));
    EXPECT_EQ(geometry_of({}), nullptr);
    EXPECT_EQ(geometry_of({GeometryKind::area, {}, {}}), nullptr);
    EXPECT_EQ(geometry_of({GeometryKind::point, {Location{}}, {}}), nullptr);
}

TEST(GeoJson, WindsAndClosesRings) {
    // An outer ring that is open and clockwise, a hole that is counter-clockwise.
    const Geometry area{GeometryKind::area,
                        {at(0, 0), at(0, 9), at(9, 9), at(9, 0),  //
                         at(1, 1), at(2, 1), at(2, 2), at(1, 2), at(1, 1)},
                        {{0, 4, true}, {4, 9, false}}};
    const auto written = geometry_of(area);
    EXPECT_EQ(written["type"], "Polygon");
    EXPECT_EQ(written["coordinates"].size(), 2u);
    EXPECT_EQ(written["coordinates"][0].size(), 5u);
}

TEST(GeoJson, LeavesOutBrokenRings) {
    const Geometry area{GeometryKind::area,
                        {at(0, 0), at(1, 0), at(0, 0),            // no ring, with a hole
                         at(0, 0), at(0, 1), at(1, 1), at(0, 0),  //
                         at(5, 5), at(6, 5), at(6, 6), at(5, 5)},
                        {{0, 3, true}, {3, 7, false}, {7, 11, true}}};
    const auto written = geometry_of(area);
    EXPECT_EQ(written["type"], "Polygon");
    EXPECT_EQ(written["coordinates"].size(), 1u);
}

TEST(GeoJson, TellsPolygonsFromMultiPolygons) {
    Geometry area = make_area({at(0, 0), at(1, 0), at(1, 1), at(0, 0)});
    for (const auto place : {at(5, 5), at(6, 5), at(6, 6), at(5, 5)})
        area.locations.push_back(place);
    area.rings.push_back({4, 8, true});
    EXPECT_EQ(geometry_of(area)["type"], "MultiPolygon");
}

TEST(GeoJson, WritesLinesLongerThanAPiece) {
    for (const int count : {999, 1000, 1001, 2000, 5001}) {
        std::vector<Location> path;
        for (int i = 0; i < count; ++i) path.push_back({i * 100, -i});
        EXPECT_EQ(geometry_of(make_line(path))["coordinates"].size(),
                  static_cast<std::size_t>(count));
    }
}

// ---- the antimeridian

TEST(GeoJsonAntimeridian, CutsLines) {
    const auto cut = geometry_of(make_line({at(179, 10), at(-179, 12)}));
    EXPECT_EQ(cut, (json{{"type", "MultiLineString"},
                         {"coordinates", {{{179, 10}, {180, 11}}, {{-180, 11}, {-179, 12}}}}}));
    const auto back = geometry_of(make_line({at(-179, 0), at(179, 0), at(-179, 2), at(-178, 2)}));
    EXPECT_EQ(back["coordinates"].size(), 3u);
    // On the meridian itself, written either way.
    EXPECT_EQ(geometry_of(make_line({at(179, 0), at(-180, 0)})),
              (json{{"type", "LineString"}, {"coordinates", {{179, 0}, {180, 0}}}}));
}

TEST(GeoJsonAntimeridian, LeavesTheRestAlone) {
    EXPECT_EQ(geometry_of(make_line({at(-90, 0), at(90, 0)}))["type"], "LineString");
    EXPECT_EQ(geometry_of(make_line({at(-170, 0), at(0, 0), at(170, 0)}))["type"], "LineString");
}

TEST(GeoJsonAntimeridian, CutsAreasAndTheirHoles) {
    Geometry area = make_area({at(178, 0), at(-178, 0), at(-178, 8), at(178, 8), at(178, 0)});
    // make_area winds by plain degrees; on the ground this ring runs the other way round.
    const auto two = geometry_of(area);
    EXPECT_EQ(two["type"], "MultiPolygon");
    EXPECT_EQ(two["coordinates"].size(), 2u);
    for (const auto place : {at(-179, 1), at(-179, 2), at(-178.5, 2), at(-178.5, 1), at(-179, 1)})
        area.locations.push_back(place);
    area.rings.push_back({5, 10, false});
    // A hole across the meridian opens both halves.
    for (const auto place :
         {at(179.5, 4), at(179.5, 5), at(-179.5, 5), at(-179.5, 4), at(179.5, 4)})
        area.locations.push_back(place);
    area.rings.push_back({10, 15, false});
    const auto holed = geometry_of(area);
    EXPECT_EQ(holed["coordinates"].size(), 2u);
    std::size_t rings = 0;
    for (const auto& polygon : holed["coordinates"]) rings += polygon.size();
    EXPECT_EQ(rings, 3u);
}

TEST(GeoJsonAntimeridian, CutsAConcaveAreaIntoItsPieces) {
    // A comb whose two teeth reach over the meridian.
    const auto comb =
        geometry_of(make_area({at(178, 0), at(-179, 0), at(-179, 1), at(179, 1), at(179, 2),
                               at(-179, 2), at(-179, 3), at(178, 3), at(178, 0)}));
    EXPECT_EQ(comb["coordinates"].size(), 3u);
}

TEST(GeoJsonAntimeridian, ClosesARingAroundThePole) {
    const auto polar =
        geometry_of(make_area({at(0, -70), at(90, -75), at(180, -72), at(-90, -71), at(0, -70)}));
    ASSERT_FALSE(polar.is_null());
    double south = 0;
    for (const auto& polygon : polar["coordinates"]) {
        const auto& rings = polar["type"] == "Polygon" ? polar["coordinates"] : polygon;
        for (const auto& place : rings[0]) south = std::min(south, double(place[1]));
    }
    EXPECT_EQ(south, -90);
}

TEST(GeoJsonAntimeridian, KeepsTheGround) {
    // The pieces cover exactly as many square degrees as the whole.
    const auto cut = geometry_of(make_area(
        {at(170, -10), at(-175, -5), at(-160, 10), at(-179, 20), at(175, 3), at(170, -10)}));
    double cut_area = 0;
    for (const auto& polygon : cut["coordinates"]) {
        const auto& ring = polygon[0];
        for (std::size_t i = 1; i < ring.size(); ++i) {
            cut_area += double(ring[i - 1][0]) * double(ring[i][1]) -
                        double(ring[i][0]) * double(ring[i - 1][1]);
        }
    }
    const std::vector<std::pair<double, double>> whole{{170, -10}, {185, -5}, {200, 10},
                                                       {181, 20},  {175, 3},  {170, -10}};
    double area = 0;
    for (std::size_t i = 1; i < whole.size(); ++i) {
        area += whole[i - 1].first * whole[i].second - whole[i].first * whole[i - 1].second;
    }
    EXPECT_NEAR(cut_area, area, 1e-4);
}

TEST(GeoJsonAntimeridian, PutsTheBoxAcross) {
    const auto out = written({make_line({at(179, 10), at(-178, 12)}), make_point(at(177, 5))});
    EXPECT_THAT(Rfc7946Check::problems_of(out.text), IsEmpty()) << out.text;
    EXPECT_EQ(json::parse(out.text)["bbox"], json::array({177, 5, -178, 12}));
}

// ---- one feature a line

TEST(GeoJsonLines, HoldOneFeatureEach) {
    const test::TestFolder folder;
    const auto path = folder.path() / "things.GeoJSONL";
    const auto writer = open_feature_writer(path, {.data_timestamp = "2026-01-01T00:00:00Z"}, {});
    writer->begin_layer({.name = "things", .columns = kColumns});
    const Tags tags{{"note", "two\nlines"}};
    const auto shape = make_point(at(1, 2));
    for (int i = 1; i <= 3; ++i) {
        writer->write({.id = ObjectId{ObjectType::node, i}, .geometry = &shape, .tags = &tags});
    }
    EXPECT_FALSE(std::filesystem::exists(path));
    writer->finish();
    std::ifstream in{path};
    std::vector<json> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_EQ(lines[2]["id"], "node/3");
    EXPECT_EQ(lines[0]["attribution"], kAttribution);
    EXPECT_FALSE(lines[1].contains("attribution"));
}

}  // namespace
}  // namespace konbit
