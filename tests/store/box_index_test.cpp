#include "mapper/store/box_index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <set>
#include <thread>

#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "tests/store/box_samples.hpp"

namespace konbit {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

std::vector<std::uint32_t> answer(const BoxIndex& index, const BoundingBox& box) {
    std::vector<std::uint32_t> found;
    index.query(box, found);
    return found;
}

std::vector<std::uint32_t> brute_force(const std::vector<BoundingBox>& boxes,
                                       const BoundingBox& box) {
    const auto halves = split_at_antimeridian(box);
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].intersects(halves[0]) ||
            (!halves[1].empty() && boxes[i].intersects(halves[1]))) {
            found.push_back(i);
        }
    }
    return found;
}

Location corner(const BoundingBox& box) {
    return {box.west, box.south};
}

std::vector<BoxIndex::Neighbour> nearest_by_brute_force(
    const std::vector<BoundingBox>& boxes, std::size_t count,
    const std::function<double(std::uint32_t)>& exact_m) {
    std::vector<BoxIndex::Neighbour> all;
    for (std::uint32_t i = 0; i < boxes.size(); ++i) {
        const double distance = exact_m(i);
        if (distance < kInfinity) all.push_back({i, distance});
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return std::pair{a.distance_m, a.position} < std::pair{b.distance_m, b.position};
    });
    all.resize(std::min(all.size(), count));
    return all;
}

BoundingBox random_box(std::mt19937& random, const std::vector<BoundingBox>& boxes) {
    std::uniform_int_distribution<std::size_t> pick{0, boxes.size() - 1};
    std::uniform_int_distribution<int> log_size{0, 31};
    const auto near = corner(boxes[pick(random)]);
    const auto size = std::int64_t{1} << log_size(random);
    const auto low = [&](std::int64_t at, std::int64_t limit) {
        return static_cast<std::int32_t>(std::max(at - size / 2, -limit));
    };
    const auto high = [&](std::int64_t at, std::int64_t limit) {
        return static_cast<std::int32_t>(std::min(at + size / 2, limit));
    };
    return {low(near.lon_e7, Location::kMaxLon_e7), low(near.lat_e7, Location::kMaxLat_e7),
            high(near.lon_e7, Location::kMaxLon_e7), high(near.lat_e7, Location::kMaxLat_e7)};
}

// ---- Hilbert

TEST(HilbertKey, NeighboursOnTheCurveAreNeighboursOnTheGround) {
    // The 64 cells of an 8 by 8 grid have consecutive keys, each beside the one before.
    std::vector<std::pair<std::uint64_t, std::pair<int, int>>> cells;
    for (int x = 0; x < 8; ++x) {
        for (int y = 0; y < 8; ++y) {
            cells.push_back(
                {hilbert_key({x - Location::kMaxLon_e7, y - Location::kMaxLat_e7}), {x, y}});
        }
    }
    std::sort(cells.begin(), cells.end());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        EXPECT_EQ(cells[i].first, cells.front().first + i);
        if (i == 0) continue;
        const auto [x0, y0] = cells[i - 1].second;
        const auto [x1, y1] = cells[i].second;
        EXPECT_EQ(std::abs(x0 - x1) + std::abs(y0 - y1), 1) << i;
    }
}

