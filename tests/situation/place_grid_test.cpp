#include "mapper/situation/place_grid.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace konbit {
namespace {

std::vector<int> in_box(const PlaceGrid<int>& grid, const BoundingBox& box) {
    std::vector<int> found;
    grid.visit(box, [&](int item) { found.push_back(item); });
    std::sort(found.begin(), found.end());
    return found;
}

TEST(PlaceGrid, FindsWhatAScanFinds) {
    std::mt19937 random{5};
    const auto between = [&](std::int64_t low, std::int64_t high) {
        return static_cast<std::int32_t>(
            std::uniform_int_distribution<std::int64_t>{low, high}(random));
    };
    PlaceGrid<int> grid;
    std::vector<Location> places;
    for (int i = 0; i < 2'000; ++i) {
        const bool spread = i % 2 == 0;
        places.push_back(
            spread ? Location{between(-1'800'000'000, 1'800'000'000),
                              between(-900'000'000, 900'000'000)}
                   : Location{between(1'799'000'000, 1'800'000'000), between(0, 1'000'000)});
        grid.add(places.back(), i);
    }
    for (int i = 0; i < 2'000; i += 3) grid.remove(places[std::size_t(i)], i);
    for (int turn = 0; turn < 200; ++turn) {
        BoundingBox box{between(-1'800'000'000, 1'800'000'000), between(-900'000'000, 0),
                        between(-1'800'000'000, 1'800'000'000), between(0, 900'000'000)};
        if (turn % 2 == 0) box = {1'799'500'000, 0, -1'799'500'000, 500'000};
        const auto parts = split_at_antimeridian(box);
        std::vector<int> expected;
        for (int i = 0; i < 2'000; ++i) {
            const auto at = places[std::size_t(i)];
            if (i % 3 != 0 && (parts[0].contains(at) || parts[1].contains(at)))
                expected.push_back(i);
        }
        ASSERT_EQ(in_box(grid, box), expected);
    }
}

}  // namespace
}  // namespace konbit
