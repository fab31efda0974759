#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "mapper/route/road_metric_costs.hpp"
#include "mapper/route/road_metric_input.hpp"

namespace konbit {

/// Where a path is: still on the ends_only run that it began with, past the first open segment, or
/// on the ends_only run that it must end with.
enum class PathRun : std::uint8_t { start, open, end };

/// The run after a turn and the segment behind it; nullopt: a path may not go on like this.
[[nodiscard]] std::optional<PathRun> next_run(PathRun run, bool ends_only_turn,
                                              RoadAccess segment) noexcept;

/// A directed segment at whose beginning a path is.
struct PathState {
    ExpandedNode node = kNoNode;
    PathRun run = PathRun::start;
    bool operator==(const PathState&) const = default;
};

/// Goes from segment to segment as a trip may: what all searches but the hierarchy's share. Keeps
/// buffers; not for several threads at once.
class PathSteps {
public:
    PathSteps(const RoadCosts& costs, RoadGraph graph) : costs_{&costs}, graph_{graph} {}

    [[nodiscard]] const RoadCosts& costs() const noexcept { return *costs_; }
    [[nodiscard]] DirectedSegment base_of(ExpandedNode node) const {
        return costs_->network().base_of(node);
    }
    /// Travelling the whole of it; kNoWay if it is closed.
    [[nodiscard]] Weight time(ExpandedNode node) const { return costs_->time(base_of(node)); }
    [[nodiscard]] RoadAccess access(ExpandedNode node) const {
        return costs_->access(base_of(node));
    }

    /// Visits (state, cost of the turn) for each turn at the end of the state's segment.
    template <class Visit>
    void after(PathState state, const Visit& visit) {
        costs_->network().read_turns(state.node, graph_, turns_);
        for (const auto& turn : turns_) {
            const auto use = costs_->turn(turn);
            if (use.cost == kNoWay) continue;
            const auto run = next_run(state.run, use.ends_only, access(turn.to));
            if (run) visit(PathState{turn.to, *run}, use.cost);
        }
    }

    /// Visits (node, use of the turn) for each allowed turn that leads to a node, whatever the run.
    template <class Visit>
    void before(ExpandedNode node, const Visit& visit) {
        const auto& network = costs_->network();
        const auto base = base_of(node);
        const auto& segment = network.segments()[base.segment().value];
        network.read_leaving({base.against() ? segment.head : segment.tail}, graph_, leaving_);
        for (const auto leaving : leaving_) {
            const auto from = leaving.reversed();
            if (costs_->access(from) == RoadAccess::closed) continue;
            for_each_node_of(network, from, [&](ExpandedNode other) {
                const auto turn = network.turn(other, node, graph_);
                const auto use = turn ? costs_->turn(*turn) : TurnUse{};
                if (use.cost != kNoWay) visit(other, use);
            });
        }
    }

private:
    const RoadCosts* costs_;
    RoadGraph graph_;
    std::vector<ExpandedTurn> turns_;
    std::vector<DirectedSegment> leaving_;
};

/// A state, or a directed segment where a path may end, and what it costs to get there, or from
/// there to the place.
struct PathEnd {
    PathState state;
    Weight cost = 0;
    DirectedSegment from{};  ///< of starts: the segment that the path begins on
};

/// States after the first turn of all paths from a place. Paths that stay on its segment are
/// apart: `time_ahead`.
[[nodiscard]] std::vector<PathEnd> first_states(PathSteps& steps, const RoadPosition& from);
/// Segments that hold the place, in both directions, with the time from their beginning; `run` is
/// the one that a path of open segments would be in.
[[nodiscard]] std::vector<PathEnd> last_states(PathSteps& steps, const RoadPosition& to);

/// From one place to another along the segment that both lie on; kNoWay if they do not, or it is
/// closed in between. `against` is the direction.
struct AlongSegment {
    Weight cost = kNoWay;
    bool against = false;
};
[[nodiscard]] AlongSegment time_ahead(const RoadCosts& costs, const RoadPosition& from,
                                      const RoadPosition& to);

/// Where along a directed segment a place is, from 0 to 1 in the direction of travel.
[[nodiscard]] inline double share_along(DirectedSegment segment, double fraction) noexcept {
    return std::clamp(segment.against() ? 1 - fraction : fraction, 0.0, 1.0);
}

}  // namespace konbit
