#include "mapper/route/reference_search.hpp"

#include <algorithm>
#include <queue>

namespace konbit {
namespace {

constexpr std::uint32_t kNobody = UINT32_MAX;

/// One search that settles a node at a time.
class DijkstraSearch {
public:
    DijkstraSearch(const WeightedGraph& graph, std::span<const Seed> seeds)
        : graph_{&graph},
          distance_(graph.node_count(), kNoWay),
          before_(graph.node_count(), kNobody) {
        for (const auto& seed : seeds) {
            if (seed.node < graph.node_count()) improve(seed.node, seed.cost, kNobody);
        }
    }

    /// Distance of what would be settled next; kNoWay: nothing is left.
    [[nodiscard]] Weight next_distance() {
        while (!queue_.empty() && queue_.top().first != distance_[queue_.top().second]) {
            queue_.pop();
        }
        return queue_.empty() ? kNoWay : queue_.top().first;
    }

    std::uint32_t settle() {
        const auto [distance, node] = queue_.top();
        queue_.pop();
        for (auto i = graph_->first[node]; i < graph_->first[node + 1]; ++i) {
            const auto& arc = graph_->leaving[i];
            improve(arc.to, distance + arc.weight, node);
        }
        return node;
    }

    [[nodiscard]] Weight distance(std::uint32_t node) const { return distance_[node]; }
    [[nodiscard]] std::uint32_t before(std::uint32_t node) const { return before_[node]; }
    [[nodiscard]] std::vector<Weight> distances() && { return std::move(distance_); }

private:
    void improve(std::uint32_t node, Weight distance, std::uint32_t before) {
        if (distance >= distance_[node]) return;
        distance_[node] = distance;
        before_[node] = before;
        queue_.emplace(distance, node);
    }

    using Waiting = std::pair<Weight, std::uint32_t>;
    const WeightedGraph* graph_;
    std::vector<Weight> distance_;
    std::vector<std::uint32_t> before_;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> queue_;
};

std::vector<std::uint32_t> chain(const DijkstraSearch& search, std::uint32_t node) {
    std::vector<std::uint32_t> nodes;
    for (; node != kNobody; node = search.before(node)) nodes.push_back(node);
    return nodes;
}

WeightedGraph graph_of(std::uint32_t node_count, std::span<const WeightedGraph::Arc> arcs,
                       bool reversed) {
    WeightedGraph graph;
    graph.first.assign(node_count + 1, 0);
    for (const auto& arc : arcs) ++graph.first[(reversed ? arc.to : arc.from) + 1];
    for (std::uint32_t node = 0; node < node_count; ++node) {
        graph.first[node + 1] += graph.first[node];
    }
    graph.leaving.resize(arcs.size());
    auto next = graph.first;
    for (const auto& arc : arcs) {
        graph.leaving[next[reversed ? arc.to : arc.from]++] = {reversed ? arc.from : arc.to,
                                                               arc.weight};
    }
    return graph;
}

}  // namespace

WeightedGraph WeightedGraph::of(std::uint32_t node_count, std::span<const Arc> arcs) {
    return graph_of(node_count, arcs, false);
}

WeightedGraph WeightedGraph::reversed(std::uint32_t node_count, std::span<const Arc> arcs) {
    return graph_of(node_count, arcs, true);
}

std::vector<Weight> dijkstra(const WeightedGraph& graph, std::span<const Seed> seeds, Weight most) {
    DijkstraSearch search{graph, seeds};
    while (search.next_distance() < kNoWay && search.next_distance() <= most) search.settle();
    auto distances = std::move(search).distances();
    for (auto& distance : distances) {
        if (distance > most) distance = kNoWay;
    }
    return distances;
}

ReferencePath dijkstra(const WeightedGraph& graph, std::span<const Seed> from,
                       std::span<const Seed> to) {
    std::vector<Weight> last(graph.node_count(), kNoWay);
    for (const auto& seed : to) {
        if (seed.node < last.size()) last[seed.node] = std::min(last[seed.node], seed.cost);
    }
    DijkstraSearch search{graph, from};
    ReferencePath path;
    std::uint32_t end = kNobody;
    while (search.next_distance() < path.cost) {
        const auto node = search.settle();
        if (search.distance(node) + last[node] >= path.cost) continue;
        path.cost = search.distance(node) + last[node];
        end = node;
    }
    path.nodes = chain(search, end);
    std::reverse(path.nodes.begin(), path.nodes.end());
    return path;
}

ReferencePath bidirectional_dijkstra(const WeightedGraph& graph, const WeightedGraph& reversed,
                                     std::span<const Seed> from, std::span<const Seed> to) {
    DijkstraSearch forward{graph, from}, backward{reversed, to};
    ReferencePath path;
    std::uint32_t meeting = kNobody;
    while (forward.next_distance() + backward.next_distance() < path.cost) {
        const bool ahead = forward.next_distance() <= backward.next_distance();
        const auto node = ahead ? forward.settle() : backward.settle();
        if (forward.distance(node) + backward.distance(node) >= path.cost) continue;
        path.cost = forward.distance(node) + backward.distance(node);
        meeting = node;
    }
    if (meeting == kNobody) return path;
    path.nodes = chain(forward, meeting);
    std::reverse(path.nodes.begin(), path.nodes.end());
    const auto rest = chain(backward, backward.before(meeting));
    path.nodes.insert(path.nodes.end(), rest.begin(), rest.end());
    return path;
}

}  // namespace konbit