TEST(HilbertKey, StepsOfOneKeyAreStepsOfOneCellEverywhere) {
    // Two cells side by side have keys that agree in all bits above the square they share.
    std::mt19937 random{3};
    std::uniform_int_distribution<std::int32_t> lon{-Location::kMaxLon_e7, Location::kMaxLon_e7};
    std::uniform_int_distribution<std::int32_t> lat{-Location::kMaxLat_e7, Location::kMaxLat_e7};
    std::set<std::uint64_t> keys;
    for (int i = 0; i < 10'000; ++i) {
        const Location at{lon(random), lat(random)};
        const auto key = hilbert_key(at);
        keys.insert(key);
        for (unsigned level = 1; level < 32; ++level) {
            const auto x = (std::uint32_t(at.lon_e7) + 1'800'000'000u) >> level << level;
            const auto y = (std::uint32_t(at.lat_e7) + 900'000'000u) >> level << level;
            const Location first{static_cast<std::int32_t>(x - 1'800'000'000u),
                                 static_cast<std::int32_t>(y - 900'000'000u)};
            EXPECT_EQ(hilbert_key(first) >> (2 * level), key >> (2 * level));
        }
    }
    EXPECT_GT(keys.size(), 9'990u);
}

// ---- boxes

TEST(BoxIndex, WithoutBoxesAnswersNothing) {
    const BoxIndex index{std::span<const BoundingBox>{}};
    EXPECT_EQ(index.size(), 0u);
    EXPECT_THAT(answer(index, {-10, -10, 10, 10}), IsEmpty());
    EXPECT_THAT(index.nearest({0, 0}, 5, [](std::uint32_t) { return 1.0; }), IsEmpty());
}

TEST(BoxIndex, TouchingCounts) {
    const std::vector<BoundingBox> boxes{{0, 0, 10, 10}};
    const BoxIndex index{boxes};
    EXPECT_THAT(answer(index, {10, 10, 20, 20}), ElementsAre(0));
    EXPECT_THAT(answer(index, {11, 10, 20, 20}), IsEmpty());
    EXPECT_THAT(answer(index, {-5, -5, 0, 0}), ElementsAre(0));
    EXPECT_THAT(answer(index, {-5, -5, 0, -1}), IsEmpty());
    EXPECT_THAT(answer(index, BoundingBox{}), IsEmpty());
}

TEST(BoxIndex, AppendsToWhatWasThere) {
    const std::vector<BoundingBox> boxes{{0, 0, 10, 10}};
    std::vector<std::uint32_t> found{7};
    BoxIndex{boxes}.query({0, 0, 1, 1}, found);
    EXPECT_THAT(found, ElementsAre(7, 0));
}

TEST(BoxIndex, AThingAroundTheWorldIsFoundOnceAcrossTheAntimeridian) {
    const std::vector<BoundingBox> boxes{{-Location::kMaxLon_e7, -10, Location::kMaxLon_e7, 10},
                                         {1'799'999'990, 0, 1'799'999'999, 5}};
    const BoxIndex index{boxes};
    EXPECT_THAT(answer(index, {1'799'000'000, -5, -1'799'000'000, 5}), ElementsAre(0, 1));
}

class BoxIndexOfSize : public testing::TestWithParam<std::size_t> {};

TEST_P(BoxIndexOfSize, QueriesEqualBruteForce) {
    const auto boxes = BoxSample{.clusters = std::min<std::size_t>(GetParam(), 200),
                                 .boxes_a_cluster = std::max<std::size_t>(1, GetParam() / 200)}
                           .make();
    const BoxIndex index{boxes};
    std::mt19937 random{11};
    const int questions = GetParam() > 100'000 ? 60 : 400;
    for (int i = 0; i < questions; ++i) {
        const auto box = random_box(random, boxes);
        EXPECT_EQ(answer(index, box), brute_force(boxes, box)) << "question " << i;
    }
}

TEST_P(BoxIndexOfSize, NearestEqualsBruteForce) {
    const auto boxes = BoxSample{.clusters = std::min<std::size_t>(GetParam(), 200),
                                 .boxes_a_cluster = std::max<std::size_t>(1, GetParam() / 200),
                                 .seed = 5}
                           .make();
    const BoxIndex index{boxes};
    std::mt19937 random{13};
    const int questions = GetParam() > 100'000 ? 3 : 60;
    for (int i = 0; i < questions; ++i) {
        const auto around = random_box(random, boxes);
        const Location from{around.east, around.north};
        const auto exact = [&](std::uint32_t at) { return distance_m(from, corner(boxes[at])); };
        EXPECT_EQ(index.nearest(from, 5, exact), nearest_by_brute_force(boxes, 5, exact))
            << "question " << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Sizes, BoxIndexOfSize,
                         testing::Values(1, 2, 63, 64, 65, 127, 1'000, 20'000, 800'000));

TEST(BoxIndex, AnswersAcrossTheAntimeridianEqualBruteForce) {
    auto east = BoxSample{.clusters = 30, .west_deg = 179.5, .east_deg = 180, .seed = 2}.make();
    const auto west =
        BoxSample{.clusters = 30, .west_deg = -180, .east_deg = -179.5, .seed = 3}.make();
    east.insert(east.end(), west.begin(), west.end());
    const BoxIndex index{east};
    std::mt19937 random{17};
    std::uniform_int_distribution<std::int32_t> gap{0, 10'000'000};
    for (int i = 0; i < 300; ++i) {
        auto box = random_box(random, east);
        box.west = Location::kMaxLon_e7 - gap(random);
        box.east = -Location::kMaxLon_e7 + gap(random);
        EXPECT_EQ(answer(index, box), brute_force(east, box)) << i;
    }
}

// ---- nearest

struct Region {
    const char* name;
    double west_deg, east_deg, south_deg, north_deg;
};

class NearestIn : public testing::TestWithParam<Region> {};

TEST_P(NearestIn, EqualsBruteForceOverTheTrueDistances) {
    const auto& region = GetParam();
    for (const bool points_only : {true, false}) {
        auto boxes = BoxSample{.clusters = 12,
                               .boxes_a_cluster = 60,
                               .cluster_deg = 0.5,
                               .south_deg = region.south_deg,
                               .north_deg = region.north_deg,
                               .west_deg = region.west_deg,
                               .east_deg = region.east_deg,
                               .seed = 7,
                               .points_only = points_only}
                         .make();
        if (region.west_deg > 170) {  // half of them on the other side of the antimeridian
            for (std::size_t i = 0; i < boxes.size(); i += 2) {
                const auto east = boxes[i].east;
                boxes[i].east = -boxes[i].west;
                boxes[i].west = -east;
            }
        }
        const BoxIndex index{boxes};
        std::mt19937 random{19};
        std::uniform_real_distribution<double> lon{region.west_deg, region.east_deg};
        std::uniform_real_distribution<double> lat{region.south_deg, region.north_deg};
        for (int i = 0; i < 150; ++i) {
            const auto from =
                location_from_degrees(i % 3 == 0 ? -lon(random) : lon(random), lat(random));
            const auto exact = [&](std::uint32_t at) {
                return i % 2 == 0 ? distance_m(from, corner(boxes[at]))
                                  : distance_m(from, Location{boxes[at].east, boxes[at].north});
            };
            const std::size_t count = 1 + static_cast<std::size_t>(i) % 12;
            EXPECT_EQ(index.nearest(from, count, exact),
                      nearest_by_brute_force(boxes, count, exact))
                << region.name << " question " << i;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Regions, NearestIn,
                         testing::Values(Region{"equator", -3, 3, -2, 2},
                                         Region{"60 north", 20, 30, 58, 62},
                                         Region{"85 north", 0, 60, 80, 85},
                                         Region{"pole", 0, 180, 85, 90},
                                         Region{"south pole", 0, 180, -90, -85},
                                         Region{"antimeridian", 178.5, 180, -20, -15},
                                         Region{"antimeridian far north", 175, 180, 65, 75},
                                         Region{"whole world", -180, 180, -90, 90}),
                         [](const auto& region) {
                             std::string name = region.param.name;
                             std::replace(name.begin(), name.end(), ' ', '_');
                             return name;
                         });

TEST(Nearest, DegreesAreNoDistanceAtSixtyNorth) {
    // 1.5° of longitude are nearer there than 1° of latitude.
    std::vector<BoundingBox> boxes{{265'000'000, 600'000'000, 265'000'000, 600'000'000},
                                   {250'000'000, 610'000'000, 250'000'000, 610'000'000}};
    const Location from{250'000'000, 600'000'000};
    const auto found = BoxIndex{boxes}.nearest(
        from, 1, [&](std::uint32_t at) { return distance_m(from, corner(boxes[at])); });
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].position, 0u);
}

TEST(Nearest, TiesGoToTheLowerPosition) {
    const std::vector<BoundingBox> boxes(300, BoundingBox{5, 5, 5, 5});
    const auto found = BoxIndex{boxes}.nearest({0, 0}, 3, [](std::uint32_t) { return 12.0; });
    EXPECT_THAT(found, ElementsAre(BoxIndex::Neighbour{0, 12.0}, BoxIndex::Neighbour{1, 12.0},
                                   BoxIndex::Neighbour{2, 12.0}));
}

TEST(Nearest, InfinityLeavesOutAndMoreThanThereAreGivesAll) {
    const auto boxes = BoxSample{.clusters = 3, .boxes_a_cluster = 50}.make();
    const auto found = BoxIndex{boxes}.nearest(
        {0, 0}, 1'000, [](std::uint32_t at) { return at % 2 == 0 ? kInfinity : 2e7; });
    EXPECT_EQ(found.size(), 75u);
    EXPECT_THAT(BoxIndex{boxes}.nearest({0, 0}, 0, [](std::uint32_t) { return 1.0; }), IsEmpty());
    EXPECT_THAT(BoxIndex{boxes}.nearest({}, 4, [](std::uint32_t) { return 1.0; }), IsEmpty());
}

TEST(Nearest, AsksForFewTrueDistances) {
    const auto boxes =
        BoxSample{.clusters = 500, .boxes_a_cluster = 100, .points_only = true}.make();
    const BoxIndex index{boxes};
    std::size_t asked = 0;
    for (std::size_t i = 0; i < 1'000; ++i) {
        const auto from = corner(boxes[i * 50]);
        (void)index.nearest(from, 5, [&](std::uint32_t at) {
            ++asked;
            return distance_m(from, corner(boxes[at]));
        });
    }
    EXPECT_LT(asked, 7'000u);
}

TEST(BoxIndex, ManyThreadsMayAskAtOnce) {
    const auto boxes = BoxSample{.clusters = 100}.make();
    const BoxIndex index{boxes};
    const BoundingBox box{-900'000'000, -450'000'000, 900'000'000, 450'000'000};
    const auto expected = brute_force(boxes, box);
    std::vector<std::vector<std::uint32_t>> answers(8);
    {
        std::vector<std::jthread> threads;
        for (auto& found : answers) threads.emplace_back([&] { index.query(box, found); });
    }
    for (const auto& found : answers) EXPECT_EQ(found, expected);
}

// ---- stored levels

TEST(BoxLevels, BlocksAreBounded) {
    EXPECT_EQ(BoxLevels::block_size(0), 64u);
    EXPECT_EQ(BoxLevels::block_size(64 * 8192), 64u);
    EXPECT_EQ(BoxLevels::block_size(64 * 8192 + 1), 128u);
    for (std::uint64_t count : {1ull, 1'000'000ull, 50'000'000ull, 4'294'967'295ull}) {
        const auto size = BoxLevels::block_size(count);
        EXPECT_EQ(size % 64, 0u);
        EXPECT_LE((count + size - 1) / size, BoxLevels::kMaxBlocks);
    }
}

TEST(BoxIndex, StoredLevelsAnswerAsComputedOnesDo) {
    const auto boxes = BoxSample{.clusters = 300, .boxes_a_cluster = 2'000}.make();
    BoxLevels levels{boxes.size()};
    for (const auto& box : boxes) levels.add(box);
    const BoxIndex stored{BoxIndex::Stored{SectionView{std::as_bytes(std::span{boxes})},
                                           SectionView{std::as_bytes(levels.groups())},
                                           SectionView{std::as_bytes(levels.blocks())}}};
    const BoxIndex computed{boxes};
    std::mt19937 random{23};
    for (int i = 0; i < 50; ++i) {
        const auto box = random_box(random, boxes);
        EXPECT_EQ(answer(stored, box), answer(computed, box));
    }
}

TEST(BoxIndex, LevelsThatDoNotFitAreRefused) {
    const auto boxes = BoxSample{.clusters = 2}.make();
    BoxLevels levels{boxes.size()};
    for (const auto& box : boxes) levels.add(box);
    const auto view = [](std::span<const BoundingBox> some) {
        return SectionView{std::as_bytes(some)};
    };
    EXPECT_THROW(BoxIndex(BoxIndex::Stored{view(boxes), view(levels.groups().first(1)),
                                           view(levels.blocks())}),
                 DataError);
    EXPECT_THROW(BoxIndex(BoxIndex::Stored{view(boxes), view(levels.groups()), SectionView{}}),
                 DataError);
    EXPECT_THROW(BoxIndex(BoxIndex::Stored{
                     SectionView{std::as_bytes(std::span{boxes}).first(boxes.size() * 16 - 1)},
                     view(levels.groups()), view(levels.blocks())}),
                 DataError);
}

TEST(BoxIndex, NonsenseInStoredBoxesIsHarmless) {
    std::mt19937 random{29};
    std::vector<BoundingBox> boxes(5'000);
    for (auto& box : boxes) {
        box = {static_cast<std::int32_t>(random()), static_cast<std::int32_t>(random()),
               static_cast<std::int32_t>(random()), static_cast<std::int32_t>(random())};
    }
    std::vector<BoundingBox> groups(boxes.begin(), boxes.begin() + (5'000 + 63) / 64);
    const auto view = [](const std::vector<BoundingBox>& some) {
        return SectionView{std::as_bytes(std::span{some})};
    };
    const BoxIndex index{BoxIndex::Stored{view(boxes), view(groups), view(groups)}};
    for (int i = 0; i < 100; ++i) {
        for (const auto position : answer(index, boxes[static_cast<std::size_t>(i)])) {
            ASSERT_LT(position, boxes.size());
        }
        const auto found = index.nearest({i, i}, 5, [](std::uint32_t at) { return double(at); });
        EXPECT_LE(found.size(), 5u);
    }
}

}  // namespace
}  // namespace konbit
