#include "mapper/route/road_metric_both_ways.hpp"

#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

/// The segment on which a path that begins with this state began.
DirectedSegment segment_before(std::span<const PathEnd> firsts, PathState state) {
    const PathEnd* best = nullptr;
    for (const auto& first : firsts) {
        if (first.state == state && (best == nullptr || first.cost < best->cost)) best = &first;
    }
    return best->from;
}

}  // namespace

RoadPath path_over_states(const RoadNetwork& network, Weight cost, std::span<const PathEnd> firsts,
                          std::span<const PathStateId> ids, const RoadPosition& from,
                          const RoadPosition& to) {
    std::vector<DirectedSegment> segments{segment_before(firsts, state_of(ids.front()))};
    for (const auto id : ids) segments.push_back(network.base_of(state_of(id).node));
    return make_path(network, cost, std::move(segments), from, to);
}

std::optional<RoadPath> path_along(const RoadNetwork& network, const AlongSegment& along,
                                   const RoadPosition& from, const RoadPosition& to) {
    if (along.cost == kNoWay) return std::nullopt;
    return make_path(network, along.cost, {DirectedSegment::of(from.segment, along.against)}, from,
                     to);
}

SearchFromBothEnds::SearchFromBothEnds(PathSteps& steps, const RoadPosition& from,
                                       const RoadPosition& to)
    : steps_{steps},
      from_{from},
      to_{to},
      firsts_{first_states(steps, from)},
      forward_{steps.costs().network()},
      backward_{steps.costs().network()},
      along_{time_ahead(steps.costs(), from, to)},
      cost_{along_.cost} {
    for (const auto& first : firsts_)
        forward_.improve(id_of(first.state), first.cost, PathLabels::kFirst);
    for (const auto& last : last_states(steps, to)) {
        for (const auto run : runs_of(last.state.node))
            backward_.improve(id_of({last.state.node, run}), last.cost, PathLabels::kFirst);
    }
}

bool SearchFromBothEnds::run(std::size_t most_states) {
    // The cheaper side takes its next state, until both together cost more than the best.
    while (add_weights(forward_.least(), backward_.least()) < cost_) {
        if (states_ == most_states) return false;
        ++states_;
        if (forward_.least() <= backward_.least()) {
            step_forward();
        } else {
            step_backward();
        }
    }
    return true;
}

std::optional<RoadPath> SearchFromBothEnds::path() const {
    const auto& network = steps_.costs().network();
    if (meeting_ == PathLabels::kFirst) return path_along(network, along_, from_, to_);
    auto ids = forward_.chain(meeting_);
    const auto rest = backward_.chain(meeting_);
    ids.insert(ids.end(), rest.rbegin() + 1, rest.rend());
    return path_over_states(network, cost_, firsts_, ids, from_, to_);
}

std::vector<PathRun> SearchFromBothEnds::runs_of(ExpandedNode node) const {
    if (steps_.access(node) == RoadAccess::open) return {PathRun::open};
    return {PathRun::start, PathRun::end};
}

void SearchFromBothEnds::meet(PathStateId id) {
    const auto together = add_weights(forward_.cost(id), backward_.cost(id));
    if (together >= cost_) return;
    cost_ = together;
    meeting_ = id;
}

void SearchFromBothEnds::step_forward() {
    const auto id = forward_.take();
    if (id == PathLabels::kFirst) return;
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

void SearchFromBothEnds::step_backward() {
    const auto id = backward_.take();
    if (id == PathLabels::kFirst) return;
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

}  // namespace konbit
