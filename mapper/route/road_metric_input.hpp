#pragma once

#include <span>
#include <vector>

#include "mapper/route/metric.hpp"
#include "mapper/route/road_metric_costs.hpp"

namespace konbit {

/// The weights that a hierarchy is customized with. The arc from a to b is the turn from one to the
/// other: all of a's time and the turn's. kNoWay unless both segments are open from end to end and
/// the turn is for everybody: runs over ends_only roads are no matter of the hierarchy.
class HierarchyInput {
public:
    HierarchyInput(const RoadCosts& costs, RoadGraph graph)
        : costs_{&costs}, network_{&costs.network()}, graph_{graph} {}

    /// `threads` 0: as many as there are cores.
    [[nodiscard]] ArcWeights all(unsigned threads) const;
    /// The arcs at these segments, and those that turn over these vertices, as they are now.
    [[nodiscard]] std::vector<Metric::Change> changes(std::span<const SegmentId> segments,
                                                      std::span<const VertexId> vertices) const;

private:
    /// Asked for late: it is read from its file then.
    [[nodiscard]] const Hierarchy& hierarchy() const { return network_->hierarchy(graph_); }
    [[nodiscard]] Weight weight(ExpandedNode from, ExpandedNode to) const;
    void fill(ArcWeights& weights, ExpandedNode begin, ExpandedNode end) const;
    void add_arcs_at(ExpandedNode node, std::vector<std::uint32_t>& arcs) const;

    const RoadCosts* costs_;
    const RoadNetwork* network_;
    RoadGraph graph_;
};

/// The expanded nodes of a directed segment: itself and its copies.
template <class Visit>
void for_each_node_of(const RoadNetwork& network, DirectedSegment segment, const Visit& visit) {
    visit(ExpandedNode{segment.value});
    for (const auto copy : network.copies_of(segment)) visit(copy);
}

}  // namespace konbit
