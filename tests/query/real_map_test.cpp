// The questions of a first day, on real extracts and on the sample.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "import/importer.hpp"
#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/query/questions.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Imported once for all tests.
const Map& imported(const std::filesystem::path& extract) {
    static const test::TestFolder folder;
    static std::map<std::string, Map> maps;
    const auto name = extract.stem().string();
    if (const auto known = maps.find(name); known != maps.end()) return known->second;
    const auto target = folder.path() / (name + ".konbit");
    static_cast<void>(import_extract({.extract = extract, .map = target, .progress = {}}));
    return maps.emplace(name, test::open_map(target)).first->second;
}

#define MAP_OR_SKIP(variable, name)                                            \
    const auto variable##_file = test::data_file(name);                        \
    if (!variable##_file) GTEST_SKIP() << name << " is not below KONBIT_DATA"; \
    const Map& variable = imported(*variable##_file)

std::string id_of(const FoundName& found) {
    return to_string(found.id);
}

std::vector<std::string> names(const Map& map, const std::string& text) {
    std::vector<std::string> out;
    for (const auto& found : find_names(map, {.text = text})) out.push_back(found.name);
    return out;
}

/// Ids that the rules call open, checked places of the theme, with distances, nearest first.
std::vector<std::pair<double, ObjectId>> brute_force(const Map& map, Theme theme, Location from) {
    std::set<ObjectId> merged;
    for (const auto& place : facilities_in(map, theme, std::nullopt, true, true)) {
        merged.insert(place.same_as.begin(), place.same_as.end());
    }
    std::vector<std::pair<double, ObjectId>> all;
    map.base().for_each_feature([&](const Feature& feature) {
        const auto tags = feature.tags();
        const auto shape = feature.geometry();
        const auto f = map.meaning().facility(theme, {tags, feature.kind(), area_m2(shape)});
        if (!f || f->closed || f->suitability < Suitability::suitable ||
            merged.contains(feature.id()))
            return;
        if (f->audience == Audience::team || map.meaning().protected_refuge(tags)) return;
        all.emplace_back(distance_m(from, shape), feature.id());
    });
    std::sort(all.begin(), all.end());
    return all;
}

void expect_brute_force(const Map& map, Location from) {
    for (std::size_t t = 0; t < kThemeCount; ++t) {
        const auto theme = static_cast<Theme>(t);
        const auto found =
            nearest_facilities(map, {.theme = theme, .near = from, .count = 20}).found;
        const auto expected = brute_force(map, theme, from);
        ASSERT_EQ(found.size(), std::min<std::size_t>(20, expected.size())) << to_string(theme);
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_EQ(found[i].id, expected[i].second) << to_string(theme) << " " << i;
            EXPECT_DOUBLE_EQ(found[i].distance_m, expected[i].first);
        }
    }
}

TEST(RealMaps, NearestEqualsBruteForce) {
    const std::vector<std::tuple<const char*, double, double>> places{
        {"andorra-2026.osm.pbf", 42.5063, 1.5218},
        {"helsinki-centre.osm.pbf", 60.1699, 24.9384},
        {"monaco-2016.osm.pbf", 43.7384, 7.4246}};
    for (const auto& [name, lat, lon] : places) {
        MAP_OR_SKIP(map, name);
        expect_brute_force(map, location_from_degrees(lon, lat));
    }
}

TEST(RealMaps, AndorrasSheltersAreTheRightOnes) {
    MAP_OR_SKIP(map, "andorra-2026.osm.pbf");
    const auto all = facilities_in(map, Theme::shelter, std::nullopt, true, true);
    std::vector<std::string> ids;
    for (const auto& place : all) {
        ids.push_back(to_string(place.id));
        const auto feature = map.base().find_feature(place.id);
        ASSERT_TRUE(feature);
        EXPECT_NE(feature->tag("highway"), "bus_stop") << ids.back();
        EXPECT_NE(feature->tag("shelter_type"), "public_transport") << ids.back();
        EXPECT_NE(feature->tag("shelter_type"), "picnic_shelter") << ids.back();
    }
    EXPECT_THAT(ids, Contains("way/978058670"));
    EXPECT_THAT(ids, Not(Contains("node/899526219"))) << "the same shelter as a node";
    EXPECT_THAT(ids, Not(Contains("way/311481236"))) << "a children's home";
    EXPECT_THAT(ids, Not(Contains("node/4235462231"))) << "a cave";
}

TEST(RealMaps, NoDamageInAndorra) {
    MAP_OR_SKIP(map, "andorra-2026.osm.pbf");
    const auto answer = damage_in(map, {});
    EXPECT_THAT(answer.found, IsEmpty());
    EXPECT_GT(answer.road_km, 1'000);
    EXPECT_GT(answer.buildings, 7'000u);
}

TEST(RealMaps, PortoAlegreWithTypos) {
    MAP_OR_SKIP(map, "porto-alegre.osm.pbf");
    EXPECT_EQ(names(map, "Avenda Ipirnga").at(0), "Avenida Ipiranga");
    EXPECT_TRUE(resolve_place(map, "Avenda Ipirnga").object);
}

TEST(RealMaps, HelsinkiInTwoLanguages) {
    MAP_OR_SKIP(map, "helsinki-centre.osm.pbf");
    for (const std::string text : {"Helsinki", "Helsingfors", "helsingfors"})
        EXPECT_EQ(names(map, text).at(0), "Helsinki");
    for (const std::string text : {"Mannerheimintie", "Mannerheimvägen", "mannerheimvagen"}) {
        const auto found = find_names(map, {.text = text});
        EXPECT_EQ(found.at(0).name, "Mannerheimintie");
        const auto streets = std::count_if(found.begin(), found.end(), [](const FoundName& f) {
            return f.name == "Mannerheimintie";
        });
        EXPECT_EQ(streets, 1) << "fifty ways are one street";
    }
}

TEST(RealMaps, HaitiByPCode) {
    MAP_OR_SKIP(map, "haiti-2010.osm");
    EXPECT_EQ(id_of(find_names(map, {.text = "HT05"}).at(0)), "relation/392238");
    EXPECT_EQ(id_of(find_names(map, {.text = "HT0511"}).at(0)), "relation/392098");
    EXPECT_EQ(id_of(find_names(map, {.text = "ht0511-02"}).at(0)), "relation/410307");
    const auto place = resolve_place(map, "Gonaives");
    EXPECT_EQ(place.object, (ObjectId{ObjectType::relation, 392098}));
    EXPECT_THAT(place.others, Contains(HasSubstr("relation/392359")))
        << "the arrondissement of the same name";
}

TEST(RealMaps, TheSampleInEveryScript) {
    const auto file = std::filesystem::path{KONBIT_SOURCE_DIR} / "sample-osm/bel-rivye.osm";
    ASSERT_TRUE(std::filesystem::exists(file));
    const Map& map = imported(file);
    EXPECT_EQ(names(map, "bel rivye").at(0), "Bèl Rivyè");
    EXPECT_EQ(names(map, "बेल रिभिये").at(0), "Bèl Rivyè");
    EXPECT_EQ(names(map, "شارع النور").at(0), "شارع النور");
    EXPECT_EQ(names(map, "शान्ति मार्ग").at(0), "शान्ति मार्ग");
    EXPECT_EQ(names(map, "Rue du Pont-de-Fer").at(0), "Ri Pon Fè");
    EXPECT_EQ(names(map, "ri pon fe").at(0), "Ri Pon Fè");
    EXPECT_EQ(names(map, "moske limye").size() >= 1, true);
    EXPECT_THAT(facilities_in(map, Theme::shelter, std::nullopt, true, true), Not(IsEmpty()));
    EXPECT_THAT(damage_in(map, {}).found, Not(IsEmpty()));
}

}  // namespace
}  // namespace konbit
