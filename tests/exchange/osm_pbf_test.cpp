// An extract comes out of the map as it went in, object by object, told by libosmium.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <osmium/handler.hpp>
#include <osmium/io/any_input.hpp>
#include <osmium/visitor.hpp>

#include "import/importer.hpp"
#include "mapper/exchange/export.hpp"
#include "mapper/model/error.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;

using Objects = std::map<std::pair<int, std::int64_t>, std::string>;

struct Describe : osmium::handler::Handler {
    Objects objects;
    std::vector<std::pair<int, std::int64_t>> order;

    void osm_object(const osmium::OSMObject& object) {
        auto text = fmt::format("v{} t{} c{} i{} u{}|", object.version(),
                                object.timestamp().seconds_since_epoch(), object.changeset(),
                                object.uid(), object.user());
        for (const auto& tag : object.tags()) text += fmt::format("{}={}|", tag.key(), tag.value());
        const std::pair key{static_cast<int>(object.type()), object.id()};
        order.push_back(key);
        objects[key] = text;
    }
    std::string& of(const osmium::OSMObject& object) {
        return objects[{static_cast<int>(object.type()), object.id()}];
    }
    void node(const osmium::Node& node) {
        of(node) += fmt::format("{},{}", node.location().x(), node.location().y());
    }
    void way(const osmium::Way& way) {
        for (const auto& ref : way.nodes()) of(way) += fmt::format("{} ", ref.ref());
    }
    void relation(const osmium::Relation& relation) {
        for (const auto& member : relation.members()) {
            of(relation) += fmt::format("{}{}@{} ", osmium::item_type_to_char(member.type()),
                                        member.ref(), member.role());
        }
    }
};

Describe described(const fs::path& path) {
    osmium::io::Reader reader{osmium::io::File{path.string()}};
    Describe describe;
    osmium::apply(reader, describe);
    reader.close();
    return describe;
}

osmium::io::Header header_of(const fs::path& path) {
    osmium::io::Reader reader{osmium::io::File{path.string()}};
    return reader.header();
}

/// Imports the extract and exports it again.
fs::path round_trip(const fs::path& extract, const fs::path& folder) {
    const auto map_folder = folder / "map.konbit";
    static_cast<void>(import_extract({.extract = extract, .map = map_folder, .progress = {}}));
    const auto map = test::open_map(map_folder);
    const auto out = folder / "out.osm.pbf";
    const auto result = export_map(map, {.out = out});
    EXPECT_EQ(result.layers.at(0).first, "objects");
    return out;
}

fs::path write_opl(const fs::path& folder, const std::string& text) {
    const auto path = folder / "in.osm.opl";
    std::ofstream{path, std::ios::binary} << text;
    return path;
}

void expect_same(const Objects& in, const Objects& out) {
    EXPECT_EQ(in.size(), out.size());
    std::size_t shown = 0;
    for (const auto& [key, text] : in) {
        const auto found = out.find(key);
        const auto other = found == out.end() ? std::string{"missing"} : found->second;
        if (other == text) continue;
        ADD_FAILURE() << key.first << '/' << key.second << "\n  in  " << text << "\n  out "
                      << other;
        if (++shown == 5) return;
    }
}

constexpr const char* kHostile =
    "n1 v1 dV c1 t2020-01-01T00:00:00Z i1 uann Tname=a x1.5 y2.5\n"
    "n2 v2147483647 dV c4294967294 t2106-02-07T06:28:15Z i2147483647 u%20%%1f5fc% Tk=v,%20%=%0a% "
    "x-180 y-90\n"
    "n3 x180 y90\n"
    "n4 v1 dV Tnote=no%20%place x y\n"
    "n5 v1 dV x200 y100\n"
    "n-6 v0 x1 y1\n"
    "n9000000000000000000 v1 x1.0000001 y-0.0000001\n"
    "w1 v1 dV Thighway=primary Nn1,n2,n99,n2\n"
    "w-2 N\n"
    "r1 v3 dV Ttype=multipolygon,a=b Mw1@outer,n1@,r1@%20%,w77@\n";

TEST(OsmPbf, KeepsWhatIsStrange) {
    const test::TestFolder folder;
    const auto in = write_opl(folder.path(), kHostile);
    const auto out = round_trip(in, folder.path());
    const auto objects = described(out);
    EXPECT_EQ(objects.objects.size(), 10u);
    expect_same(described(in).objects, objects.objects);
}

