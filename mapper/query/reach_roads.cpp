#include "mapper/query/reach_roads.hpp"

#include <algorithm>

#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

Weight weight_of(double seconds) {
    return static_cast<Weight>(std::clamp(seconds * 1000, 0.0, static_cast<double>(kNoWay - 1)));
}

/// Where along a directed segment the budget is used up. A part of it may be closed or slow.
double share_within(const RoadCosts& costs, DirectedSegment segment, double begin, Weight budget) {
    if (costs.time_between(segment, begin, 1) <= budget) return 1;
    double good = begin, bad = 1;
    for (int i = 0; i < 24; ++i) {
        const double middle = (good + bad) / 2;
        (costs.time_between(segment, begin, middle) <= budget ? good : bad) = middle;
    }
    return good;
}

}  // namespace

ReachedRoads::ReachedRoads(const RoadMetric& metric, const RoadPosition& from, double most_s)
    : metric_{metric}, from_{from} {
    const auto most = weight_of(most_s);
    times_ = metric.reach(from, Direction::from, most);
    for (std::uint32_t i = 0; i + 1 < times_.size(); i += 2) {
        if (std::min(times_[i], times_[i + 1]) <= most || i / 2 == from.segment.value)
            reached_.push_back({i / 2});
    }
}

void ReachedRoads::add_part(DirectedSegment segment, double begin, Weight budget,
                            std::vector<SegmentPart>& into) const {
    const auto& costs = metric_.impl().costs;
    if (costs.access(segment) == RoadAccess::closed) return;
    const double end = share_within(costs, segment, begin, budget);
    segment.against() ? into.push_back({1 - end, 1 - begin}) : into.push_back({begin, end});
}

void ReachedRoads::add_parts(SegmentId segment, Weight within,
                             std::vector<SegmentPart>& into) const {
    into.clear();
    for (const bool against : {false, true}) {
        const auto directed = DirectedSegment::of(segment, against);
        const auto time = times_[directed.value];
        if (time <= within) add_part(directed, 0, within - time, into);
        if (segment != from_.segment) continue;
        add_part(directed, share_along(directed, from_.fraction), within, into);
    }
    join_parts(into);
}

void ReachedRoads::visit(
    double within_s,
    const std::function<void(SegmentId, std::span<const SegmentPart>)>& visit) const {
    const auto within = weight_of(within_s);
    std::vector<SegmentPart> parts;
    for (const auto segment : reached_) {
        add_parts(segment, within, parts);
        if (!parts.empty()) visit(segment, parts);
    }
}

std::vector<std::pair<SegmentId, double>> ReachedRoads::segments() const {
    std::vector<std::pair<SegmentId, double>> found;
    found.reserve(reached_.size());
    for (const auto segment : reached_) {
        const auto time = std::min(times_[2 * segment.value], times_[2 * segment.value + 1]);
        found.emplace_back(segment, segment == from_.segment ? 0 : time * 1e-3);
    }
    return found;
}

void read_part(const MeasuredShape& shape, const SegmentPart& part, std::vector<Location>& into) {
    into.clear();
    into.push_back(place_at(shape, part.begin));
    for (std::size_t i = 0; i < shape.at.size(); ++i) {
        if (shape.share[i] > part.begin && shape.share[i] < part.end) into.push_back(shape.at[i]);
    }
    into.push_back(place_at(shape, part.end));
}

}  // namespace konbit
