#include "mapper/query/place.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/model/error.hpp"
#include "mapper/query/questions.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

test::DrawnMap village() {
    test::DrawnMap map;
    map.node(1, 42.50, 1.50, {{"place", "village"}, {"name", "Encamp"}})
        .node(2, 42.51, 1.51)
        .node(3, 42.52, 1.52)
        .node(4, 42.53, 1.53, {{"place", "hamlet"}, {"name", "Aubinyà"}})
        .node(5, 42.60, 1.60, {{"place", "hamlet"}, {"name", "Aubinyà"}})
        .node(6, 42.505, 1.505, {{"amenity", "school"}, {"name", "Escola d'Encamp"}})
        .way(10, {2, 3})
        .way(11, {2, 999})
        .way(12, {998, 999})
        .relation(20, {{ObjectType::relation, 21}, {ObjectType::way, 12}, {ObjectType::way, 10}})
        .relation(21, {{ObjectType::relation, 20}})
        .relation(22, {{ObjectType::way, 12}})
        .square(30, 42.49, 1.49, 3000,
                {{"boundary", "administrative"}, {"admin_level", "8"}, {"name", "Encamp"}});
    return map;
}

std::string refusal(const std::function<void()>& ask) {
    try {
        ask();
    } catch (const UsageError& error) {
        return error.what();
    }
    return "";
}

TEST(Place, CoordinatesIdsAndNames) {
    const auto drawn = village();
    const auto map = test::open_map(drawn.write());
    EXPECT_EQ(resolve_place(map, "42.5,1.5").label, "42.50000,1.50000");
    EXPECT_FALSE(resolve_place(map, "42.5,1.5").object);
    for (const std::string id : {"n1", "node/1"}) {
        const auto place = resolve_place(map, id);
        EXPECT_EQ(place.at, location_from_degrees(1.50, 42.50));
        EXPECT_EQ(place.label, "Encamp (node/1)");
        EXPECT_FALSE(place.by_name);
    }
    const auto named = resolve_place(map, " encamp ");
    EXPECT_EQ(named.object, (ObjectId{ObjectType::node, 1}));
    EXPECT_TRUE(named.by_name);
    EXPECT_THAT(named.others, IsEmpty()) << "its own boundary is no other place";
}

TEST(Place, UntaggedAndIncompleteObjects) {
    const auto drawn = village();
    const auto map = test::open_map(drawn.write());
    EXPECT_EQ(resolve_place(map, "n2").at, location_from_degrees(1.51, 42.51));
    EXPECT_EQ(resolve_place(map, "w11").at, location_from_degrees(1.51, 42.51))
        << "one node is there";
    EXPECT_TRUE(resolve_place(map, "w10").at.valid());
    EXPECT_EQ(resolve_place(map, "r20").at, resolve_place(map, "w10").at)
        << "past a loop and a way without nodes";
    EXPECT_THAT(refusal([&] { static_cast<void>(resolve_place(map, "w12")); }),
                HasSubstr("no place in this map"));
    EXPECT_THAT(refusal([&] { static_cast<void>(resolve_place(map, "r22")); }),
                HasSubstr("no place in this map"));
    EXPECT_THAT(refusal([&] { static_cast<void>(resolve_place(map, "n77")); }),
                HasSubstr("not in this map"));
}

TEST(Place, AmbiguousNames) {
    const auto drawn = village();
    const auto map = test::open_map(drawn.write());
    const auto place = resolve_place(map, "aubinya");
    EXPECT_THAT(place.others, ElementsAre(HasSubstr("node/")));
    EXPECT_THAT(
        refusal([&] { static_cast<void>(resolve_place(map, "aubinya", Ambiguity::refuse)); }),
        testing::AllOf(HasSubstr("node/4"), HasSubstr("node/5")));
    EXPECT_EQ(resolve_place(map, "escola encamp", Ambiguity::refuse).object->ref, 6);
    EXPECT_THAT(
        refusal([&] { static_cast<void>(resolve_place(map, "encomp", Ambiguity::refuse)); }),
        HasSubstr("Encamp (node/1)"));
    EXPECT_EQ(resolve_place(map, "encomp").object->ref, 1);
}

TEST(Place, UnknownOnesSuggestNames) {
    const auto drawn = village();
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(refusal([&] { static_cast<void>(resolve_place(map, "Aubniay")); }),
                HasSubstr("Aubinyà"));
    EXPECT_THAT(refusal([&] { static_cast<void>(resolve_place(map, "Qwertzuiop")); }),
                HasSubstr("LAT,LON"));
    EXPECT_THAT(refusal([&] { static_cast<void>(resolve_place(map, "")); }), HasSubstr("missing"));
    EXPECT_THAT(refusal([&] { static_cast<void>(resolve_place(map, "1.52,42.51")); }),
                HasSubstr("Did you mean 42.51000,1.52000?"));
}

}  // namespace
}  // namespace konbit