TEST(OsmPbf, IsSortedAndSaysSo) {
    const test::TestFolder folder;
    const auto out = round_trip(write_opl(folder.path(),
                                          "w5 v1 Nn1\nn7 v1 x1 y1\nn-7 v1 x1 y1\n"
                                          "n1 v1 x2 y3\nn-8 v1 x1 y1\n"),
                                folder.path());
    const std::vector<std::pair<int, std::int64_t>> expected{
        {1, -7}, {1, -8}, {1, 1}, {1, 7}, {2, 5}};
    EXPECT_EQ(described(out).order, expected);
    const auto header = header_of(out);
    EXPECT_EQ(header.get("sorting"), "Type_then_ID");
    EXPECT_EQ(header.get("generator"), "Konbit");
    EXPECT_EQ(header.get("pbf_dense_nodes"), "true");
    EXPECT_EQ(header.box().bottom_left(), (osmium::Location{1.0, 1.0}));
    EXPECT_EQ(header.box().top_right(), (osmium::Location{2.0, 3.0}));
}

TEST(OsmPbf, KeepsTheTimeOfTheData) {
    const test::TestFolder folder;
    const auto out =
        round_trip(write_opl(folder.path(), "n1 v1 t2020-02-03T04:05:06Z x1 y1\n"), folder.path());
    EXPECT_EQ(header_of(out).get("osmosis_replication_timestamp"), "2020-02-03T04:05:06Z");
}

TEST(OsmPbf, HoldsAnEmptyExtract) {
    const test::TestFolder folder;
    const auto map = test::open_map(test::DrawnMap{}.write());
    const auto out = folder.path() / "out.osm.pbf";
    static_cast<void>(export_map(map, {.out = out}));
    EXPECT_TRUE(described(out).objects.empty());
}

TEST(OsmPbf, HoldsRefugesAndCampsToo) {
    test::DrawnMap drawn;
    drawn.node(1, 1, 1, {{"amenity", "refugee_site"}})
        .node(2, 1, 1, {{"social_facility", "shelter"}, {"social_facility:for", "abused_women"}});
    const test::TestFolder folder;
    const auto out = folder.path() / "OUT.OSM.PBF";
    static_cast<void>(export_map(test::open_map(drawn.write()), {.out = out}));
    fs::rename(out, folder.path() / "out.osm.pbf");  // libosmium wants it in small letters
    EXPECT_EQ(described(folder.path() / "out.osm.pbf").objects.size(), 2u);
}

TEST(OsmPbf, WritesNoChangesetThatReadersRefuse) {
    const test::TestFolder folder;
    const auto out =
        round_trip(write_opl(folder.path(), "n1 v1 c4294967295 x1 y1\n"), folder.path());
    EXPECT_THAT(described(out).objects.at({1, 1}), HasSubstr("c0 "));
}

TEST(OsmPbf, HoldsNoPart) {
    const test::DrawnMap drawn;
    const auto map = test::open_map(drawn.write());
    const test::TestFolder folder;
    const auto out = folder.path() / "out.osm.pbf";
    try {
        static_cast<void>(export_map(map, {.out = out, .area = resolve_area(map, "1,1,2,2")}));
        FAIL();
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("Leave --in away"));
    }
    EXPECT_THROW(static_cast<void>(export_map(map, {.out = out, .what = {What::care}})),
                 UsageError);
    EXPECT_FALSE(fs::exists(out));
}

TEST(OsmPbf, RefusesTextsThatNoExtractHolds) {
    for (const auto& text : {std::string{"a\0b", 3}, std::string(2000, 'x')}) {
        test::DrawnMap drawn;
        drawn.node(1, 1, 1, {{"name", text}});
        const test::TestFolder folder;
        EXPECT_THROW(static_cast<void>(export_map(test::open_map(drawn.write()),
                                                  {.out = folder.path() / "out.osm.pbf"})),
                     DataError);
        EXPECT_TRUE(fs::is_empty(folder.path()));
    }
}

class RealExtract : public testing::TestWithParam<const char*> {};

TEST_P(RealExtract, ComesOutAsItWentIn) {
    const auto in = test::data_file(GetParam());
    if (!in) GTEST_SKIP() << GetParam() << " is not below KONBIT_DATA";
    const test::TestFolder folder;
    const auto out = round_trip(*in, folder.path());
    expect_same(described(*in).objects, described(out).objects);
}

INSTANTIATE_TEST_SUITE_P(Each, RealExtract,
                         testing::Values("andorra-2026.osm.pbf", "haiti-2010.osm",
                                         "helsinki-centre.osm.pbf", "liechtenstein-2015.osm.pbf",
                                         "monaco-2016.osm.pbf", "porto-alegre.osm.pbf"),
                         [](const auto& tested) {
                             std::string name = tested.param;
                             std::erase_if(name, [](char c) { return !std::isalnum(c); });
                             return name;
                         });

}  // namespace
}  // namespace konbit
