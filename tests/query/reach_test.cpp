// Tables, tours, soonest places and reach by road on little maps.
#include "mapper/query/reach.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "tests/query/road_grid.hpp"

namespace konbit::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int kSide = 6;

std::vector<Place> random_places(std::mt19937& random, std::size_t count) {
    std::uniform_real_distribution<double> share{0, kSide - 1};
    std::vector<Place> places;
    for (std::size_t i = 0; i < count; ++i)
        places.push_back(place_at(RoadGrid::lat(share(random)), RoadGrid::lon(share(random)),
                                  "place " + std::to_string(i)));
    return places;
}

/// A map with some streets blocked.
std::unique_ptr<ReportedMap> damaged(const RoadGrid& grid, std::mt19937& random) {
    auto map = std::make_unique<ReportedMap>(grid.map);
    for (int i = 0; i < 6; ++i)
        map->add(passability_report(map->map, way(grid.ways[random() % grid.ways.size()]),
                                    Passability::blocked, Method::seen, 2));
    return map;
}

// ---- tables

TEST(Matrix, EqualsSingleRoutes) {
    std::mt19937 random{51};
    for (int round = 0; round < 4; ++round) {
        const RoadGrid grid{random, kSide};
        const auto map = damaged(grid, random);
        const auto travel = Travel::prepare(map->map, {.profile = "car"});
        const auto from = random_places(random, 9);
        auto to = random_places(random, 7);
        to.insert(to.begin() + 3, place_at(0, 0, "the sea"));
        const auto ends = snap_matrix(travel, from, to);
        std::size_t next = 0, ways = 0;
        travel_matrix(travel, ends, [&](std::size_t row, auto times) {
            ASSERT_EQ(row, next++);
            ASSERT_EQ(times.size(), to.size());
            for (std::size_t i = 0; i < to.size(); ++i) {
                std::optional<double> expected;
                if (ends.from[row].road && ends.to[i].road) {
                    const auto path = travel.today().route(*ends.from[row].road, *ends.to[i].road);
                    if (path) expected = path->duration_ms * 1e-3;
                }
                EXPECT_EQ(times[i], expected) << row << " to " << i;
                ways += expected ? 1 : 0;
            }
        });
        EXPECT_EQ(next, from.size());
        EXPECT_GT(ways, 10U);
        EXPECT_FALSE(ends.to[3].road);
    }
}

TEST(Matrix, TellsEveryRowWhereNobodyHasARoad) {
    std::mt19937 random{52};
    const RoadGrid grid{random, 3};
    ReportedMap map{grid.map};
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    const std::vector<Place> sea{place_at(0, 0), place_at(1, 1)};
    std::size_t rows = 0;
    travel_matrix(travel, snap_matrix(travel, sea, sea), [&](std::size_t, auto times) {
        ++rows;
        EXPECT_THAT(times, ElementsAre(std::nullopt, std::nullopt));
    });
    EXPECT_EQ(rows, 2U);
}

TEST(Matrix, RefusesWhatNoLaptopHolds) {
    std::mt19937 random{53};
    const RoadGrid grid{random, 3};
    ReportedMap map{grid.map};
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    const std::vector<Place> many(kMostMatrixEnds + 1, place_at(RoadGrid::kLat, RoadGrid::kLon));
    try {
        static_cast<void>(snap_matrix(travel, {many.data(), 2}, many));
        FAIL() << "was not refused";
    } catch (const UsageError& error) {
        EXPECT_THAT(error.what(), HasSubstr("memory"));
    }
}

// ---- tours

TEST(Tour, EqualsTheBestOfAllOrders) {
    std::mt19937 random{54};
    for (int round = 0; round < 3; ++round) {
        const RoadGrid grid{random, kSide};
        const auto map = damaged(grid, random);
        const auto travel = Travel::prepare(map->map, {.profile = "car"});
        auto places = random_places(random, 6);
        const auto answer =
            best_tour(travel, {.start = places[0], .stops = {places.begin() + 1, places.end()}});
        ASSERT_EQ(answer.order.size() + answer.unreachable.size(), 5U);
        auto order = answer.order;
        std::sort(order.begin(), order.end());
        auto best = UINT64_MAX;
        do {
            std::uint64_t sum = 0;
            auto last = answer.snaps[0];
            const auto go = [&](const Snap& next) {
                const auto time = travel.today().duration(*last.road, *next.road);
                sum = time == kNoWay || sum == UINT64_MAX ? UINT64_MAX : sum + time;
                last = next;
            };
            for (const auto stop : order) go(answer.snaps[stop + 1]);
            go(answer.snaps[0]);
            best = std::min(best, sum);
        } while (std::next_permutation(order.begin(), order.end()));
        EXPECT_TRUE(answer.exact);
        EXPECT_NEAR(answer.duration_s, static_cast<double>(best) * 1e-3, 1e-6);
        double legs_s = 0, legs_m = 0;
        for (const auto& leg : answer.legs) legs_s += leg.duration_s, legs_m += leg.distance_m;
        EXPECT_NEAR(legs_s, answer.duration_s, 1e-6);
        EXPECT_NEAR(legs_m, answer.distance_m, 1e-6);
    }
}

