// All searches on a hierarchy against Dijkstra's algorithm, on hundreds of random graphs.
#include "mapper/route/shortest_path.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "mapper/route/reference_search.hpp"
#include "tests/route/random_graphs.hpp"

namespace konbit {
namespace {

constexpr std::uint32_t kGraphs = 300;

std::vector<Seed> random_seeds(std::uint32_t node_count, std::mt19937& random) {
    std::vector<Seed> seeds(1 + random() % 3);
    for (auto& seed : seeds) {
        seed = {static_cast<std::uint32_t>(random() % node_count),
                static_cast<Weight>(random() % 4 == 0 ? random() % 30 : 0)};
    }
    if (random() % 20 == 0) seeds.push_back({node_count + 5, 0});  // no such node
    if (random() % 20 == 0) seeds.push_back({0, kNoWay - 1});
    if (random() % 20 == 0) seeds.push_back({0, kNoWay});
    return seeds;
}

/// A random graph, its hierarchy and a metric, checked as a whole.
struct Checked {
    explicit Checked(std::uint32_t seed)
        : random{seed + 1'000},
          drawn{RandomGraph::of_seed(seed)},
          hierarchy{Hierarchy::build(drawn.node_count, random_order(drawn.node_count, random),
                                     drawn.pairs())},
          lower{hierarchy},
          metric{Metric::customize(hierarchy, drawn.on(hierarchy), 1 + seed % 2)} {}

    void check() {
        graph = drawn.graph();
        reversed = drawn.reversed();
        search.emplace(metric, lower);
        for (int i = 0; i < 12; ++i) {
            const auto from = random_seeds(drawn.node_count, random);
            const auto to = random_seeds(drawn.node_count, random);
            check_query(from, to);
            check_start(from, to);
        }
        check_one_to_all();
        check_many_to_many();
    }

    void check_query(std::span<const Seed> from, std::span<const Seed> to) {
        const auto expected = dijkstra(graph, from, to);
        const auto again = bidirectional_dijkstra(graph, reversed, from, to);
        ASSERT_EQ(again.cost, expected.cost);
        ASSERT_EQ(search->query(from, to), expected.cost);
        check_path(from, to, expected.cost);
        ASSERT_EQ(again.nodes.empty(), again.cost == kNoWay);
        if (!again.nodes.empty()) {
            ASSERT_EQ(cost_of(again.nodes, from, to), again.cost);
        }
    }

    void check_start(std::span<const Seed> from, std::span<const Seed> to) {
        search->start(from);
        for (const auto& target : {to, from}) {
            const auto expected = dijkstra(graph, from, target).cost;
            ASSERT_EQ(search->to(target), expected);
            check_path(from, target, expected);
        }
    }

    void check_path(std::span<const Seed> from, std::span<const Seed> to, Weight expected) {
        std::vector<std::uint32_t> nodes;
        search->read_path(nodes);
        ASSERT_EQ(nodes.empty(), expected == kNoWay);
        if (!nodes.empty()) {
            ASSERT_EQ(cost_of(nodes, from, to), expected);
        }
    }

    [[nodiscard]] Weight cost_of(std::span<const std::uint32_t> nodes, std::span<const Seed> from,
                                 std::span<const Seed> to) const {
        const auto seed_cost = [](std::span<const Seed> seeds, std::uint32_t node) {
            Weight least = kNoWay;
            for (const auto& seed : seeds) {
                if (seed.node == node) least = std::min(least, seed.cost);
            }
            return std::uint64_t{least};
        };
        auto sum = seed_cost(from, nodes.front()) + seed_cost(to, nodes.back());
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            Weight least = kNoWay;
            for (const auto& arc : drawn.arcs) {
                if (arc.from == nodes[i - 1] && arc.to == nodes[i]) {
                    least = std::min(least, arc.weight);
                }
            }
            sum += least;
        }
        return static_cast<Weight>(std::min<std::uint64_t>(sum, kNoWay));
    }

    void check_one_to_all() {
        const auto seeds = random_seeds(drawn.node_count, random);
        ASSERT_EQ(one_to_all(metric, seeds, Direction::from), dijkstra(graph, seeds));
        ASSERT_EQ(one_to_all(metric, seeds, Direction::to), dijkstra(reversed, seeds));
        for (const Weight most : {0u, 7u, 40u, kNoWay - 1}) {
            ASSERT_EQ(one_to_all(metric, seeds, Direction::from, most),
                      dijkstra(graph, seeds, most));
        }
    }

