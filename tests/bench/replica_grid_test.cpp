#include "tests/bench/replica_grid.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <stdexcept>
#include <vector>

namespace {

constexpr Extent kAndorra = {14'000'000, 424'000'000, 18'000'000, 427'000'000};

int root_of(std::vector<int>& parent, int copy) {
    while (parent[copy] != copy) {
        copy = parent[copy];
    }
    return copy;
}

int parts_after_joining_neighbours(const ReplicaGrid& grid) {
    std::vector<int> parent(grid.copies());
    std::iota(parent.begin(), parent.end(), 0);
    auto borders = grid.west_east_neighbours();
    const auto others = grid.south_north_neighbours();
    borders.insert(borders.end(), others.begin(), others.end());
    int parts = grid.copies();
    for (const auto& [one, other] : borders) {
        const int a = root_of(parent, one);
        const int b = root_of(parent, other);
        if (a != b) {
            parent[a] = b;
            --parts;
        }
    }
    return parts;
}

TEST(ReplicaGrid, KeepsTheFirstCopyInItsPlace) {
    const ReplicaGrid grid{kAndorra, 100};
    EXPECT_EQ(grid.shift(0).lon_e7, 0);
    EXPECT_EQ(grid.shift(0).lat_e7, 0);
}

TEST(ReplicaGrid, ASingleCopyCoversTheOriginalExtent) {
    EXPECT_EQ(ReplicaGrid(kAndorra, 1).extent(), kAndorra);
}

TEST(ReplicaGrid, NeighboursLieOneCellApartAndDoNotOverlap) {
    const ReplicaGrid grid{kAndorra, 20};
    for (const auto& [west, east] : grid.west_east_neighbours()) {
        EXPECT_EQ(grid.shift(east).lon_e7 - grid.shift(west).lon_e7, 4'040'000);
        EXPECT_EQ(grid.shift(east).lat_e7, grid.shift(west).lat_e7);
    }
    for (const auto& [south, north] : grid.south_north_neighbours()) {
        EXPECT_EQ(grid.shift(north).lat_e7 - grid.shift(south).lat_e7, 3'030'000);
        EXPECT_EQ(grid.shift(north).lon_e7, grid.shift(south).lon_e7);
    }
}

TEST(ReplicaGrid, AHundredCopiesMakeASquareWithEachBorderOnce) {
    const ReplicaGrid grid{kAndorra, 100};
    EXPECT_EQ(grid.west_east_neighbours().size(), 90U);
    EXPECT_EQ(grid.south_north_neighbours().size(), 90U);
    EXPECT_EQ(grid.extent().east_e7 - grid.extent().west_e7, 9 * 4'040'000 + 4'000'000);
}

TEST(ReplicaGrid, NeighboursHangTogetherWhateverTheNumberOfCopies) {
    for (int copies = 1; copies <= 130; ++copies) {
        const ReplicaGrid grid{kAndorra, copies};
        EXPECT_EQ(parts_after_joining_neighbours(grid), 1) << copies << " copies";
        std::set<std::pair<int, int>> places;
        for (int copy = 0; copy < copies; ++copy) {
            places.emplace(grid.shift(copy).lon_e7, grid.shift(copy).lat_e7);
        }
        EXPECT_EQ(places.size(), static_cast<std::size_t>(copies));
    }
}

TEST(ReplicaGrid, RefusesWhatDoesNotFitOnTheGlobe) {
    const Extent polar = {0, 880'000'000, 1'000'000, 899'000'000};
    EXPECT_NO_THROW(ReplicaGrid(polar, 2));
    EXPECT_THROW(ReplicaGrid(polar, 9), std::invalid_argument);
    EXPECT_THROW(ReplicaGrid(kAndorra, 0), std::invalid_argument);
}

}  // namespace
