// The references: Dijkstra's algorithm over (segment, run) states of the network itself, and what a
// path costs, added up. Plain, so that a reader can believe them.
#include <algorithm>
#include <array>
#include <functional>
#include <queue>

#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

constexpr std::array kRuns{PathRun::start, PathRun::open, PathRun::end};

std::uint32_t id_of(PathState state) {
    return state.node * std::uint32_t{kRuns.size()} + static_cast<std::uint32_t>(state.run);
}
PathState state_of(std::uint32_t id) {
    return {id / std::uint32_t{kRuns.size()}, kRuns[id % kRuns.size()]};
}

/// Costs and parents of all states, and the queue.
class Labels {
public:
    static constexpr std::uint32_t kFirst = UINT32_MAX;

    explicit Labels(const RoadNetwork& network)
        : cost_(std::size_t{network.expanded_count()} * kRuns.size(), kNoWay),
          parent_(cost_.size(), kFirst) {}

    void improve(std::uint32_t id, Weight cost, std::uint32_t parent) {
        if (cost >= cost_[id]) return;
        cost_[id] = cost;
        parent_[id] = parent;
        queue_.emplace(cost, id);
    }
    /// The cheapest state not taken yet; kFirst: none.
    std::uint32_t take() {
        while (!queue_.empty()) {
            const auto [cost, id] = queue_.top();
            queue_.pop();
            if (cost == cost_[id]) return id;
        }
        return kFirst;
    }
    [[nodiscard]] Weight least() const { return queue_.empty() ? kNoWay : queue_.top().first; }
    [[nodiscard]] Weight cost(std::uint32_t id) const { return cost_[id]; }
    /// States from the first one to this.
    [[nodiscard]] std::vector<std::uint32_t> chain(std::uint32_t id) const {
        std::vector<std::uint32_t> ids;
        for (; id != kFirst; id = parent_[id]) ids.push_back(id);
        std::reverse(ids.begin(), ids.end());
        return ids;
    }

private:
    using Queued = std::pair<Weight, std::uint32_t>;
    std::vector<Weight> cost_;
    std::vector<std::uint32_t> parent_;
    std::priority_queue<Queued, std::vector<Queued>, std::greater<>> queue_;
};

/// Goes on from a state to those behind it.
void spread(PathSteps& steps, Labels& labels, std::uint32_t id) {
    const auto at = state_of(id);
    const auto time = steps.time(at.node);
    if (time == kNoWay) return;
    steps.after(at, [&](PathState state, Weight turn) {
        labels.improve(id_of(state), add_weights(labels.cost(id), add_weights(time, turn)), id);
    });
}

/// The segment on which a path that begins with this state began.
DirectedSegment segment_before(std::span<const PathEnd> firsts, PathState state) {
    const PathEnd* best = nullptr;
    for (const auto& first : firsts) {
        if (first.state == state && (best == nullptr || first.cost < best->cost)) best = &first;
    }
    return best->from;
}

std::vector<DirectedSegment> segments_of_states(const RoadNetwork& network,
                                                std::span<const PathEnd> firsts,
                                                std::span<const std::uint32_t> ids) {
    std::vector<DirectedSegment> segments{segment_before(firsts, state_of(ids.front()))};
    for (const auto id : ids) segments.push_back(network.base_of(state_of(id).node));
    return segments;
}

/// The time from the beginning of a node's segment to the place, if it holds it.
Weight rest_of(std::span<const PathEnd> lasts, ExpandedNode node) {
    for (const auto& last : lasts) {
        if (last.state.node == node) return last.cost;
    }
    return kNoWay;
}

class BothWays {
public:
    BothWays(PathSteps& steps, std::span<const PathEnd> firsts, std::span<const PathEnd> lasts)
        : steps_{steps}, forward_{steps.costs().network()}, backward_{steps.costs().network()} {
        for (const auto& first : firsts)
            forward_.improve(id_of(first.state), first.cost, Labels::kFirst);
        for (const auto& last : lasts) {
            for (const auto run : runs_of(last.state.node))
                backward_.improve(id_of({last.state.node, run}), last.cost, Labels::kFirst);
        }
    }

    /// Takes the cheaper side's next state until both together cost more than the best.
    void search() {
        while (add_weights(forward_.least(), backward_.least()) < cost_) {
            if (forward_.least() <= backward_.least()) {
                step_forward();
            } else {
                step_backward();
            }
        }
    }

    [[nodiscard]] Weight cost() const { return cost_; }
    /// States of the best path.
    [[nodiscard]] std::vector<std::uint32_t> path() const {
        auto ids = forward_.chain(meeting_);
        auto rest = backward_.chain(meeting_);
        ids.insert(ids.end(), rest.rbegin() + 1, rest.rend());
        return ids;
    }

private:
    /// The runs that a path can be in on a segment.
    [[nodiscard]] std::vector<PathRun> runs_of(ExpandedNode node) const {
        if (steps_.access(node) == RoadAccess::open) return {PathRun::open};
        return {PathRun::start, PathRun::end};
    }

    void meet(std::uint32_t id) {
        const auto together = add_weights(forward_.cost(id), backward_.cost(id));
        if (together >= cost_) return;
        cost_ = together;
        meeting_ = id;
    }