    void check_many_to_many() {
        std::vector<std::vector<Seed>> sources(3), targets(4);
        for (auto& seeds : sources) seeds = random_seeds(drawn.node_count, random);
        for (auto& seeds : targets) seeds = random_seeds(drawn.node_count, random);
        targets.emplace_back();
        std::size_t rows = 0;
        many_to_many(metric, sources, targets,
                     [&](std::size_t source, std::span<const Weight> row) {
                         ASSERT_EQ(source, rows++);
                         ASSERT_EQ(row.size(), targets.size());
                         for (std::size_t i = 0; i < row.size(); ++i) {
                             ASSERT_EQ(row[i], dijkstra(graph, sources[source], targets[i]).cost);
                         }
                     });
        ASSERT_EQ(rows, sources.size());
    }

    /// Other weights for some arcs, as one partial re-customization.
    void change() {
        const auto old = drawn.on(hierarchy);
        auto changes = 1 + random() % 4;
        if (random() % 5 == 0) changes = drawn.arcs.size();
        for (; changes > 0 && !drawn.arcs.empty(); --changes) {
            drawn.arcs[random() % drawn.arcs.size()].weight = drawn.random_weight(random);
        }
        const auto now = drawn.on(hierarchy);
        std::vector<Metric::Change> differences;
        for (std::uint32_t arc = 0; arc < now.up.size(); ++arc) {
            if (now.up[arc] == old.up[arc] && now.down[arc] == old.down[arc]) continue;
            differences.push_back({arc, now.up[arc], now.down[arc]});
        }
        std::shuffle(differences.begin(), differences.end(), random);
        metric.update(differences, lower);
    }

    std::mt19937 random;
    RandomGraph drawn;
    Hierarchy hierarchy;
    LowerArcs lower;
    Metric metric;
    WeightedGraph graph, reversed;
    std::optional<ShortestPath> search;
};

TEST(ShortestPath, AgreesWithDijkstraAfterCustomization) {
    for (std::uint32_t seed = 0; seed < kGraphs; ++seed) {
        SCOPED_TRACE(seed);
        Checked checked{seed};
        EXPECT_TRUE(checked.metric.pruned());
        ASSERT_NO_FATAL_FAILURE(checked.check());
    }
}

TEST(ShortestPath, AgreesWithDijkstraAfterPartialCustomization) {
    for (std::uint32_t seed = 0; seed < kGraphs; ++seed) {
        SCOPED_TRACE(seed);
        Checked checked{seed};
        for (int i = 0; i < 4; ++i) {
            checked.change();
            const auto fresh =
                Metric::customize(checked.hierarchy, checked.drawn.on(checked.hierarchy), 1);
            ASSERT_EQ(checked.metric.weights().up, fresh.weights().up);
            ASSERT_EQ(checked.metric.weights().down, fresh.weights().down);
        }
        ASSERT_NO_FATAL_FAILURE(checked.check());
        checked.metric.perfect(1);
        ASSERT_TRUE(checked.metric.pruned());
        ASSERT_NO_FATAL_FAILURE(checked.check());
    }
}

TEST(ShortestPath, SearchGraphsHoldOnlyShortestArcs) {
    for (std::uint32_t seed = 0; seed < kGraphs; ++seed) {
        SCOPED_TRACE(seed);
        Checked checked{seed};
        const auto& hierarchy = checked.hierarchy;
        const auto& forward = checked.metric.forward();
        const auto graph = checked.drawn.graph();
        for (std::uint32_t rank = 0; rank < hierarchy.size(); ++rank) {
            for (auto i = forward.first[rank]; i < forward.first[rank + 1]; ++i) {
                const Seed from{hierarchy.node_at()[rank], 0};
                const Seed to{hierarchy.node_at()[forward.arcs[i].head], 0};
                const auto distance = dijkstra(graph, std::span{&from, 1}, std::span{&to, 1}).cost;
                // Not always the least: no triangle tells of ways that only lead over higher ranks
                // and share none with the arc.
                ASSERT_GE(forward.arcs[i].weight, distance);
            }
        }
        ASSERT_LE(forward.arcs.size(), hierarchy.arc_count());
    }
}

TEST(ShortestPath, KnowsNothingOfAnEmptyGraph) {
    const auto hierarchy = Hierarchy::build(3, {}, {});
    const LowerArcs lower{hierarchy};
    const auto metric = Metric::customize(hierarchy, {});
    ShortestPath search{metric, lower};
    const Seed seed{1, 0};
    EXPECT_EQ(search.query(std::span{&seed, 1}, std::span{&seed, 1}), kNoWay);
    std::vector<std::uint32_t> nodes;
    search.read_path(nodes);
    EXPECT_TRUE(nodes.empty());
    EXPECT_EQ(one_to_all(metric, std::span{&seed, 1}, Direction::from),
              std::vector<Weight>(3, kNoWay));
}

}  // namespace
}  // namespace konbit
