#include "tests/route/random_graphs.hpp"

#include <algorithm>
#include <numeric>

namespace konbit {
namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t limit) {
    return static_cast<std::uint32_t>(random() % limit);
}

void join(RandomGraph& graph, std::uint32_t a, std::uint32_t b, std::mt19937& random) {
    const auto kind = below(random, 10);
    if (kind != 0) graph.arcs.push_back({a, b, graph.random_weight(random)});
    if (kind > 2) graph.arcs.push_back({b, a, graph.random_weight(random)});
    if (kind == 9) graph.arcs.push_back({a, b, graph.random_weight(random)});
}

void add_grid(RandomGraph& graph, std::mt19937& random) {
    const auto width = 1 + below(random, 9), height = 1 + below(random, 9);
    const auto base = graph.node_count;
    graph.node_count += width * height;
    for (std::uint32_t y = 0; y < height; ++y) {
        for (std::uint32_t x = 0; x < width; ++x) {
            const auto node = base + y * width + x;
            if (x + 1 < width && below(random, 6) != 0) join(graph, node, node + 1, random);
            if (y + 1 < height && below(random, 6) != 0) join(graph, node, node + width, random);
        }
    }
}

void add_tree(RandomGraph& graph, std::mt19937& random) {
    const auto size = 1 + below(random, 20);
    const auto base = graph.node_count;
    graph.node_count += size;
    for (std::uint32_t node = 1; node < size; ++node) {
        join(graph, base + node, base + below(random, node), random);
    }
}

}  // namespace

RandomGraph RandomGraph::of_seed(std::uint32_t seed) {
    std::mt19937 random{seed};
    RandomGraph graph;
    graph.weights = static_cast<int>(seed % 4);
    const auto parts = 1 + below(random, 3);
    for (std::uint32_t part = 0; part < parts; ++part) {
        below(random, 2) == 0 ? add_grid(graph, random) : add_tree(graph, random);
    }
    for (auto extra = below(random, 1 + graph.node_count / 4); extra > 0; --extra) {
        join(graph, below(random, graph.node_count), below(random, graph.node_count), random);
    }
    return graph;
}

Weight RandomGraph::random_weight(std::mt19937& random) const {
    if (below(random, 12) == 0) return kNoWay;
    switch (weights) {
        case 0:
            return 1 + below(random, 20);
        case 1:
            return below(random, 3);
        case 2:
            return below(random, 100'000'000);
        default:
            return kNoWay / 2 - 3 + below(random, 6);
    }
}

std::vector<std::pair<std::uint32_t, std::uint32_t>> RandomGraph::pairs() const {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const auto& arc : arcs) pairs.emplace_back(arc.from, arc.to);
    return pairs;
}

ArcWeights RandomGraph::on(const Hierarchy& hierarchy) const {
    const LargeVector<Weight> none(hierarchy.arc_count(), kNoWay);
    ArcWeights result{none, none};
    for (const auto& arc : arcs) {
        const auto tail = hierarchy.rank_of()[arc.from], head = hierarchy.rank_of()[arc.to];
        if (tail == head || tail == UINT32_MAX || head == UINT32_MAX) continue;
        const auto at = hierarchy.arc_between(std::min(tail, head), std::max(tail, head));
        auto& weight = tail < head ? result.up.at(at) : result.down.at(at);
        weight = std::min(weight, arc.weight);
    }
    return result;
}

std::vector<std::uint32_t> random_order(std::uint32_t node_count, std::mt19937& random) {
    std::vector<std::uint32_t> order(node_count);
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), random);
    return order;
}

}  // namespace konbit
