// Every real extract, with the counts that osmium gives.
#include <gmock/gmock.h>

#include <cctype>
#include <ostream>

#include "tests/import/imported.hpp"

namespace konbit {
namespace {

std::filesystem::path data_folder() {
    if (const char* folder = std::getenv("KONBIT_DATA")) return folder;
    return std::filesystem::path{KONBIT_SOURCE_DIR} / ".." / "shared" / "data";
}

struct Extract {
    const char* name;
    std::array<std::uint64_t, 3> objects;
    bool complete;  // ways have all their nodes
    friend void PrintTo(const Extract& extract, std::ostream* out) { *out << extract.name; }
};

class RealExtract : public testing::TestWithParam<Extract> {};

TEST_P(RealExtract, IsImportedWhole) {
    const auto path = data_folder() / "osm" / GetParam().name;
    if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here (KONBIT_DATA)";
    const Imported m = Imported::file(path, 512u << 20);
    EXPECT_EQ(m.summary().objects, GetParam().objects);
    EXPECT_EQ(m.summary().missing_nodes == 0, GetParam().complete);
    EXPECT_EQ(m.summary().broken_strings, 0u);
    EXPECT_EQ(m.summary().invalid_locations, 0u);
    EXPECT_EQ(m.map().feature_count(), m.summary().features);
    EXPECT_THAT(m.map().verify(), testing::IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    All, RealExtract,
    testing::Values(Extract{"andorra-2026.osm.pbf", {490'035, 25'706, 721}, true},
                    Extract{"liechtenstein-2015.osm.pbf", {142'832, 15'247, 358}, true},
                    Extract{"monaco-2016.osm.pbf", {180'118, 27'377, 212}, true},
                    Extract{"helsinki-centre.osm.pbf", {24'260, 5'130, 620}, false},
                    Extract{"porto-alegre.osm.pbf", {43'264, 16'032, 23}, true},
                    Extract{"haiti-2010.osm", {3'346, 17, 6}, true}),
    [](const auto& extract) {
        std::string name = extract.param.name;
        std::erase_if(name, [](unsigned char c) { return std::isalnum(c) == 0; });
        return name;
    });

// The odd objects of these extracts, each in its own way.
TEST(RealData, OddObjectsOfMonaco) {
    const auto path = data_folder() / "osm" / "monaco-2016.osm.pbf";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here (KONBIT_DATA)";
    const Imported m = Imported::file(path, 512u << 20);
    EXPECT_EQ(m.kind("w62656384"), GeometryKind::line) << "a building of two nodes";
    EXPECT_NE(m.kind("w4978333"), GeometryKind::line) << "a way of one node";
    EXPECT_TRUE(m.map().object({ObjectType::way, 4978333}));
    EXPECT_TRUE(m.map().object({ObjectType::relation, 288004})) << "no roles";
}

TEST(RealData, OddObjectsOfLiechtenstein) {
    const auto path = data_folder() / "osm" / "liechtenstein-2015.osm.pbf";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << path << " is not here (KONBIT_DATA)";
    const Imported m = Imported::file(path, 512u << 20);
    EXPECT_EQ(m.kind("w346556167"), GeometryKind::line) << "a building that does not close";
    EXPECT_NE(m.kind("w318961489"), GeometryKind::none) << "a doubled node";
    EXPECT_TRUE(m.summary().has_versions);
}

}  // namespace
}  // namespace konbit
