#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/query/questions.hpp"
#include "tests/query/query_map.hpp"

namespace konbit {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> ids(const std::vector<FoundFacility>& found) {
    std::vector<std::string> out;
    for (const auto& f : found) out.push_back(to_string(f.id));
    return out;
}

/// Everything the rules call a facility, asked of base.map directly: the obvious way.
std::vector<std::pair<double, ObjectId>> brute_force(const Map& map, Theme theme, Location from,
                                                     bool unchecked) {
    std::vector<std::pair<double, ObjectId>> all;
    map.base().for_each_feature([&](const Feature& feature) {
        const auto tags = feature.tags();
        const auto shape = feature.geometry();
        const auto f = map.meaning().facility(theme, {tags, feature.kind(), area_m2(shape)});
        if (!f || map.meaning().protected_refuge(tags) || f->closed ||
            f->suitability == Suitability::never)
            return;
        if (f->suitability == Suitability::unchecked && !unchecked) return;
        all.emplace_back(distance_m(from, shape), feature.id());
    });
    std::sort(all.begin(), all.end());
    return all;
}

class Nearest : public testing::TestWithParam<std::pair<double, double>> {};

TEST_P(Nearest, EqualsBruteForce) {
    const auto [lat, lon] = GetParam();
    std::mt19937 random{2026};
    std::uniform_real_distribution<double> unit{-1, 1};
    const std::vector<test::TagList> kinds{
        {{"amenity", "pharmacy"}},
        {{"amenity", "hospital"}},
        {{"tourism", "alpine_hut"}},
        {{"amenity", "school"}, {"building", "yes"}},
        {{"amenity", "drinking_water"}},
        {{"amenity", "clinic"}, {"building", "yes"}},
        {{"social_facility", "shelter"}, {"amenity", "social_facility"}, {"building", "yes"}}};
    test::DrawnMap drawn;
    const auto place = [&] {
        return std::pair{lat + 0.2 * unit(random), std::remainder(lon + 0.4 * unit(random), 360.0)};
    };
    for (std::int64_t id = 1; id <= 1500; ++id) {
        const auto [y, x] = place();
        const auto& tags = kinds[random() % kinds.size()];
        if (id % 2 == 0) {
            drawn.node(id, y, x, tags);
        } else if (x < 179.9) {  // a square over the edge of the map would be another thing
            drawn.square(id, y, x, 10 + 100 * std::abs(unit(random)), tags);
        }
    }
    const auto map = test::open_map(drawn.write());
    for (int i = 0; i < 60; ++i) {
        const auto [y, x] = place();
        const auto from = location_from_degrees(x, y);
        const auto theme = static_cast<Theme>(random() % 3);
        const bool unchecked = random() % 2 == 0;
        const std::size_t count = 1 + random() % 12;
        const auto answer = nearest_facilities(
            map, {.theme = theme, .near = from, .count = count, .include_unchecked = unchecked});
        const auto expected = brute_force(map, theme, from, unchecked);
        ASSERT_EQ(answer.found.size(), std::min(count, expected.size()));
        for (std::size_t k = 0; k < answer.found.size(); ++k) {
            EXPECT_EQ(answer.found[k].id, expected[k].second) << k << " from " << y << "," << x;
            EXPECT_DOUBLE_EQ(answer.found[k].distance_m, expected[k].first);
        }
        if (unchecked || answer.found.size() < count) continue;
        const auto with_all = brute_force(map, theme, from, true);
        const auto nearer = std::count_if(with_all.begin(), with_all.end(), [&](const auto& e) {
            return e.first <= answer.found.back().distance_m;
        });
        EXPECT_EQ(answer.unchecked_nearer, std::size_t(nearer) - count);
    }
}
INSTANTIATE_TEST_SUITE_P(Everywhere, Nearest,
                         testing::Values(std::pair{0.0, 0.0}, std::pair{60.0, 25.0},
                                         std::pair{-17.0, 180.0}, std::pair{-54.0, -68.0}));

TEST(Facilities, TiesGoByLowerId) {
    test::DrawnMap drawn;
    // All around the asker: distance 0.
    for (std::int64_t id = 40; id > 0; --id)
        drawn.square(id, 42.0 - id * 1e-4, 1.0 - id * 1e-4, 5'000, {{"amenity", "hospital"}});
    const auto map = test::open_map(drawn.write());
    const auto answer = nearest_facilities(
        map, {.theme = Theme::care, .near = location_from_degrees(1.01, 42.01), .count = 3});
    EXPECT_THAT(ids(answer.found), ElementsAre("way/1", "way/2", "way/3"));
    EXPECT_EQ(answer.found[0].distance_m, 0);
}

TEST(Facilities, UncheckedOnlyWhenAsked) {
    test::DrawnMap drawn;
    drawn
        .square(1, 42.50, 1.50, 40,
                {{"amenity", "school"}, {"building", "yes"}, {"name", "Escola"}})
        .square(2, 42.51, 1.50, 5, {{"amenity", "school"}, {"building", "yes"}})
        .node(3, 42.60, 1.50, {{"tourism", "alpine_hut"}, {"name", "Refugi"}});
    const auto map = test::open_map(drawn.write());
    FacilityQuestion q{.near = location_from_degrees(1.5, 42.5), .count = 1};
    auto answer = nearest_facilities(map, q);
    EXPECT_THAT(ids(answer.found), ElementsAre("node/3"));
    EXPECT_EQ(answer.unchecked_nearer, 1u) << "five metres square is no shelter";
    EXPECT_THAT(answer.wider,
                ElementsAre(HasSubstr("--include-unchecked would add 1 nearer place")));
    q.include_unchecked = true;
    answer = nearest_facilities(map, q);
    EXPECT_THAT(ids(answer.found), ElementsAre("way/1"));
    EXPECT_THAT(answer.wider, IsEmpty());
}

TEST(Facilities, ARefugeIsNeverShown) {
    test::DrawnMap drawn;
    drawn
        .square(1, 42.50, 1.50, 40,
                {{"amenity", "social_facility"},
                 {"social_facility", "shelter"},
                 {"social_facility:for", "child"}})
        .square(2, 42.50, 1.51, 40,
                {{"amenity", "social_facility"},
                 {"social_facility", "group_home"},
                 {"building", "yes"}})
        .node(3, 42.50, 1.52,
              {{"amenity", "social_facility"},
               {"social_facility", "shelter"},
               {"social_facility:for", "homeless;abused"}})
        .node(4, 42.50, 1.53, {{"highway", "bus_stop"}, {"shelter", "yes"}})
        .node(5, 42.50, 1.54, {{"amenity", "shelter"}, {"shelter_type", "public_transport"}});
    const auto map = test::open_map(drawn.write());
    for (std::size_t t = 0; t < kThemeCount; ++t) {
        EXPECT_THAT(ids(facilities_in(map, static_cast<Theme>(t), std::nullopt, true, true)),
                    IsEmpty());
    }
    const auto answer = nearest_facilities(map, {.near = location_from_degrees(1.5, 42.5),
                                                 .include_unchecked = true,
                                                 .include_closed = true,
                                                 .include_team = true});
    EXPECT_THAT(answer.found, IsEmpty());
    EXPECT_THAT(answer.wider, ElementsAre(HasSubstr("no such place at all")));
}

TEST(Facilities, ANodeInItsAreaIsOnePlace) {
    test::DrawnMap drawn;
    const auto hut = [](test::TagList more) {
        more.emplace_back("tourism", "wilderness_hut");
        return more;
    };
    drawn.square(1, 42.500, 1.500, 20, hut({{"name", "Refugi dels Agols"}, {"wikidata", "Q1"}}))
        .node(2, 42.5001, 1.5001, hut({{"wikidata", "Q1"}, {"capacity", "6"}}))  // same wikidata
        .node(3, 42.5002, 1.5002, hut({{"name", "REFUGI dels Àgols"}}))          // same name
        .node(4, 42.5030, 1.5000, hut({{"name", "Refugi dels Agols"}}))          // too far
        .node(5, 42.5001, 1.5002, hut({}))                                       // nameless
        .node(6, 42.5001, 1.5003,
              hut({{"name", "Refugi dels Agols"}, {"wikidata", "Q2"}}))  // says it is another
        .node(7, 42.6000, 1.6000, hut({{"name", "Bord"}}))
        .node(8, 42.6001, 1.6000, hut({{"name", "Bord"}}))  // node and node: two
        .node(9, 42.7000, 1.6000, hut({{"wikidata", "Q3"}}))
        .node(10, 42.7001, 1.6000, hut({{"wikidata", "Q3"}}));  // one
    const auto map = test::open_map(drawn.write());
    const auto all = facilities_in(map, Theme::shelter, std::nullopt, true, true);
    EXPECT_THAT(ids(all), testing::UnorderedElementsAre("way/1", "node/4", "node/5", "node/6",
                                                        "node/7", "node/8", "node/9"));
    for (const auto& f : all) {
        if (f.id.ref == 1) {
            EXPECT_THAT(f.same_as, testing::UnorderedElementsAre(ObjectId{ObjectType::node, 2},
                                                                 ObjectId{ObjectType::node, 3}));
            EXPECT_EQ(f.facility.capacity_people, 6u) << "what the node knew";
        }
        if (f.id.ref == 9) {
            EXPECT_THAT(f.same_as, ElementsAre(ObjectId{ObjectType::node, 10}));
        }
    }
}

class Filters : public testing::Test {
protected:
    Filters() {
        drawn.node(1, 42.500, 1.500, {{"tourism", "alpine_hut"}, {"capacity", "10"}})
            .node(2, 42.510, 1.500,
                  {{"tourism", "alpine_hut"}, {"capacity", "300"}, {"wheelchair", "yes"}})
            .node(3, 42.520, 1.500, {{"tourism", "alpine_hut"}})
            .node(4, 42.522, 1.500, {{"amenity", "drinking_water"}})  // 222 m from 3
            .node(5, 42.530, 1.500, {{"tourism", "alpine_hut"}, {"disused", "yes"}})
            .node(6, 42.5128, 1.500, {{"amenity", "drinking_water"}});  // 311 m from 2
    }
    [[nodiscard]] static FacilityQuestion ask() {
        return {.near = location_from_degrees(1.5, 42.5), .count = 5};
    }
    test::DrawnMap drawn;
};

TEST_F(Filters, CapacityWishesAndDistance) {
    const auto map = test::open_map(drawn.write());
    auto q = ask();
    EXPECT_THAT(ids(nearest_facilities(map, q).found), ElementsAre("node/1", "node/2", "node/3"));
    q.capacity_at_least = 200;
    auto answer = nearest_facilities(map, q);
    EXPECT_THAT(ids(answer.found), ElementsAre("node/2"));
    EXPECT_THAT(answer.wider, Contains("1 more place whose capacity is not tagged"));
    EXPECT_THAT(answer.wider, Contains("1 more place with a smaller capacity"));
    q = ask();
    q.with = {"water"};
    EXPECT_THAT(ids(nearest_facilities(map, q).found), ElementsAre("node/3")) << "within 300 m";
    q.with = {"wheelchair"};
    answer = nearest_facilities(map, q);
    EXPECT_THAT(ids(answer.found), ElementsAre("node/2"));
    EXPECT_THAT(answer.wider, Contains("2 more places not known to have wheelchair"));
    q = ask();
    q.within_m = 1'500;
    answer = nearest_facilities(map, q);
    EXPECT_THAT(ids(answer.found), ElementsAre("node/1", "node/2"));
    EXPECT_THAT(answer.wider, Contains("1 more place farther away"));
    q = ask();
    q.include_closed = true;
    EXPECT_THAT(ids(nearest_facilities(map, q).found),
                ElementsAre("node/1", "node/2", "node/3", "node/5"));
    q.count = 0;
    EXPECT_THAT(nearest_facilities(map, q).found, IsEmpty());
    q.with = {"pool"};
    EXPECT_THROW(static_cast<void>(nearest_facilities(map, q)), UsageError);
}

TEST_F(Filters, BearingAndDistance) {
    const auto map = test::open_map(drawn.write());
    const auto found = nearest_facilities(map, ask()).found;
    EXPECT_EQ(found[0].distance_m, 0);
    EXPECT_NEAR(found[1].bearing_deg, 0, 0.01);
    EXPECT_NEAR(found[1].distance_m, 1110.8, 1);
}

TEST(Facilities, BlastSheltersAreNoneInAFlood) {
    test::DrawnMap drawn;
    drawn.square(1, 42.5, 1.5, 20, {{"building", "bunker"}, {"bunker_type", "bomb_shelter"}});
    auto map = test::open_map(drawn.write());
    const FacilityQuestion q{.near = location_from_degrees(1.5, 42.5), .include_unchecked = true};
    EXPECT_THAT(nearest_facilities(map, q).found, SizeIs(1));
    map.set_event({"flood", 1, ""});
    const auto answer = nearest_facilities(map, q);
    EXPECT_THAT(answer.found, IsEmpty());
    EXPECT_THAT(answer.wider, Contains(HasSubstr("must not serve")));
}

TEST(Facilities, InAnArea) {
    test::DrawnMap drawn;
    drawn.square(1, 42.5, 1.5, 1000, {{"amenity", "hospital"}})
        .node(2, 42.6, 1.6, {{"amenity", "clinic"}});
    const auto map = test::open_map(drawn.write());
    EXPECT_THAT(ids(facilities_in(map, Theme::care, resolve_area(map, "1.505,42.505,1.506,42.506"),
                                  false, false)),
                ElementsAre("way/1"));
    EXPECT_THAT(
        ids(facilities_in(map, Theme::care, resolve_area(map, "42.61,1.6~2km"), false, false)),
        ElementsAre("node/2"));
    EXPECT_THAT(facilities_in(map, Theme::care, std::nullopt, false, false), SizeIs(2));
}

TEST(Facilities, AtABoxByTheirPointsAndWhatIsWanted) {
    test::DrawnMap drawn;
    drawn.square(1, 42.50, 1.50, 1000, {{"amenity", "hospital"}})
        .node(2, 42.60, 1.60, {{"amenity", "clinic"}})
        .node(3, 42.60, 179.9999, {{"amenity", "clinic"}})
        .node(4, 42.60, -179.9999, {{"amenity", "pharmacy"}});
    const auto map = test::open_map(drawn.write());
    const auto at = [&](double west, double east, const FacilityWish& wish) {
        auto box = bounding_box_of(
            std::vector{location_from_degrees(0, 42.4), location_from_degrees(0, 42.7)});
        box.west = location_from_degrees(west, 0).lon_e7;
        box.east = location_from_degrees(east, 0).lon_e7;
        return ids(facilities_at(map, Theme::care, box, wish));
    };
    const FacilityWish all = [](std::string_view, Suitability) { return true; };
    EXPECT_THAT(at(1.4, 1.7, all), testing::UnorderedElementsAre("way/1", "node/2"));
    EXPECT_THAT(at(1.4, 1.5001, all), IsEmpty()) << "its ground is there, its point is not";
    EXPECT_THAT(at(179.9, -179.9, all), testing::UnorderedElementsAre("node/3", "node/4"));
    EXPECT_THAT(at(1.4, 1.7, [](std::string_view kind, Suitability) { return kind == "clinic"; }),
                ElementsAre("node/2"));
}

}  // namespace
}  // namespace konbit
