// Everything from or to one place. What is near: Dijkstra's algorithm over the network. Much: one
// sweep over the hierarchy, then the ends_only roads beside the open ones by Dijkstra's algorithm.
#include <algorithm>
#include <functional>
#include <optional>
#include <queue>

#include "mapper/route/road_metric_impl.hpp"
#include "mapper/route/road_metric_labels.hpp"

namespace konbit {
namespace {

/// Reach over few states; nullopt if they would be more than a sweep over all of them costs.
class NearBy {
public:
    NearBy(PathSteps& steps, Weight most)
        : steps_{steps},
          most_{most},
          labels_{steps.costs().network()},
          reached_(steps.costs().network().segments().size() * 2, kNoWay),
          states_left_{steps.costs().network().expanded_count() / 32 + 16} {}

    std::optional<std::vector<Weight>> from(const RoadPosition& place) {
        for (const auto& first : first_states(steps_, place)) begin(first.state, first.cost);
        return settle([&](PathState state, Weight cost) {
            const auto time = steps_.time(state.node);
            if (time == kNoWay) return;
            reach(steps_.base_of(state.node), cost);
            steps_.after(state, [&](PathState next, Weight turn) {
                begin(next, add_weights(cost, add_weights(time, turn)));
            });
        });
    }

    std::optional<std::vector<Weight>> to(const RoadPosition& place) {
        for (const auto& last : last_states(steps_, place)) {
            const bool open = last.state.run == PathRun::open;
            labels_.improve(id_of(last.state), last.cost, PathLabels::kFirst);
            if (!open)
                labels_.improve(id_of({last.state.node, PathRun::start}), last.cost,
                                PathLabels::kFirst);
        }
        return settle([&](PathState state, Weight cost) { step_back(state, cost); });
    }

private:
    void begin(PathState state, Weight cost) {
        if (cost <= most_) labels_.improve(id_of(state), cost, PathLabels::kFirst);
    }
    void reach(DirectedSegment segment, Weight time) {
        reached_[segment.value] = std::min(reached_[segment.value], time);
    }

    template <class Spread>
    std::optional<std::vector<Weight>> settle(const Spread& spread) {
        for (auto id = labels_.take(); id != PathLabels::kFirst; id = labels_.take()) {
            if (states_left_-- == 0) return std::nullopt;
            spread(state_of(id), labels_.cost(id));
        }
        return std::move(reached_);
    }

    /// `cost` is from the beginning of the state's segment to the place.
    void step_back(PathState state, Weight cost) {
        const auto access = steps_.access(state.node);
        steps_.before(state.node, [&](ExpandedNode node, const TurnUse& turn) {
            const auto rest = add_weights(turn.cost, cost);
            const auto time = steps_.time(node);
            if (rest > most_ || time == kNoWay) return;
            const bool open = steps_.access(node) == RoadAccess::open;
            for (const auto run : kPathRuns) {
                if ((run == PathRun::open) != open) continue;
                if (next_run(run, turn.ends_only, access) != state.run) continue;
                // Paths begin on segments as they are, not on copies, and with the first run.
                if (run != PathRun::end && node < reached_.size()) reach({node}, rest);
                labels_.improve(id_of({node, run}), add_weights(rest, time), PathLabels::kFirst);
            }
        });
    }

    PathSteps& steps_;
    Weight most_;
    PathLabels labels_;
    std::vector<Weight> reached_;
    std::size_t states_left_;
};

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
    NearBy near{steps, most};
    if (auto reached = forward ? near.from(from) : near.to(from)) return std::move(*reached);
    const auto runs = forward ? EndRuns::from(steps, from) : EndRuns::to(steps, from);
    // Times to a place begin before the segment whose end counts.
    auto open = one_to_all(metric(), runs.seeds(), direction, forward ? most : kNoWay);
    if (forward) return ReachFrom{steps, runs, std::move(open), most}.find();
    return ReachTo{steps, runs, std::move(open), most}.find();
}

}  // namespace konbit
