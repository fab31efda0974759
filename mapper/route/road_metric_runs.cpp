#include "mapper/route/road_metric_runs.hpp"

#include <algorithm>
#include <functional>

namespace konbit {
namespace {

/// Up to so many labels are looked through one by one.
constexpr std::size_t kFew = 24;

std::uint64_t key_of(PathState state) {
    return std::uint64_t{state.node} << 2 | static_cast<std::uint64_t>(state.run);
}

}  // namespace

EndRuns EndRuns::from(PathSteps& steps, const RoadPosition& place) {
    EndRuns runs;
    for (const auto& first : first_states(steps, place))
        runs.improve(first.state, first.cost, kPlace, first.from);
    runs.search_forward(steps);
    runs.collect_seeds(steps);
    return runs;
}

EndRuns EndRuns::to(PathSteps& steps, const RoadPosition& place) {
    EndRuns runs;
    for (const auto& last : last_states(steps, place))
        runs.improve(last.state, last.cost, kPlace, last.from);
    runs.search_backward(steps);
    runs.collect_seeds(steps);
    return runs;
}

std::uint32_t EndRuns::find(PathState state) const {
    if (!index_.empty()) {
        const auto found = index_.find(key_of(state));
        return found == index_.end() ? kPlace : found->second;
    }
    for (std::uint32_t i = 0; i < labels_.size(); ++i) {
        if (labels_[i].state == state) return i;
    }
    return kPlace;
}

void EndRuns::improve(PathState state, Weight cost, std::uint32_t towards, DirectedSegment place) {
    if (cost >= kNoWay) return;
    auto label = find(state);
    if (label == kPlace) {
        label = static_cast<std::uint32_t>(labels_.size());
        labels_.push_back({state, kNoWay, towards, place});
        if (!index_.empty()) index_.emplace(key_of(state), label);
        if (index_.empty() && labels_.size() > kFew) {
            for (std::uint32_t i = 0; i < labels_.size(); ++i)
                index_.emplace(key_of(labels_[i].state), i);
        }
    }
    if (cost >= labels_[label].cost) return;
    labels_[label] = {state, cost, towards, place};
    queue_.push_back({cost, label});
    std::push_heap(queue_.begin(), queue_.end(), std::greater<>{});
}

std::optional<std::uint32_t> EndRuns::next() {
    while (!queue_.empty()) {
        std::pop_heap(queue_.begin(), queue_.end(), std::greater<>{});
        const auto [cost, label] = queue_.back();
        queue_.pop_back();
        if (labels_[label].cost == cost) return label;
    }
    return std::nullopt;
}

void EndRuns::search_forward(PathSteps& steps) {
    while (const auto label = next()) {
        const auto at = labels_[*label];
        if (at.state.run != PathRun::start) continue;  // open: the hierarchy's; end: see `meet`
        const auto time = steps.time(at.state.node);
        if (time == kNoWay) continue;
        steps.after(at.state, [&](PathState state, Weight turn) {
            improve(state, add_weights(at.cost, add_weights(time, turn)), *label);
        });
    }
}

void EndRuns::search_backward(PathSteps& steps) {
    while (const auto label = next()) {
        const auto& at = labels_[*label];
        const bool ends_only = steps.access(at.state.node) == RoadAccess::ends_only;
        const bool last = at.towards == kPlace;
        // An open segment is left to the hierarchy, if it may be travelled to its end; one that may
        // not is no part of it, but the path may end there.
        if (ends_only || (last && steps.time(at.state.node) == kNoWay)) step_back(steps, *label);
    }
}

void EndRuns::step_back(PathSteps& steps, std::uint32_t label) {
    const auto at = labels_[label];
    const bool ends_only = steps.access(at.state.node) == RoadAccess::ends_only;
    steps.before(at.state.node, [&](ExpandedNode node, const TurnUse& turn) {
        const bool open = steps.access(node) == RoadAccess::open;
        // Onto an open segment one comes from an open one, unless the path begins right there:
        // then the start's labels meet this one.
        if (!ends_only && (!open || turn.ends_only)) return;
        const auto time = steps.time(node);
        if (time == kNoWay) return;
        improve({node, open ? PathRun::open : PathRun::end},
                add_weights(at.cost, add_weights(time, turn.cost)), label);
    });
}

void EndRuns::collect_seeds(const PathSteps& steps) {
    for (const auto& label : labels_) {
        if (label.state.run != PathRun::open ||
            !steps.costs().is_open(steps.base_of(label.state.node)))
            continue;
        seeds_.push_back({label.state.node, label.cost});
    }
}

std::uint32_t EndRuns::label_of_seed(ExpandedNode node) const {
    return find({node, PathRun::open});
}

RunMeeting meet(const EndRuns& from, const EndRuns& to) {
    // The longer list is indexed, so it is asked.
    std::unordered_map<ExpandedNode, std::uint32_t> ends;
    const auto& labels = to.labels();
    if (labels.size() > kFew) {
        for (std::uint32_t i = 0; i < labels.size(); ++i) ends.emplace(labels[i].state.node, i);
    }
    RunMeeting best;
    const auto join = [&](std::uint32_t a, std::uint32_t b) {
        const auto cost = add_weights(from.labels()[a].cost, labels[b].cost);
        if (cost < best.cost) best = {cost, a, b};
    };
    for (std::uint32_t a = 0; a < from.labels().size(); ++a) {
        const auto node = from.labels()[a].state.node;
        if (!ends.empty()) {
            if (const auto found = ends.find(node); found != ends.end()) join(a, found->second);
            continue;
        }
        for (std::uint32_t b = 0; b < labels.size(); ++b) {
            if (labels[b].state.node == node) join(a, b);
        }
    }
    return best;
}

}  // namespace konbit