TEST(Tour, NamesStopsThatCannotBeReached) {
    std::mt19937 random{55};
    const RoadGrid grid{random, 4};
    ReportedMap map{grid.map};
    const auto travel = Travel::prepare(map.map, {.profile = "foot"});
    const auto start = place_at(RoadGrid::lat(1), RoadGrid::lon(1));
    const auto stop = place_at(RoadGrid::lat(2), RoadGrid::lon(2));
    const auto answer =
        best_tour(travel, {.start = start, .stops = {place_at(0, 0), stop}, .back = false});
    EXPECT_THAT(answer.unreachable, ElementsAre(0));
    EXPECT_THAT(answer.order, ElementsAre(1));
    EXPECT_THAT(answer.legs, SizeIs(1));
    EXPECT_THROW(static_cast<void>(best_tour(travel, {.start = start, .stops = {}})), UsageError);
}

// ---- the soonest

RoadGrid with_shelters(std::mt19937& random) {
    RoadGrid grid{random, kSide};
    std::uniform_real_distribution<double> share{0, kSide - 1};
    for (int i = 0; i < 40; ++i)
        grid.map.node(40'000 + i, RoadGrid::lat(share(random)), RoadGrid::lon(share(random)),
                      {{"social_facility", "shelter"}, {"name", "s" + std::to_string(i)}});
    return grid;
}

TEST(Soonest, EqualsAllDurationsSorted) {
    std::mt19937 random{56};
    for (int round = 0; round < 4; ++round) {
        const auto grid = with_shelters(random);
        const auto map = damaged(grid, random);
        const auto travel = Travel::prepare(map->map, {.profile = "car"});
        const auto from = random_places(random, 1).front();
        const FacilityQuestion question{.theme = Theme::shelter, .near = from.at, .count = 4};
        const auto answer = soonest_facilities(travel, question, from);
        if (!answer.from.road) continue;
        auto all = question;
        all.count = 1'000;
        std::vector<double> durations;
        for (const auto& found : nearest_facilities(map->map, all).found) {
            const auto end =
                snap_to_road(travel, {.at = found.at, .object = {}, .label = {}, .others = {}});
            const auto time =
                end.road ? travel.today().duration(*answer.from.road, *end.road) : kNoWay;
            if (time != kNoWay) durations.push_back(time * 1e-3);
        }
        std::sort(durations.begin(), durations.end());
        ASSERT_EQ(answer.found.size(), std::min<std::size_t>(4, durations.size()));
        for (std::size_t i = 0; i < answer.found.size(); ++i) {
            EXPECT_NEAR(answer.found[i].duration_s, durations[i], 1e-6) << "round " << round;
            EXPECT_GT(answer.found[i].distance_by_road_m, 0);
        }
    }
}

TEST(Soonest, NamesThoseNearerByAirWithoutAWay) {
    DrawnMap drawn;
    drawn.node(1, 19, -73.00).node(2, 19, -72.99).node(3, 19, -72.96).node(4, 19.02, -73);
    drawn.way(1, {1, 2}, {{"highway", "primary"}}).way(2, {2, 3}, {{"highway", "primary"}});
    drawn.way(3, {1, 4}, {{"highway", "primary"}});
    drawn.node(10, 19.0001, -72.985, {{"social_facility", "shelter"}, {"name", "behind"}});
    drawn.node(11, 19.0199, -73.0001, {{"social_facility", "shelter"}, {"name", "open"}});
    ReportedMap map{drawn};
    const auto from = place_at(19, -72.995);
    const FacilityQuestion question{.theme = Theme::shelter, .near = from.at, .count = 1};
    {
        const auto travel = Travel::prepare(map.map, {.profile = "car"});
        const auto answer = soonest_facilities(travel, question, from);
        ASSERT_THAT(answer.found, SizeIs(1));
        EXPECT_EQ(answer.found[0].facility.name, "behind");
        EXPECT_THAT(answer.unreachable, IsEmpty());
        EXPECT_EQ(answer.found[0].verdict, RouteVerdict::yes);
    }
    map.add(passability_report(map.map, way(2), Passability::blocked, Method::seen, 2));
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    const auto answer = soonest_facilities(travel, question, from);
    ASSERT_THAT(answer.found, SizeIs(1));
    EXPECT_EQ(answer.found[0].facility.name, "open");
    ASSERT_THAT(answer.unreachable, SizeIs(1));
    EXPECT_EQ(answer.unreachable[0].name, "behind");
}

// ---- reach

/// A place on a road that is not reached may still lie beside one that is.
bool beside_reached(const Travel& travel, const ReachAnswer& answer, Location at) {
    std::vector<Location> shape;
    return std::any_of(answer.segments.begin(), answer.segments.end(), [&](const auto& reached) {
        travel.network().read_shape(reached.first, shape);
        return distance_m(at, make_line(shape)) < 250;
    });
}

