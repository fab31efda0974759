#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "mapper/route/road_metric_steps.hpp"
#include "mapper/route/shortest_path.hpp"

namespace konbit {

/// The runs of a path over ends_only segments at one of its ends, found by Dijkstra's algorithm:
/// usually there is nothing to travel. A label is a state with its cost, and the label towards the
/// place. Where a label of a start and one of an end have one node, a whole path is found; the
/// seeds are the labels where the hierarchy takes over.
class EndRuns {
public:
    static constexpr std::uint32_t kPlace = UINT32_MAX;  ///< the place itself is next
    struct Label {
        PathState state;
        Weight cost = 0;
        std::uint32_t towards = kPlace;
        DirectedSegment place{};  ///< of those next to it: on which segment it is
    };

    /// From a place: costs are those at the beginning of the label's segment.
    [[nodiscard]] static EndRuns from(PathSteps& steps, const RoadPosition& place);
    /// To a place: costs are those from the beginning of the label's segment on.
    [[nodiscard]] static EndRuns to(PathSteps& steps, const RoadPosition& place);

    [[nodiscard]] const std::vector<Label>& labels() const noexcept { return labels_; }
    [[nodiscard]] const std::vector<Seed>& seeds() const noexcept { return seeds_; }
    /// The label of a seed's node.
    [[nodiscard]] std::uint32_t label_of_seed(ExpandedNode node) const;

private:
    void improve(PathState state, Weight cost, std::uint32_t towards, DirectedSegment place = {});
    [[nodiscard]] std::uint32_t find(PathState state) const;
    void search_forward(PathSteps& steps);
    void search_backward(PathSteps& steps);
    void step_back(PathSteps& steps, std::uint32_t label);
    void collect_seeds(const PathSteps& steps);
    /// The label to settle next; nullopt: all are.
    [[nodiscard]] std::optional<std::uint32_t> next();

    struct Queued {
        Weight cost;
        std::uint32_t label;
        bool operator>(const Queued& other) const noexcept { return cost > other.cost; }
    };
    std::vector<Label> labels_;
    std::vector<Queued> queue_;                               ///< a heap
    std::unordered_map<std::uint64_t, std::uint32_t> index_;  ///< once there are many labels
    std::vector<Seed> seeds_;
};

/// The cheapest path over runs alone.
struct RunMeeting {
    Weight cost = kNoWay;
    std::uint32_t from = 0, to = 0;  ///< labels
};
[[nodiscard]] RunMeeting meet(const EndRuns& from, const EndRuns& to);

}  // namespace konbit
