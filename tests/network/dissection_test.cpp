// Orders are complete, good on graphs whose best order is known, and quick on hostile ones.
#include "mapper/network/dissection.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "mapper/network/hierarchy.hpp"
#include "mapper/network/road_core.hpp"

namespace konbit {
namespace {

struct DrawnRoads {
    std::vector<Location> vertices;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;

    std::uint32_t add(int x, int y) {
        vertices.push_back({x * 10'000, y * 10'000});
        return static_cast<std::uint32_t>(vertices.size() - 1);
    }
    void expect_complete() const {
        auto order = dissection_order(vertices, ends);
        ASSERT_EQ(order, dissection_order(vertices, ends)) << "twice the same";
        ASSERT_EQ(order.size(), 2 * ends.size());
        std::sort(order.begin(), order.end());
        for (std::uint32_t i = 0; i < order.size(); ++i) ASSERT_EQ(order[i].value, i);
    }
    /// The hierarchy of the turn-expanded graph, turns back left out.
    [[nodiscard]] Hierarchy hierarchy() const {
        std::vector<std::vector<std::uint32_t>> leaving(vertices.size());
        for (std::uint32_t segment = 0; segment < ends.size(); ++segment) {
            leaving[ends[segment].first].push_back(2 * segment);
            leaving[ends[segment].second].push_back(2 * segment + 1);
        }
        std::vector<std::pair<std::uint32_t, std::uint32_t>> turns;
        for (std::uint32_t from = 0; from < 2 * ends.size(); ++from) {
            const auto [tail, head] = ends[from / 2];
            for (const auto to : leaving[from % 2 == 0 ? head : tail]) {
                if (to != (from ^ 1)) turns.emplace_back(from, to);
            }
        }
        std::vector<std::uint32_t> order;
        for (const auto directed : dissection_order(vertices, ends)) {
            order.push_back(directed.value);
        }
        return Hierarchy::build(static_cast<std::uint32_t>(2 * ends.size()), order, turns);
    }
};

std::size_t height(const Hierarchy& hierarchy) {
    std::vector<std::size_t> depth(hierarchy.size(), 1);
    std::size_t most = 0;
    for (auto rank = hierarchy.size(); rank-- > 0;) {
        const auto parent = hierarchy.parent(rank);
        if (parent != UINT32_MAX) depth[rank] = depth[parent] + 1;
        most = std::max(most, depth[rank]);
    }
    return most;
}

DrawnRoads grid(int width, int rows) {
    DrawnRoads roads;
    for (int i = 0; i < width * rows; ++i) roads.add(i % width, i / width);
    for (int i = 0; i < width * rows; ++i) {
        const auto v = static_cast<std::uint32_t>(i);
        if (i % width + 1 < width) roads.ends.emplace_back(v, v + 1);
        if (i / width + 1 < rows) roads.ends.emplace_back(v, v + static_cast<std::uint32_t>(width));
    }
    return roads;
}

TEST(Dissection, OrdersWhateverThereIs) {
    for (std::uint32_t seed = 0; seed < 150; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random{seed};
        DrawnRoads roads;
        const auto vertices = 1 + random() % (seed % 10 == 0 ? 400 : 30);
        for (std::uint32_t i = 0; i < vertices; ++i) {
            roads.add(static_cast<int>(random() % 20), static_cast<int>(random() % 20));
        }
        for (auto left = random() % (3 * vertices); left > 0; --left) {
            roads.ends.emplace_back(random() % vertices, random() % vertices);
        }
        ASSERT_NO_FATAL_FAILURE(roads.expect_complete());
    }
}

TEST(Dissection, NothingGivesNothing) {
    EXPECT_TRUE(dissection_order({}, {}).empty());
    EXPECT_TRUE(dissection_order(std::vector<Location>{{0, 0}, {}}, {}).empty());
}

TEST(Dissection, AGridIsCutAlongItsShortSide) {
    const auto roads = grid(60, 20);
    ASSERT_NO_FATAL_FAILURE(roads.expect_complete());
    const auto order = dissection_order(roads.vertices, roads.ends);
    // The last separator: 20 segments that all cross one column near the middle, first all one
    // way, then all the other.
    std::vector<std::uint32_t> columns;
    for (auto i = order.size() - 40; i < order.size(); ++i) {
        const auto [a, b] = roads.ends[order[i].segment().value];
        EXPECT_EQ(b, a + 1) << "a segment along the cut";
        columns.push_back(a % 60);
        EXPECT_EQ(order[i].against(),
                  order[order.size() - (i < order.size() - 20 ? 40 : 20)].against());
    }
    EXPECT_NE(order[order.size() - 40].against(), order.back().against());
    EXPECT_EQ(*std::min_element(columns.begin(), columns.end()),
              *std::max_element(columns.begin(), columns.end()));
    EXPECT_NEAR(columns.front(), 29.5, 13);
    EXPECT_LT(height(roads.hierarchy()), 260u);
}

TEST(Dissection, ALongRoadMakesNoDeepTree) {
    DrawnRoads roads;
    for (int i = 0; i < 20'000; ++i) {
        roads.add(i, 0);
        if (i > 0) roads.ends.emplace_back(i - 1, i);
    }
    ASSERT_NO_FATAL_FAILURE(roads.expect_complete());
    EXPECT_LT(height(roads.hierarchy()), 90u);
}

TEST(Dissection, TwoTownsAreCutAtTheRoadBetweenThem) {
    auto roads = grid(20, 20);
    const auto other = grid(20, 20);
    for (const auto& at : other.vertices) {
        roads.vertices.push_back({at.lon_e7 + 1'000'000, at.lat_e7});
    }
    for (const auto& [a, b] : other.ends) roads.ends.emplace_back(a + 400, b + 400);
    // Two roads between the towns, one of them in three pieces.
    const auto stop = roads.add(40, 3), next = roads.add(60, 3);
    const auto first = static_cast<std::uint32_t>(roads.ends.size());
    roads.ends.insert(roads.ends.end(), {{19, 400}, {79, stop}, {stop, next}, {next, 460}});
    const auto order = dissection_order(roads.vertices, roads.ends);
    for (auto i = order.size() - 4; i < order.size(); ++i) {
        EXPECT_GE(order[i].segment().value, first);
    }
}

TEST(Dissection, HostileShapesTakeNoTimeAndNoStack) {
    DrawnRoads star, book, knot;
    star.add(0, 0);
    for (int i = 1; i < 30'000; ++i) star.ends.emplace_back(0, star.add(i, i % 7));
    // Two hubs and many pages between them, of one and of two segments.
    book.add(0, 0);
    book.add(1, 0);
    for (int i = 0; i < 10'000; ++i) {
        const auto page = book.add(1, i);
        book.ends.insert(book.ends.end(), {{0, page}, {page, 1}, {0, 1}});
    }
    // Everything at one place, three hubs: no chains to join.
    for (int i = 0; i < 3; ++i) knot.add(0, 0);
    for (std::uint32_t i = 0; i < 10'000; ++i) {
        const auto at = knot.add(0, 0);
        knot.ends.insert(knot.ends.end(), {{0, at}, {1, at}, {2, at}});
    }
    for (const auto* roads : {&star, &book, &knot}) {
        ASSERT_NO_FATAL_FAILURE(roads->expect_complete());
    }
}

TEST(RoadCore, KeepsOnlyCrossroads) {
    // A square with one diagonal, each side of two segments, a dead end and a loop at its end.
    const std::vector<std::pair<std::uint32_t, std::uint32_t>> ends{{0, 4}, {4, 1}, {1, 5}, {5, 2},
                                                                    {2, 6}, {6, 3}, {3, 7}, {7, 0},
                                                                    {0, 2}, {1, 8}, {8, 9}, {9, 9}};
    const auto core = road_core(10, ends);
    EXPECT_EQ(core.edges.size(), 3u) << "between 0 and 2: both ways round and the diagonal";
    EXPECT_EQ(core.contracted.size() + core.edges.size(), ends.size());
    for (const auto& edge : core.edges) {
        EXPECT_EQ(edge.a + edge.b, 2u);
        EXPECT_NE(edge.a, edge.b);
    }
}

}  // namespace
}  // namespace konbit