TEST(Reach, HoldsEveryPlaceReachedAndNoneFarAway) {
    std::mt19937 random{57};
    for (int round = 0; round < 3; ++round) {
        const RoadGrid grid{random, kSide};
        const auto map = damaged(grid, random);
        const auto travel = Travel::prepare(map->map, {.profile = "car"});
        const auto from = random_places(random, 1).front();
        const std::vector<double> within_s{120, 300};
        const auto answer = reach_from(travel, from, within_s);
        if (!answer.from.road) continue;
        ASSERT_THAT(answer.bands, SizeIs(2));
        EXPECT_LE(answer.bands[0].road_km, answer.bands[1].road_km);
        const auto& network = travel.network();
        std::size_t outside = 0;
        for (std::uint32_t i = 0; i < network.segments().size(); ++i) {
            std::vector<Location> shape;
            network.read_shape({i}, shape);
            for (const double fraction : {0.05, 0.35, 0.65, 0.95}) {
                const auto& a = shape.front();
                const auto& b = shape.back();
                const Location at{
                    a.lon_e7 + static_cast<std::int32_t>((b.lon_e7 - a.lon_e7) * fraction),
                    a.lat_e7 + static_cast<std::int32_t>((b.lat_e7 - a.lat_e7) * fraction)};
                const RoadPosition to{.segment = {i}, .fraction = fraction, .at = at};
                const auto time = travel.today().duration(*answer.from.road, to);
                for (const auto& band : answer.bands) {
                    if (time <= band.within_s * 1000) {
                        EXPECT_TRUE(contains(band.area, at)) << "segment " << i << ", " << fraction;
                    }
                    if (!beside_reached(travel, answer, at)) {
                        EXPECT_FALSE(contains(band.area, at)) << "segment " << i;
                        ++outside;
                    }
                }
            }
        }
        EXPECT_GT(outside, 50U);
    }
}

TEST(Reach, EndsWhereTheTimeDoes) {
    DrawnMap drawn;
    drawn.node(1, 19, -73.00).node(2, 19, -72.90);
    drawn.way(1, {1, 2}, {{"highway", "primary"}});
    ReportedMap map{drawn};
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    const auto answer = reach_from(travel, place_at(19, -72.95), std::array{60.0, 120.0});
    ASSERT_THAT(answer.bands, SizeIs(2));
    const auto from = *answer.from.road;
    for (double lon = -72.999; lon < -72.9; lon += 0.0005) {
        const auto at = location_from_degrees(lon, 19);
        const auto to = travel.today().nearest(at, 1, 10).at(0);
        const auto time_s = travel.today().duration(from, to) * 1e-3;
        for (const auto& band : answer.bands) {
            const double speed_ms = distance_m(from.at, at) / time_s;
            if (time_s <= band.within_s) {
                EXPECT_TRUE(contains(band.area, at)) << lon;
            }
            if (time_s > band.within_s + 200 / speed_ms) {
                EXPECT_FALSE(contains(band.area, at)) << lon;
            }
        }
    }
    EXPECT_NEAR(answer.bands[1].road_km, 2 * answer.bands[0].road_km, 0.01);
}

TEST(Reach, CountsPlacesBuildingsAndRoad) {
    DrawnMap drawn;
    drawn.node(1, 19, -73.00).node(2, 19, -72.99).node(3, 19, -72.90);
    drawn.way(1, {1, 2, 3}, {{"highway", "residential"}, {"maxspeed", "25"}});
    drawn.node(10, 19.0003, -72.995, {{"place", "hamlet"}});
    drawn.node(11, 19.0003, -72.905, {{"place", "hamlet"}});
    drawn.node(12, 19.0003, -72.995, {{"place", "locality"}});
    drawn.square(20, 19.0003, -72.996, 10, {{"building", "yes"}});
    drawn.square(21, 19.0040, -72.996, 10, {{"building", "yes"}});
    ReportedMap map{drawn};
    const auto travel = Travel::prepare(map.map, {.profile = "car"});
    const auto answer = reach_from(travel, place_at(19, -73), std::array{300.0});
    ASSERT_THAT(answer.bands, SizeIs(1));
    EXPECT_EQ(answer.bands[0].places, 1U);
    EXPECT_EQ(answer.bands[0].buildings, 1U);
    const auto speed_kmh = answer.bands[0].road_km * 12;
    EXPECT_GT(speed_kmh, 10) << "a part of the last segment";
    EXPECT_LT(speed_kmh, 30);
    EXPECT_THROW(static_cast<void>(reach_from(travel, place_at(19, -73), {})), UsageError);
    EXPECT_THROW(static_cast<void>(reach_from(travel, place_at(19, -73), std::array{-1.0})),
                 UsageError);
    EXPECT_THAT(reach_from(travel, place_at(0, 0), std::array{300.0}).bands, IsEmpty());
}

}  // namespace
}  // namespace konbit::test
