#include "tests/bench/road_joins.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <stdexcept>
#include <tuple>
#include <vector>

namespace {

using ::testing::ElementsAre;
using Node = ExtractCopies::LocatedNode;

constexpr Extent kSquare = {0, 0, 10'000, 10'000};

//  7 8 9
//  4 5 6
//  1 2 3
const std::vector<Node> kNinePoints = {{1, 1'000, 1'000}, {2, 5'000, 1'000}, {3, 9'000, 1'000},
                                       {4, 1'000, 5'000}, {5, 5'000, 5'000}, {6, 9'000, 5'000},
                                       {7, 1'000, 9'000}, {8, 5'000, 9'000}, {9, 9'000, 9'000}};

std::vector<std::tuple<std::int64_t, std::int64_t>> node_pairs(const std::vector<RoadJoin>& joins) {
    std::vector<std::tuple<std::int64_t, std::int64_t>> pairs;
    for (const auto& join : joins) {
        pairs.emplace_back(join.from_node, join.to_node);
    }
    return pairs;
}

TEST(RoadJoins, RunFromTheEastEdgeToTheWestEdgeWithoutCrossing) {
    const auto joins = join_neighbours(ReplicaGrid{kSquare, 2}, kNinePoints);
    EXPECT_THAT(node_pairs(joins),
                ElementsAre(std::tuple{3, 1}, std::tuple{6, 4}, std::tuple{9, 7}));
}

TEST(RoadJoins, AlsoRunFromTheNorthEdgeToTheSouthEdge) {
    const auto joins = join_neighbours(ReplicaGrid{kSquare, 4}, kNinePoints);
    ASSERT_EQ(joins.size(), 4U * kJoinsPerBorder);
    const std::vector<RoadJoin> northward(joins.end() - kJoinsPerBorder, joins.end());
    EXPECT_THAT(node_pairs(northward),
                ElementsAre(std::tuple{7, 1}, std::tuple{8, 2}, std::tuple{9, 3}));
}

TEST(RoadJoins, OneCopyNeedsNone) {
    EXPECT_TRUE(join_neighbours(ReplicaGrid{kSquare, 1}, {}).empty());
}

TEST(RoadJoins, TooFewRoadNodesIsAnError) {
    EXPECT_THROW(join_neighbours(ReplicaGrid{kSquare, 2}, {{1, 0, 0}, {2, 5, 5}}),
                 std::runtime_error);
}

TEST(RoadJoins, NodesOnOneSpotStillGiveThreeJoins) {
    const std::vector<Node> heap = {{1, 5, 5}, {2, 5, 5}, {3, 5, 5}};
    EXPECT_EQ(join_neighbours(ReplicaGrid{kSquare, 2}, heap).size(), 3U);
}

}  // namespace
