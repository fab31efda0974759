#include "mapper/exchange/export.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "import/importer.hpp"
#include "mapper/model/error.hpp"
#include "tests/exchange/rfc7946.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using nlohmann::json;
using test::DrawnMap;
using test::Rfc7946Check;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::Pair;
using testing::UnorderedElementsAre;

std::string content_of(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

struct Exported {
    ExportResult result;
    std::string text;
    json parsed;
    [[nodiscard]] std::vector<std::string> ids() const {
        std::vector<std::string> ids;
        for (const auto& feature : parsed["features"]) ids.push_back(feature["id"]);
        return ids;
    }
    [[nodiscard]] json properties(const std::string& id) const {
        for (const auto& feature : parsed["features"]) {
            if (feature["id"] == id) return feature["properties"];
        }
        return nullptr;
    }
};

Exported exported(const Map& map, ExportRequest request) {
    const test::TestFolder folder;
    request.out = folder.path() / "out.geojson";
    Exported out;
    out.result = export_map(map, request);
    out.text = content_of(request.out);
    EXPECT_EQ(out.result.bytes, out.text.size());
    EXPECT_THAT(Rfc7946Check::problems_of(out.text), IsEmpty());
    out.parsed = json::parse(out.text);
    return out;
}

DrawnMap town() {
    DrawnMap map;
    map.node(1, 18.5, -72.3, {{"amenity", "hospital"}, {"name", "Sen Jozèf"}, {"beds", "20"}})
        .square(10, 18.51, -72.31, 40,
                {{"building", "school"}, {"amenity", "school"}, {"name", "Lekòl"}})
        .square(11, 18.52, -72.31, 20, {{"building", "house"}, {"damage", "collapsed"}})
        .line(12, {{18.5, -72.3}, {18.51, -72.31}}, {{"highway", "primary"}, {"name", "Ri 1"}})
        .line(13, {{18.5, -72.3}, {18.52, -72.31}}, {{"highway", "proposed"}})
        .node(2, 18.6, -72.4, {{"amenity", "refugee_site"}, {"name", "Kan"}})
        .square(14, 18.53, -72.31, 20,
                {{"building", "yes"},
                 {"social_facility", "shelter"},
                 {"social_facility:for", "abused_women"},
                 {"name", "Kay sekrè"}});
    return map;
}

class ExportTown : public testing::Test {
protected:
    DrawnMap drawn = town();
    Map map = test::open_map(drawn.write());
};

TEST_F(ExportTown, WritesEverythingButWhoIsAtRisk) {
    const auto all = exported(map, {});
    EXPECT_THAT(all.result.layers, ElementsAre(Pair("all", 5)));
    EXPECT_THAT(all.ids(), UnorderedElementsAre("node/1", "way/10", "way/11", "way/12", "way/13"));
    EXPECT_THAT(all.result.notes, ElementsAre(HasSubstr("1 refuge"), HasSubstr("1 camp")));
    EXPECT_THAT(all.text, Not(HasSubstr("sekr")));
    EXPECT_THAT(all.text, Not(HasSubstr("Kan")));
    EXPECT_EQ(all.parsed["data_timestamp"], "2023-11-14T22:13:20Z");
    EXPECT_EQ(all.properties("node/1")["tags"]["beds"], "20");
    EXPECT_FALSE(all.properties("node/1").contains("layer"));
}

TEST_F(ExportTown, ShowsCampsToTheTeamAlone) {
    const auto team = exported(map, {.audience = Audience::team});
    EXPECT_THAT(team.ids(), Contains("node/2"));
    EXPECT_THAT(team.ids(), Not(Contains("way/14")));
    const auto shelters = exported(map, {.what = {What::shelters}, .include_unchecked = true});
    EXPECT_THAT(shelters.ids(), Not(Contains("node/2")));
    EXPECT_THAT(shelters.result.notes, Contains(HasSubstr("1 camp")));
    const auto for_team = exported(
        map, {.what = {What::shelters}, .include_unchecked = true, .audience = Audience::team});
    EXPECT_THAT(for_team.ids(), Contains("node/2"));
    EXPECT_EQ(for_team.properties("node/2")["audience"], "team");
}

TEST_F(ExportTown, KeepsRefugesOutOfEachLayer) {
    for (const auto what : {What::shelters, What::care, What::water, What::supply, What::damage,
                            What::roads, What::buildings, What::all}) {
        const auto layer =
            exported(map, {.what = {what}, .include_unchecked = true, .audience = Audience::team});
        EXPECT_THAT(layer.text, Not(HasSubstr("sekr"))) << to_string(what);
        EXPECT_THAT(layer.ids(), Not(Contains("way/14"))) << to_string(what);
    }
}

TEST_F(ExportTown, TellsWhatTagsSayOfDamage) {
    const auto damage = exported(map, {.what = {What::damage}});
    ASSERT_THAT(damage.ids(), ElementsAre("way/11"));
    const auto told = damage.properties("way/11");
    EXPECT_EQ(told["grade"], "destroyed");
    EXPECT_EQ(told["what"], "building");
    EXPECT_EQ(told["source"], "OpenStreetMap tag");
    EXPECT_EQ(told["source_value"], "damage=collapsed");
    EXPECT_EQ(told["certainty"], "guessed");
    EXPECT_EQ(told["licence"], "ODbL-1.0");
    EXPECT_EQ(told["observed"], nullptr);
    const auto all = exported(map, {});
    EXPECT_EQ(all.properties("way/11")["source_value"], "damage=collapsed");
    EXPECT_EQ(all.properties("way/11")["licence"], "ODbL-1.0");
    EXPECT_EQ(all.properties("way/10")["grade"], nullptr);
    EXPECT_EQ(all.properties("way/10")["licence"], nullptr);
    EXPECT_EQ(all.properties("way/10")["name"], "Lekòl");
}

TEST_F(ExportTown, SortsRoadsFromBuildings) {
    EXPECT_THAT(exported(map, {.what = {What::roads}}).ids(), ElementsAre("way/12"));
    EXPECT_THAT(exported(map, {.what = {What::buildings}}).ids(),
                UnorderedElementsAre("way/10", "way/11"));
}

TEST_F(ExportTown, WritesSeveralLayersIntoOneFile) {
    const auto out =
        exported(map, {.what = {What::care, What::roads, What::care}, .include_unchecked = true});
    EXPECT_THAT(out.result.layers, ElementsAre(Pair("care", 1), Pair("roads", 1)));
    EXPECT_EQ(out.properties("node/1")["layer"], "care");
    EXPECT_EQ(out.properties("node/1")["theme"], "care");
    EXPECT_EQ(out.properties("node/1")["distance_m"], nullptr);
    EXPECT_EQ(out.properties("way/12")["layer"], "roads");
}

TEST_F(ExportTown, CutsByArea) {
    const auto out =
        exported(map, {.area = resolve_area(map, "-72.3001,18.4999,-72.2999,18.5001")});
    EXPECT_THAT(out.ids(), UnorderedElementsAre("node/1", "way/12", "way/13"));
}

TEST_F(ExportTown, SaysThatNothingWasFound) {
    const auto out = exported(map, {.area = resolve_area(map, "10,10,11,11")});
    EXPECT_THAT(out.ids(), IsEmpty());
    EXPECT_THAT(out.result.notes, ElementsAre(HasSubstr("empty")));
}

TEST_F(ExportTown, TellsWhenTheDataAreOlderThanTheEvent) {
    map.set_event(
        {.kind = "earthquake", .at = *parse_iso8601("2026-04-05T06:00:00Z"), .glide = ""});
    EXPECT_EQ(exported(map, {}).parsed["made_before"], "earthquake 2026-04-05T06:00:00Z");
}

TEST_F(ExportTown, RefusesToReplaceUnlessAsked) {
    const test::TestFolder folder;
    const auto out = folder.path() / "a.geojson";
    std::ofstream{out} << "old";
    EXPECT_THROW(static_cast<void>(export_map(map, {.out = out})), UsageError);
    EXPECT_EQ(content_of(out), "old");
    static_cast<void>(export_map(map, {.out = out, .replace = true}));
    EXPECT_THAT(content_of(out), HasSubstr("FeatureCollection"));
}

TEST_F(ExportTown, LeavesNothingWhenStopped) {
    const test::TestFolder folder;
    const std::atomic<bool> stop{true};
    for (const std::string name : {"a.geojson", "a.osm.pbf"}) {
        EXPECT_THROW(
            static_cast<void>(export_map(map, {.out = folder.path() / name, .stop = &stop})),
            DataError);
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(ExportTown, ColumnsAndValuesAgree) {
    std::vector<Value> values;
    for (const auto theme : {Theme::shelter, Theme::care, Theme::water, Theme::supply}) {
        for (const auto& found : facilities_in(map, theme, std::nullopt, true, true)) {
            fill_values(found, true, values);
            EXPECT_EQ(values.size(), facility_columns().size());
        }
    }
    for (const auto& found : damage_in(map, {}).found) {
        fill_values(found, values);
        EXPECT_EQ(values.size(), damage_columns().size());
    }
}

TEST(ExportWhat, ReadsItsOwnWords) {
    for (const auto what : {What::shelters, What::care, What::water, What::supply, What::damage,
                            What::roads, What::buildings, What::all}) {
        EXPECT_EQ(parse_what(to_string(what)), what);
    }
    EXPECT_EQ(parse_what("everything"), std::nullopt);
}

// ---- whole maps

void check_map(const std::filesystem::path& extract, std::uint64_t least_features) {
    const test::TestFolder folder;
    const auto target = folder.path() / "map.konbit";
    static_cast<void>(import_extract({.extract = extract, .map = target, .progress = {}}));
    const auto map = test::open_map(target);
    const auto all = exported(map, {.audience = Audience::team});
    std::uint64_t refuges = 0;
    map.base().for_each_feature([&](const Feature& feature) {
        if (map.meaning().protected_refuge(feature.tags())) ++refuges;
    });
    EXPECT_EQ(all.result.layers.at(0).second + refuges, map.base().feature_count());
    EXPECT_GT(map.base().feature_count(), least_features);
    EXPECT_EQ(all.ids().size(), all.result.layers.at(0).second);
    static_cast<void>(exported(map, {.what = {What::shelters, What::care, What::water, What::supply,
                                              What::damage, What::roads, What::buildings},
                                     .include_unchecked = true}));
}

TEST(ExportSample, IsRfc7946) {
    check_map(std::filesystem::path{KONBIT_SOURCE_DIR} / "sample-osm/bel-rivye.osm", 1000);
}

TEST(ExportRealData, IsRfc7946) {
    for (const std::string name : {"monaco-2016.osm.pbf", "haiti-2010.osm"}) {
        const auto extract = test::data_file(name);
        if (!extract) GTEST_SKIP() << name << " is not below KONBIT_DATA";
        check_map(*extract, 20);
    }
}

}  // namespace
}  // namespace konbit
