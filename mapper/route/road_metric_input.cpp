#include "mapper/route/road_metric_input.hpp"

#include <algorithm>
#include <thread>

namespace konbit {
namespace {

/// Whole blocks of nodes a thread.
template <class Work>
void in_parallel(std::uint32_t count, unsigned threads, const Work& work) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    if (count < 10'000) threads = 1;
    std::vector<std::jthread> workers;
    for (unsigned i = 1; i < threads; ++i) {
        workers.emplace_back([=, &work] {
            work(static_cast<std::uint32_t>(std::uint64_t{count} * i / threads),
                 static_cast<std::uint32_t>(std::uint64_t{count} * (i + 1) / threads));
        });
    }
    work(0, count / threads);
}

}  // namespace

ArcWeights HierarchyInput::all(unsigned threads) const {
    ArcWeights weights;
    weights.up.assign(hierarchy().arc_count(), kNoWay);
    weights.down.assign(hierarchy().arc_count(), kNoWay);
    in_parallel(network_->expanded_count(), threads,
                [&](ExpandedNode begin, ExpandedNode end) { fill(weights, begin, end); });
    return weights;
}

void HierarchyInput::fill(ArcWeights& weights, ExpandedNode begin, ExpandedNode end) const {
    const auto& hierarchy = this->hierarchy();
    const auto ranks = hierarchy.rank_of();
    std::vector<ExpandedTurn> turns;
    for (auto node = begin; node < end; ++node) {
        const auto base = network_->base_of(node);
        if (ranks[node] == UINT32_MAX || costs_->access(base) != RoadAccess::open) continue;
        const auto time = costs_->time(base);
        if (time == kNoWay) continue;
        network_->read_turns(node, graph_, turns);
        for (const auto& turn : turns) {
            if (ranks[turn.to] == UINT32_MAX || !costs_->is_open(network_->base_of(turn.to)))
                continue;
            const auto use = costs_->turn(turn);
            if (use.ends_only || use.cost == kNoWay) continue;
            const bool up = ranks[node] < ranks[turn.to];
            const auto arc = up ? hierarchy.arc_between(ranks[node], ranks[turn.to])
                                : hierarchy.arc_between(ranks[turn.to], ranks[node]);
            if (arc != UINT32_MAX)
                (up ? weights.up : weights.down)[arc] = add_weights(time, use.cost);
        }
    }
}

Weight HierarchyInput::weight(ExpandedNode from, ExpandedNode to) const {
    const auto base = network_->base_of(from);
    if (!costs_->is_open(base) || !costs_->is_open(network_->base_of(to))) return kNoWay;
    const auto turn = network_->turn(from, to, graph_);
    if (!turn) return kNoWay;
    const auto use = costs_->turn(*turn);
    return use.ends_only ? kNoWay : add_weights(costs_->time(base), use.cost);
}

void HierarchyInput::add_arcs_at(ExpandedNode node, std::vector<std::uint32_t>& arcs) const {
    const auto& hierarchy = this->hierarchy();
    const auto ranks = hierarchy.rank_of();
    if (ranks[node] == UINT32_MAX) return;
    const auto add = [&](ExpandedNode other) {
        if (ranks[other] == UINT32_MAX) return;
        const auto [low, high] = std::minmax(ranks[node], ranks[other]);
        const auto arc = hierarchy.arc_between(low, high);
        if (arc != UINT32_MAX) arcs.push_back(arc);
    };
    const auto base = network_->base_of(node);
    const auto& segment = network_->segments()[base.segment().value];
    std::vector<ExpandedTurn> turns;
    network_->read_turns(node, graph_, turns);
    for (const auto& turn : turns) add(turn.to);
    // Those that lead here come from the segments that end where it begins.
    std::vector<DirectedSegment> leaving;
    network_->read_leaving({base.against() ? segment.head : segment.tail}, graph_, leaving);
    for (const auto other : leaving) for_each_node_of(*network_, other.reversed(), add);
}

std::vector<Metric::Change> HierarchyInput::changes(std::span<const SegmentId> segments,
                                                    std::span<const VertexId> vertices) const {
    std::vector<std::uint32_t> arcs;
    const auto add_segment = [&](DirectedSegment segment) {
        for_each_node_of(*network_, segment, [&](ExpandedNode node) { add_arcs_at(node, arcs); });
    };
    for (const auto segment : segments) {
        add_segment(DirectedSegment::of(segment, false));
        add_segment(DirectedSegment::of(segment, true));
    }
    std::vector<DirectedSegment> leaving;
    for (const auto vertex : vertices) {
        network_->read_leaving(vertex, graph_, leaving);
        for (const auto segment : leaving) add_segment(segment);
    }
    std::sort(arcs.begin(), arcs.end());
    arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());

    const auto& hierarchy = this->hierarchy();
    // Tails of arcs are not stored: the arcs of a rank lie together.
    const auto first_up = hierarchy.first_up();
    const auto nodes = hierarchy.node_at();
    std::vector<Metric::Change> changed;
    for (const auto arc : arcs) {
        const auto after = std::upper_bound(first_up.begin(), first_up.end(), arc);
        const auto low = nodes[static_cast<std::size_t>(after - first_up.begin()) - 1];
        const auto high = nodes[hierarchy.up_head()[arc]];
        changed.push_back({arc, weight(low, high), weight(high, low)});
    }
    return changed;
}

}  // namespace konbit
