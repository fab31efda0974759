#pragma once

#include <functional>
#include <span>
#include <vector>

#include "mapper/query/routes.hpp"
#include "mapper/route/road_metric_shape.hpp"

namespace konbit {

/// How far one gets along the roads from a place within a time.
class ReachedRoads {
public:
    /// One search, for all times up to `most_s`.
    ReachedRoads(const RoadMetric& metric, const RoadPosition& from, double most_s);

    /// Visits each segment that is reached within a time, with the parts of it, joined, in shares
    /// of its length from its tail.
    void visit(double within_s,
               const std::function<void(SegmentId, std::span<const SegmentPart>)>& visit) const;
    /// When each of the segments is reached, in seconds, rising by segment.
    [[nodiscard]] std::vector<std::pair<SegmentId, double>> segments() const;

private:
    void add_parts(SegmentId segment, Weight within, std::vector<SegmentPart>& into) const;
    void add_part(DirectedSegment segment, double begin, Weight budget,
                  std::vector<SegmentPart>& into) const;

    const RoadMetric& metric_;
    RoadPosition from_;
    std::vector<Weight> times_;       ///< to the beginning, by DirectedSegment
    std::vector<SegmentId> reached_;  ///< rising
};

/// The line along a part of a shape; replaces `into`.
void read_part(const MeasuredShape& shape, const SegmentPart& part, std::vector<Location>& into);

}  // namespace konbit
