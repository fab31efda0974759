#include <limits>

#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

constexpr double kNowhere = std::numeric_limits<double>::infinity();

/// The parts of a segment that may be travelled in some direction.
std::vector<SegmentPart> usable_parts(const RoadCosts& costs, SegmentId segment) {
    if (costs.access(DirectedSegment::of(segment, false)) == RoadAccess::closed &&
        costs.access(DirectedSegment::of(segment, true)) == RoadAccess::closed)
        return {};
    const auto* on = costs.situation().on(segment);
    return on != nullptr ? parts_between(on->closed) : parts_between({});
}

}  // namespace

std::vector<RoadPosition> RoadMetric::nearest(Location at, std::size_t count,
                                              double within_m) const {
    MeasuredShape shape;
    const auto look = [&](std::uint32_t segment) {
        const auto parts = usable_parts(impl_->costs, {segment});
        if (parts.empty()) return NearestOnShape{0, {}, kNowhere};
        measure_shape(network(), {segment}, shape);
        return nearest_on(shape, parts, at);
    };
    std::vector<RoadPosition> found;
    if (!at.valid() || count == 0) return found;
    const auto neighbours = network().index().nearest(
        at, count, [&](std::uint32_t segment) { return look(segment).distance_m; });
    for (const auto& neighbour : neighbours) {
        if (neighbour.distance_m > within_m) break;
        const auto place = look(neighbour.position);
        found.push_back({{neighbour.position}, place.share, place.at, place.distance_m});
    }
    return found;
}

}  // namespace konbit
