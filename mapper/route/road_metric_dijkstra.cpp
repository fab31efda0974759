// The references: Dijkstra's algorithm over (segment, run) states of the network itself, and what a
// path costs, added up. Plain, so that a reader can believe them.
#include <algorithm>

#include "mapper/route/road_metric_both_ways.hpp"
#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

/// Goes on from a state to those behind it.
void spread(PathSteps& steps, PathLabels& labels, std::uint32_t id) {
    const auto at = state_of(id);
    const auto time = steps.time(at.node);
    if (time == kNoWay) return;
    steps.after(at, [&](PathState state, Weight turn) {
        labels.improve(id_of(state), add_weights(labels.cost(id), add_weights(time, turn)), id);
    });
}

/// The time from the beginning of a node's segment to the place, if it holds it.
Weight rest_of(std::span<const PathEnd> lasts, ExpandedNode node) {
    for (const auto& last : lasts) {
        if (last.state.node == node) return last.cost;
    }
    return kNoWay;
}

}  // namespace

std::optional<RoadPath> RoadMetric::route_by_dijkstra(const RoadPosition& from,
                                                      const RoadPosition& to) const {
    PathSteps steps{impl_->costs, impl_->graph};
    const auto along = time_ahead(impl_->costs, from, to);
    const auto firsts = first_states(steps, from);
    const auto lasts = last_states(steps, to);
    PathLabels labels{network()};
    for (const auto& first : firsts)
        labels.improve(id_of(first.state), first.cost, PathLabels::kFirst);
    Weight best = along.cost;
    auto best_id = PathLabels::kFirst;
    for (auto id = labels.take(); id != PathLabels::kFirst && labels.cost(id) < best;
         id = labels.take()) {
        const auto whole = add_weights(labels.cost(id), rest_of(lasts, state_of(id).node));
        if (whole < best) {
            best = whole;
            best_id = id;
        }
        spread(steps, labels, id);
    }
    if (best_id == PathLabels::kFirst) return path_along(network(), along, from, to);
    return path_over_states(network(), best, firsts, labels.chain(best_id), from, to);
}

std::vector<Weight> RoadMetric::durations_by_dijkstra(const RoadPosition& from,
                                                      std::span<const RoadPosition> to) const {
    PathSteps steps{impl_->costs, impl_->graph};
    PathLabels labels{network()};
    for (const auto& first : first_states(steps, from))
        labels.improve(id_of(first.state), first.cost, PathLabels::kFirst);
    for (auto id = labels.take(); id != PathLabels::kFirst; id = labels.take())
        spread(steps, labels, id);
    std::vector<Weight> durations;
    for (const auto& place : to) {
        auto best = time_ahead(impl_->costs, from, place).cost;
        for (const auto& last : last_states(steps, place)) {
            for (const auto run : kPathRuns) {
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
    SearchFromBothEnds search{steps, from, to};
    (void)search.run();
    return search.path();
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
