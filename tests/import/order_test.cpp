#include <gmock/gmock.h>

#include <algorithm>
#include <random>

#include "mapper/model/error.hpp"
#include "tests/import/imported.hpp"

namespace konbit {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> village_lines(int count) {
    std::vector<std::string> lines;
    for (int i = 1; i <= count; ++i) {
        lines.push_back("n" + std::to_string(i * 3) + " v2 t2020-01-01T00:00:00Z uHanna x" +
                        std::to_string(i * 0.001) + " y1 Tname=N" + std::to_string(i));
    }
    for (int i = 1; i < count; ++i) {
        lines.push_back("w" + std::to_string(i) + " v1 Thighway=path Nn" + std::to_string(i * 3) +
                        ",n" + std::to_string(i * 3 + 3));
    }
    for (int i = 1; i < count; i += 5) {
        lines.push_back("r" + std::to_string(i) + " v1 Ttype=route Mw" + std::to_string(i) +
                        "@way,n" + std::to_string(i * 3) + "@stop");
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

TEST(Order, UnsortedGivesTheSameMapAsSorted) {
    auto lines = village_lines(500);
    const Imported sorted{joined(lines)};
    for (const unsigned seed : {1U, 2U}) {
        std::ranges::shuffle(lines, std::mt19937{seed});
        const Imported shuffled{joined(lines)};
        EXPECT_EQ(sorted.dump(), shuffled.dump()) << "seed " << seed;
        EXPECT_EQ(sorted.summary().features, shuffled.summary().features);
        EXPECT_EQ(sorted.geometry("w7"), shuffled.geometry("w7"));
        EXPECT_EQ(sorted.summary().missing_nodes, 0u);
    }
}

// So little memory that the sort has to spill and merge many runs.
TEST(Order, SpillsToDiskAndGivesTheSame) {
    auto lines = village_lines(60'000);
    const Imported sorted{joined(lines)};
    std::ranges::shuffle(lines, std::mt19937{7});
    const Imported shuffled{joined(lines), ".osm.opl", 1u << 20};
    EXPECT_EQ(sorted.dump(), shuffled.dump());
}

TEST(Order, NegativeIdsComeFirstByAbsoluteValue) {
    const Imported m{"n5 x1 y1\nn-2 x1 y1\nn-1 x2 y2 Tname=new\nw-1 Thighway=path Nn-1,n5\n"};
    std::vector<std::string> ids;
    m.map().for_each_object([&](const Object& object) { ids.push_back(to_string(object.id)); });
    EXPECT_THAT(ids, ElementsAre("node/-1", "node/-2", "node/5", "way/-1"));
    EXPECT_EQ(m.geometry("w-1")->locations.size(), 2u);
    EXPECT_EQ(m.kind("n-1"), GeometryKind::point);
}

TEST(Order, NewestVersionCountsWhereverItStands) {
    const Imported m{"n1 v1 x1 y1 Tname=old\nn1 v3 x3 y3 Tname=new\nn1 v2 x2 y2 Tname=middle\n"};
    EXPECT_EQ(m.summary().objects[0], 1u);
    EXPECT_EQ(m.summary().old_versions, 2u);
    EXPECT_EQ(m.map().object({ObjectType::node, 1})->meta.version, 3u);
    EXPECT_EQ(m.map().find_feature({ObjectType::node, 1})->tag("name"), "new");
    EXPECT_THAT(m.skipped(), Contains(HasSubstr("node/1: more than one version")));
}

TEST(Order, WithoutVersionsTheNewerTimeCounts) {
    const Imported m{
        "n1 t2020-01-01T00:00:00Z x1 y1 Tname=old\nn1 t2021-01-01T00:00:00Z x1 y1 Tname=new\n"};
    EXPECT_EQ(m.map().find_feature({ObjectType::node, 1})->tag("name"), "new");
}

TEST(Order, DuplicateIsKeptOnce) {
    const Imported m{"n1 v1 x1 y1 Tname=a\nn1 v1 x1 y1 Tname=a\n"};
    EXPECT_EQ(m.summary().objects[0], 1u);
    EXPECT_EQ(m.summary().old_versions, 1u);
}

TEST(Order, WhatWasDeletedIsGone) {
    const Imported m{"n1 v1 dV x1 y1 Tname=a\nn1 v2 dD\nn2 v1 dV x1 y1\n", ".osh.opl"};
    EXPECT_EQ(m.summary().objects[0], 1u);
    EXPECT_EQ(m.summary().deleted, 1u);
    EXPECT_FALSE(m.map().object({ObjectType::node, 1}));
    EXPECT_THAT(m.skipped(), Contains("node/1: deleted in OpenStreetMap"));
}

TEST(Order, HistoryOutOfOrderKeepsTheNewestToo) {
    const Imported m{"w1 v1 Thighway=path Nn1,n2\nn2 v1 x1 y1\nn1 v2 x2 y2\nn1 v1 x1 y1\n"};
    EXPECT_EQ(m.map().object({ObjectType::node, 1})->meta.version, 2u);
    EXPECT_EQ(m.geometry("w1")->locations.size(), 2u);
}

TEST(Order, LargeIdsWork) {
    const Imported m{
        "n13000000000 x1 y1\nn9000000000000000000 x2 y2\n"
        "w13000000001 Thighway=path Nn13000000000,n9000000000000000000\n"};
    EXPECT_EQ(m.geometry("w13000000001")->locations.size(), 2u);
}

TEST(Order, XmlOfAnEditorWithoutVersions) {
    const Imported m{R"(<?xml version='1.0' encoding='UTF-8'?>
<osm version='0.6' generator='editor'>
  <way id='-3' visible='true'><nd ref='-2'/><nd ref='-1'/><tag k='highway' v='track'/></way>
  <node id='-2' visible='true' lat='19.4' lon='-72.7'/>
  <node id='-1' visible='true' lat='19.5' lon='-72.7'><tag k='name' v='Gonaïves'/></node>
</osm>)",
                     ".osm"};
    EXPECT_EQ(m.geometry("w-3")->locations.size(), 2u);
    EXPECT_EQ(m.map().find_feature({ObjectType::node, -1})->tag("name"), "Gonaïves");
    EXPECT_FALSE(m.summary().has_versions);
}

}  // namespace
}  // namespace konbit
