#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "mapper/query/routes.hpp"

namespace konbit {

/// Tags of the ways of one answer, each read once. Views into the map, which must outlive it.
class WayTags {
public:
    WayTags(const BaseMap& base, const RoadNetwork& network) : base_{base}, network_{network} {}
    [[nodiscard]] const Tags& of(ObjectId way);
    [[nodiscard]] const Tags& of(SegmentId segment);

private:
    const BaseMap& base_;
    const RoadNetwork& network_;
    std::unordered_map<ObjectId, Tags> tags_;
};

/// A directed segment as a route travels it.
struct RoutePiece {
    DirectedSegment directed;
    double from = 0, to = 1;  ///< fractions of its length, in the direction of travel
    std::size_t leg = 0;
    double distance_m = 0;
    double duration_s = 0;        ///< with the turn that leads onto it
    std::size_t shape_begin = 0;  ///< in RouteLine::shape, with its first location
};

/// A route as a line: the paths of its legs one behind another.
struct RouteLine {
    std::vector<RoutePiece> pieces;
    std::vector<Location> shape;
    std::vector<RouteLeg> legs;

    [[nodiscard]] double distance_m() const noexcept;
    [[nodiscard]] double duration_s() const noexcept;
};
/// `metric`: the one that the paths were found in. Durations of pieces add up to the paths'.
[[nodiscard]] RouteLine line_of(const RoadMetric& metric, std::span<const RoadPath> legs);

/// Where a piece begins.
[[nodiscard]] VertexId vertex_before(const RoadNetwork& network, DirectedSegment directed);
[[nodiscard]] VertexId vertex_behind(const RoadNetwork& network, DirectedSegment directed);

/// What to do where; the last is `arrive`, as is one at each via.
[[nodiscard]] std::vector<RouteStep> steps_of(const RoadMetric& metric, const RouteLine& line,
                                              WayTags& tags);

}  // namespace konbit
