#include "mapper/route/road_metric_steps.hpp"

namespace konbit {

std::optional<PathRun> next_run(PathRun run, bool ends_only_turn, RoadAccess segment) noexcept {
    if (segment == RoadAccess::closed) return std::nullopt;
    if (ends_only_turn && run == PathRun::open) run = PathRun::end;
    if (segment == RoadAccess::ends_only) return run == PathRun::open ? PathRun::end : run;
    if (run == PathRun::end) return std::nullopt;
    return PathRun::open;
}

std::vector<PathEnd> first_states(PathSteps& steps, const RoadPosition& from) {
    std::vector<PathEnd> states;
    const auto& costs = steps.costs();
    for (const bool against : {false, true}) {
        const auto segment = DirectedSegment::of(from.segment, against);
        const auto access = costs.access(segment);
        if (access == RoadAccess::closed) continue;
        const auto time = costs.time_between(segment, share_along(segment, from.fraction), 1);
        if (time == kNoWay) continue;
        const auto run = access == RoadAccess::open ? PathRun::open : PathRun::start;
        steps.after({segment.value, run}, [&](PathState state, Weight turn) {
            states.push_back({state, add_weights(time, turn), segment});
        });
    }
    return states;
}

std::vector<PathEnd> last_states(PathSteps& steps, const RoadPosition& to) {
    std::vector<PathEnd> states;
    const auto& costs = steps.costs();
    for (const bool against : {false, true}) {
        const auto segment = DirectedSegment::of(to.segment, against);
        const auto access = costs.access(segment);
        if (access == RoadAccess::closed) continue;
        const auto time = costs.time_between(segment, 0, share_along(segment, to.fraction));
        if (time == kNoWay) continue;
        const auto run = access == RoadAccess::open ? PathRun::open : PathRun::end;
        for_each_node_of(costs.network(), segment, [&](ExpandedNode node) {
            states.push_back({{node, run}, time, segment});
        });
    }
    return states;
}

AlongSegment time_ahead(const RoadCosts& costs, const RoadPosition& from, const RoadPosition& to) {
    if (from.segment != to.segment) return {};
    AlongSegment best;
    for (const bool against : {false, true}) {
        const auto segment = DirectedSegment::of(from.segment, against);
        const double begin = share_along(segment, from.fraction);
        const double end = share_along(segment, to.fraction);
        if (begin > end || costs.access(segment) == RoadAccess::closed) continue;
        const auto cost = costs.time_between(segment, begin, end);
        if (cost < best.cost) best = {cost, against};
    }
    return best;
}

}  // namespace konbit
