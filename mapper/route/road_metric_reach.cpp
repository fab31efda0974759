// Everything from or to one place: one sweep over the hierarchy, then the ends_only roads beside
// the open ones by Dijkstra's algorithm.
#include <algorithm>
#include <functional>
#include <queue>

#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

/// Least times by expanded node, settled in rising order.
class RunTimes {
public:
    RunTimes(std::uint32_t nodes, Weight most) : times_(nodes, kNoWay), most_{most} {}

    void improve(ExpandedNode node, Weight time) {
        if (time > most_ || time >= times_[node]) return;
        times_[node] = time;
        queue_.emplace(time, node);
    }
    template <class Spread>
    void settle(const Spread& spread) {
        while (!queue_.empty()) {
            const auto [time, node] = queue_.top();
            queue_.pop();
            if (time == times_[node]) spread(node, time);
        }
    }
    [[nodiscard]] Weight operator[](ExpandedNode node) const { return times_[node]; }

private:
    using Queued = std::pair<Weight, ExpandedNode>;
    std::vector<Weight> times_;
    Weight most_;
    std::priority_queue<Queued, std::vector<Queued>, std::greater<>> queue_;
};

/// Times to the beginning of all segments that may be travelled.
class ReachFrom {
public:
    ReachFrom(PathSteps& steps, const EndRuns& place, std::vector<Weight> open, Weight most)
        : steps_{steps}, place_{place}, open_{std::move(open)}, most_{most} {}

    std::vector<Weight> find() {
        const auto& network = steps_.costs().network();
        RunTimes ends{network.expanded_count(), most_};
        for (const auto& label : place_.labels()) {
            if (label.state.run == PathRun::end) ends.improve(label.state.node, label.cost);
        }
        for (ExpandedNode node = 0; node < open_.size(); ++node) {
            if (open_[node] <= most_) go_on({node, PathRun::open}, open_[node], ends);
        }
        ends.settle([&](ExpandedNode node, Weight time) {
            go_on({node, PathRun::end}, time, ends);
        });
        return by_segment(ends);
    }

private:
    /// From the beginning of an open segment, or one of the end's run, to those behind it.
    void go_on(PathState state, Weight at, RunTimes& ends) {
        const auto time = steps_.time(state.node);
        if (time == kNoWay) return;
        steps_.after(state, [&](PathState next, Weight turn) {
            if (next.run == PathRun::end)
                ends.improve(next.node, add_weights(at, add_weights(time, turn)));
        });
    }

    std::vector<Weight> by_segment(const RunTimes& ends) {
        const auto& network = steps_.costs().network();
        std::vector<Weight> reached(network.segments().size() * 2, kNoWay);
        const auto take = [&](ExpandedNode node, Weight time) {
            if (time > most_) return;
            const auto base = network.base_of(node);
            if (time < reached[base.value] && steps_.time(node) != kNoWay)
                reached[base.value] = time;
        };
        for (ExpandedNode node = 0; node < network.expanded_count(); ++node)
            take(node, std::min(open_[node], ends[node]));
        for (const auto& label : place_.labels()) take(label.state.node, label.cost);
        return reached;
    }

    PathSteps& steps_;
    const EndRuns& place_;
    std::vector<Weight> open_;  ///< by node, by the hierarchy
    Weight most_;
};

/// Times from the end of all segments that may be travelled.
class ReachTo {
public:
    ReachTo(PathSteps& steps, const EndRuns& place, std::vector<Weight> open, Weight most)
        : steps_{steps},
          open_{std::move(open)},
          most_{most},
          end_run_{steps.costs().network().expanded_count(), kNoWay} {
        for (const auto& label : place.labels()) {
            if (label.state.run == PathRun::open) {
                open_[label.state.node] = std::min(open_[label.state.node], label.cost);
                if (label.towards == EndRuns::kPlace) holders_.push_back(label.state.node);
            } else {
                end_run_.improve(label.state.node, label.cost);
            }
        }
    }

    std::vector<Weight> find() {
        const auto& network = steps_.costs().network();
        const auto segments = static_cast<std::uint32_t>(network.segments().size() * 2);
        std::vector<Weight> reached(segments, kNoWay);
        RunTimes starts{network.expanded_count(), most_};
        for (ExpandedNode node = 0; node < network.expanded_count(); ++node) {
            const auto access = steps_.access(node);
            if (access == RoadAccess::open && node < segments) {
                reached[node] = limit(rest_of_open(node));
            } else if (access == RoadAccess::ends_only && steps_.time(node) != kNoWay) {
                starts.improve(node, rest({node, PathRun::start}));
            }
        }
        starts.settle([&](ExpandedNode node, Weight time) { step_back(node, time, starts); });
        for (ExpandedNode node = 0; node < segments; ++node)
            reached[node] = std::min(reached[node], starts[node]);
        return reached;
    }

private:
    [[nodiscard]] Weight limit(Weight time) const { return time <= most_ ? time : kNoWay; }

    /// From the end of an open segment: without its own time, which all ways to the place begin
    /// with, unless it holds the place.
    Weight rest_of_open(ExpandedNode node) {
        if (open_[node] == kNoWay) return kNoWay;
        const auto time = steps_.time(node);
        if (time == kNoWay) return kNoWay;
        if (std::find(holders_.begin(), holders_.end(), node) == holders_.end())
            return open_[node] - time;
        return rest({node, PathRun::open});
    }

    /// From the end of a state's segment, if the path goes on over open segments, or ends with the
    /// run it is in.
    Weight rest(PathState state) {
        Weight best = kNoWay;
        steps_.after(state, [&](PathState next, Weight turn) {
            const auto behind = next.run == PathRun::open ? open_[next.node] : end_run_[next.node];
            best = std::min(best, add_weights(turn, behind));
        });
        return best;
    }

    /// To those ends_only segments from which a path comes into a longer run.
    void step_back(ExpandedNode node, Weight time, RunTimes& starts) {
        const auto here = add_weights(steps_.time(node), time);
        steps_.before(node, [&](ExpandedNode other, const TurnUse& turn) {
            if (steps_.access(other) == RoadAccess::ends_only && steps_.time(other) != kNoWay)
                starts.improve(other, add_weights(turn.cost, here));
        });
    }

    PathSteps& steps_;
    std::vector<Weight> open_;           ///< by node: from the beginning of open segments
    std::vector<ExpandedNode> holders_;  ///< open ones that the place is on
    Weight most_;
    RunTimes end_run_;  ///< by node: from the beginning of ends_only ones, within the last run
};

}  // namespace

std::vector<Weight> RoadMetric::reach(const RoadPosition& from, Direction direction,
                                      Weight most) const {
    PathSteps steps{impl_->costs, impl_->graph};
    most = std::min(most, kNoWay - 1);
    const bool forward = direction == Direction::from;
    const auto runs = forward ? EndRuns::from(steps, from) : EndRuns::to(steps, from);
    // Times to a place begin before the segment whose end counts.
    auto open = one_to_all(impl_->metric, runs.seeds(), direction, forward ? most : kNoWay);
    if (forward) return ReachFrom{steps, runs, std::move(open), most}.find();
    return ReachTo{steps, runs, std::move(open), most}.find();
}

}  // namespace konbit
