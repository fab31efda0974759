#pragma once

#include <vector>

#include "mapper/network/road_network.hpp"

namespace konbit {

/// A part of a segment, in shares of its length from its tail.
struct SegmentPart {
    double begin = 0, end = 1;
    bool operator==(const SegmentPart&) const = default;
};

/// The line of a segment with the share of its length that lies before each location; the first
/// share is 0, the last 1.
struct MeasuredShape {
    std::vector<Location> at;
    std::vector<double> share;
};
void measure_shape(const RoadNetwork& network, SegmentId segment, MeasuredShape& into);

/// The place at a share of the length.
[[nodiscard]] Location place_at(const MeasuredShape& shape, double share);

/// The nearest point of the parts of a line.
struct NearestOnShape {
    double share = 0;
    Location at;
    double distance_m = 0;  ///< infinity if there is no part
};
[[nodiscard]] NearestOnShape nearest_on(const MeasuredShape& shape,
                                        std::span<const SegmentPart> parts, Location from);

/// Sorts parts and joins those that touch.
void join_parts(std::vector<SegmentPart>& parts);
/// What lies between joined parts: [0, 1] without them.
[[nodiscard]] std::vector<SegmentPart> parts_between(std::span<const SegmentPart> parts);

}  // namespace konbit