    void step_forward() {
        const auto id = forward_.take();
        if (id == Labels::kFirst) return;
        meet(id);
        const auto at = state_of(id);
        const auto time = steps_.time(at.node);
        if (time == kNoWay) return;
        steps_.after(at, [&](PathState state, Weight turn) {
            const auto cost = add_weights(forward_.cost(id), add_weights(time, turn));
            forward_.improve(id_of(state), cost, id);
            meet(id_of(state));
        });
    }

    void step_backward() {
        const auto id = backward_.take();
        if (id == Labels::kFirst) return;
        meet(id);
        const auto at = state_of(id);
        const auto access = steps_.access(at.node);
        steps_.before(at.node, [&](ExpandedNode node, const TurnUse& turn) {
            const auto time = steps_.time(node);
            if (time == kNoWay) return;
            const auto cost = add_weights(backward_.cost(id), add_weights(time, turn.cost));
            for (const auto run : runs_of(node)) {
                if (next_run(run, turn.ends_only, access) != at.run) continue;
                backward_.improve(id_of({node, run}), cost, id);
                meet(id_of({node, run}));
            }
        });
    }

    PathSteps& steps_;
    Labels forward_, backward_;
    Weight cost_ = kNoWay;
    std::uint32_t meeting_ = Labels::kFirst;
};

std::optional<RoadPath> path_along(const RoadCosts& costs, const AlongSegment& along,
                                   const RoadPosition& from, const RoadPosition& to) {
    if (along.cost == kNoWay) return std::nullopt;
    return make_path(costs.network(), along.cost,
                     {DirectedSegment::of(from.segment, along.against)}, from, to);
}

}  // namespace

std::optional<RoadPath> RoadMetric::route_by_dijkstra(const RoadPosition& from,
                                                      const RoadPosition& to) const {
    PathSteps steps{impl_->costs, impl_->graph};
    const auto along = time_ahead(impl_->costs, from, to);
    const auto firsts = first_states(steps, from);
    const auto lasts = last_states(steps, to);
    Labels labels{network()};
    for (const auto& first : firsts) labels.improve(id_of(first.state), first.cost, Labels::kFirst);
    Weight best = along.cost;
    auto best_id = Labels::kFirst;
    for (auto id = labels.take(); id != Labels::kFirst && labels.cost(id) < best;
         id = labels.take()) {
        const auto whole = add_weights(labels.cost(id), rest_of(lasts, state_of(id).node));
        if (whole < best) {
            best = whole;
            best_id = id;
        }
        spread(steps, labels, id);
    }
    if (best_id == Labels::kFirst) return path_along(impl_->costs, along, from, to);
    auto segments = segments_of_states(network(), firsts, labels.chain(best_id));
    return make_path(network(), best, std::move(segments), from, to);
}

std::vector<Weight> RoadMetric::durations_by_dijkstra(const RoadPosition& from,
                                                      std::span<const RoadPosition> to) const {
    PathSteps steps{impl_->costs, impl_->graph};
    Labels labels{network()};
    for (const auto& first : first_states(steps, from))
        labels.improve(id_of(first.state), first.cost, Labels::kFirst);
    for (auto id = labels.take(); id != Labels::kFirst; id = labels.take())
        spread(steps, labels, id);
    std::vector<Weight> durations;
    for (const auto& place : to) {
        auto best = time_ahead(impl_->costs, from, place).cost;
        for (const auto& last : last_states(steps, place)) {
            for (const auto run : kRuns) {
                const auto at = labels.cost(id_of({last.state.node, run}));
                best = std::min(best, add_weights(at, last.cost));
            }
        }
        durations.push_back(best);
    }
    return durations;
}

std::optional<RoadPath> RoadMetric::route_by_bidirectional_dijkstra(const RoadPosition& from,
                                                                    const RoadPosition& to) const {
    PathSteps steps{impl_->costs, impl_->graph};
    const auto along = time_ahead(impl_->costs, from, to);
    const auto firsts = first_states(steps, from);
    const auto lasts = last_states(steps, to);
    BothWays both{steps, firsts, lasts};
    both.search();
    if (along.cost <= both.cost()) return path_along(impl_->costs, along, from, to);
    auto segments = segments_of_states(network(), firsts, both.path());
    return make_path(network(), both.cost(), std::move(segments), from, to);
}

Weight RoadMetric::cost_of(const RoadPath& path) const {
    const auto& costs = impl_->costs;
    if (path.segments.empty()) return kNoWay;
    const auto first = path.segments.front();
    const auto access = costs.access(first);
    if (access == RoadAccess::closed) return kNoWay;
    if (path.segments.size() == 1) {
        if (path.first_fraction > path.last_fraction) return kNoWay;
        return costs.time_between(first, path.first_fraction, path.last_fraction);
    }
    PathSteps steps{costs, impl_->graph};
    PathState at{first.value, access == RoadAccess::open ? PathRun::open : PathRun::start};
    auto sum = costs.time_between(first, path.first_fraction, 1);
    for (std::size_t i = 1; i < path.segments.size(); ++i) {
        PathState next;
        Weight turn_cost = kNoWay;
        steps.after(at, [&](PathState state, Weight turn) {
            if (network().base_of(state.node) != path.segments[i]) return;
            next = state;
            turn_cost = turn;
        });
        if (turn_cost == kNoWay) return kNoWay;
        const double end = i + 1 == path.segments.size() ? path.last_fraction : 1;
        const auto time =
            end < 1 ? costs.time_between(path.segments[i], 0, end) : costs.time(path.segments[i]);
        sum = add_weights(sum, add_weights(turn_cost, time));
        at = next;
    }
    return sum;
}

}  // namespace konbit
