#pragma once

#include <cstddef>
#include <optional>

#include "mapper/route/road_metric_labels.hpp"

namespace konbit {

/// Dijkstra's algorithm over path states from both ends at once, on the network itself: one more
/// reference, and the quickest answer while a large network has no customized hierarchy.
class SearchFromBothEnds {
public:
    SearchFromBothEnds(PathSteps& steps, const RoadPosition& from, const RoadPosition& to);

    /// False if that many states were not enough.
    [[nodiscard]] bool run(std::size_t most_states = SIZE_MAX);
    [[nodiscard]] std::size_t states() const noexcept { return states_; }  ///< looked at
    [[nodiscard]] std::optional<RoadPath> path() const;  ///< after `run`; nullopt: no way

private:
    /// The runs that a path can be in on a segment.
    [[nodiscard]] std::vector<PathRun> runs_of(ExpandedNode node) const;
    void meet(PathStateId id);
    void step_forward();
    void step_backward();

    PathSteps& steps_;
    RoadPosition from_, to_;
    std::vector<PathEnd> firsts_;
    PathLabels forward_, backward_;
    AlongSegment along_;
    std::size_t states_ = 0;
    Weight cost_ = kNoWay;
    PathStateId meeting_ = PathLabels::kFirst;  ///< kFirst: along the segment of both, if at all
};

/// The path that begins with one of these states: with the segment before the first one.
[[nodiscard]] RoadPath path_over_states(const RoadNetwork& network, Weight cost,
                                        std::span<const PathEnd> firsts,
                                        std::span<const PathStateId> ids, const RoadPosition& from,
                                        const RoadPosition& to);
/// Along one segment; nullopt if there is no way.
[[nodiscard]] std::optional<RoadPath> path_along(const RoadNetwork& network,
                                                 const AlongSegment& along,
                                                 const RoadPosition& from, const RoadPosition& to);

}  // namespace konbit
