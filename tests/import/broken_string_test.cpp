// Strings that no OSM file should hold: NUL bytes and what is not UTF-8.
#include <gmock/gmock.h>

#include "tests/import/imported.hpp"
#include "tests/import/pbf_text.hpp"

namespace konbit {
namespace {

using namespace std::string_literals;
using testing::Contains;
using testing::HasSubstr;

PbfText square() {
    PbfText pbf;
    pbf.node(1, 1, 1, {});
    pbf.node(2, 2, 1, {});
    pbf.node(3, 2, 2, {});
    pbf.node(4, 1, 2, {});
    return pbf;
}

TEST(BrokenString, TheHandMadePbfIsOne) {
    auto pbf = square();
    pbf.way(1, {1, 2, 3, 4, 1}, {{"building", "yes"}});
    pbf.relation(1, {1}, "outer", {{"type", "multipolygon"}, {"landuse", "forest"}});
    const Imported m{pbf.bytes(), ".osm.pbf"};
    EXPECT_EQ(m.kind("w1"), GeometryKind::area);
    EXPECT_EQ(m.kind("r1"), GeometryKind::area);
    EXPECT_EQ(m.summary().broken_strings, 0u);
}

TEST(BrokenString, NulInAKeyOrAValueLosesTheTagsNotTheObject) {
    auto pbf = square();
    pbf.node(5, 3, 3, {{"na\0me"s, "Bridge"}, {"amenity", "clinic"}});
    pbf.node(6, 3, 3, {{"name", "Bri\0dge"s}});
    pbf.node(7, 3, 3, {{"name", "\0"s}});
    pbf.way(1, {1, 2, 3, 4, 1}, {{"building", "y\0es"s}});
    pbf.relation(1, {1}, "out\0er"s, {{"type", "multipolygon"}, {"land\0use"s, "forest"}});
    const Imported m{pbf.bytes(), ".osm.pbf"};
    EXPECT_EQ(m.summary().broken_strings, 5u);
    EXPECT_EQ(m.summary().objects[0], 7u);
    for (const char* id : {"n5", "n6", "n7", "w1", "r1"}) {
        const auto object = m.map().object(*parse_object_id(id));
        ASSERT_TRUE(object) << id;
        EXPECT_TRUE(object->tags.empty()) << id;
        EXPECT_EQ(m.geometry(id), std::nullopt) << id;
        EXPECT_THAT(m.skipped(), Contains(to_string(*parse_object_id(id)) +
                                          ": a tag holds a NUL byte: kept without its tags"));
    }
}

TEST(BrokenString, NulAtTheEndOfABlockReadsNothingBeyondIt) {
    // An odd string at the very end: libosmium's own iteration would run on from here.
    PbfText pbf;
    pbf.node(1, 1, 1, {{"key", "value\0"s}});
    const Imported m{pbf.bytes(), ".osm.pbf"};
    EXPECT_EQ(m.summary().broken_strings, 1u);
}

// Out of order, so that the objects go through the files of the sort as well.
TEST(BrokenString, NulPassesTheSort) {
    PbfText pbf;
    pbf.way(1, {1, 2, 3, 4, 1}, {{"building", "y\0es"s}});
    pbf.node(2, 2, 1, {{"na\0me"s, "x"}});
    pbf.node(1, 1, 1, {{"name", "fine"}});
    const Imported m{pbf.bytes(), ".osm.pbf"};
    EXPECT_EQ(m.summary().broken_strings, 2u);
    EXPECT_EQ(m.map().find_feature({ObjectType::node, 1})->tag("name"), "fine");
}

TEST(BrokenString, WhatIsNotUtf8IsKeptAsItIsAndCounted) {
    PbfText pbf;
    pbf.node(1, 1, 1, {{"name", "Port-au-Prince \xE9"}});
    pbf.node(2, 1, 1, {{"name", "Gonaïves"}});
    const Imported m{pbf.bytes(), ".osm.pbf"};
    EXPECT_EQ(m.summary().broken_strings, 1u);
    EXPECT_EQ(m.map().object({ObjectType::node, 1})->tags.value("name"), "Port-au-Prince \xE9");
    EXPECT_THAT(m.skipped(), Contains(HasSubstr("node/1: its tags are not valid UTF-8")));
}

}  // namespace
}  // namespace konbit
