#include "mapper/route/road_metric_situation.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cstring>

namespace konbit {
namespace {

/// The share of a segment's length that lies before a node of its way.
double share_before(const MeasuredShape& shape, const RoadSegment& road, std::uint32_t node) {
    const std::uint32_t edges = road.last_node - road.first_node;
    const std::uint32_t before = node - road.first_node;
    // A location a node, unless the extract lacks some of them.
    if (shape.share.size() == edges + std::size_t{1}) return shape.share[before];
    return double{1} * before / edges;
}

/// The part of a segment that a stretch of its way covers; empty (0, 0) if it does not, or only a
/// point.
SegmentPart covered(const RoadNetwork& network, SegmentId segment, const WayStretch& stretch) {
    const auto& road = network.segments()[segment.value];
    const auto first = std::max<std::uint32_t>(stretch.first, road.first_node);
    const auto last = std::min<std::uint32_t>(stretch.last, road.last_node);
    if (first >= last) return {0, 0};
    if (first == road.first_node && last == road.last_node) return {0, 1};
    MeasuredShape shape;
    measure_shape(network, segment, shape);
    return {share_before(shape, road, first), share_before(shape, road, last)};
}

bool same_costs(const RoadSituation::OnSegment* a, const RoadSituation::OnSegment* b) {
    static const RoadSituation::OnSegment kNothing;
    const auto& left = a != nullptr ? *a : kNothing;
    const auto& right = b != nullptr ? *b : kNothing;
    return left.closed == right.closed && left.slow == right.slow;
}

void add_parts(std::vector<std::uint64_t>& words, std::span<const SegmentPart> parts) {
    words.push_back(parts.size());
    for (const auto& part : parts) {
        for (const double share : {part.begin, part.end}) {
            std::memcpy(&words.emplace_back(), &share, sizeof share);
        }
    }
}

}  // namespace

ConditionEffect effect_of(const RoadCondition& condition, const Profile& profile,
                          const TripContext& trip) {
    if (condition.passability == Passability::blocked) return ConditionEffect::closed;
    if (condition.passability != Passability::restricted) return ConditionEffect::none;
    const bool fits = condition.limits.empty() || profile.fits(condition.limits, trip) == true;
    const bool stated = !condition.limits.empty() && !condition.unstated_limits;
    return fits && (stated || profile.rough()) ? ConditionEffect::slow : ConditionEffect::closed;
}

RoadSituation::RoadSituation(const RoadNetwork& network, const Profile& profile,
                             const TripContext& trip, std::span<const RoadCondition> conditions) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        const auto effect = effect_of(conditions[i], profile, trip);
        if (conditions[i].object.type != ObjectType::node) {
            lay_on_way(network, conditions[i], effect, i);
        } else if (effect == ConditionEffect::closed) {
            if (const auto vertex = network.vertex_of(conditions[i].object.ref))
                vertices_[vertex->value].push_back(i);
        }
    }
    for (auto& [segment, on] : segments_) {
        join_parts(on.closed);
        join_parts(on.slow);
    }
}

void RoadSituation::lay_on_way(const RoadNetwork& network, const RoadCondition& condition,
                               ConditionEffect effect, std::size_t position) {
    for (const auto segment : network.segments_of(condition.object)) {
        SegmentPart part;
        if (condition.stretch) part = covered(network, segment, *condition.stretch);
        if (!(part.begin < part.end)) continue;
        auto& on = segments_[segment.value];
        on.conditions.push_back(position);
        if (effect == ConditionEffect::closed) {
            on.closed.push_back(part);
            on.closing.push_back(position);
        } else if (effect == ConditionEffect::slow) {
            on.slow.push_back(part);
        }
    }
}

const RoadSituation::OnSegment* RoadSituation::on(SegmentId segment) const {
    const auto found = segments_.find(segment.value);
    return found == segments_.end() ? nullptr : &found->second;
}

std::span<const std::size_t> RoadSituation::closing_at(VertexId vertex) const {
    if (vertices_.empty()) return {};
    const auto found = vertices_.find(vertex.value);
    if (found == vertices_.end()) return {};
    return found->second;
}

std::vector<SegmentId> RoadSituation::other_segments(const RoadSituation& other) const {
    std::vector<SegmentId> differ;
    for (const auto& [segment, on_it] : segments_) {
        if (!same_costs(&on_it, other.on({segment}))) differ.push_back({segment});
    }
    for (const auto& [segment, on_it] : other.segments_) {
        if (!segments_.contains(segment) && !same_costs(nullptr, &on_it))
            differ.push_back({segment});
    }
    std::sort(differ.begin(), differ.end());
    return differ;
}

std::vector<VertexId> RoadSituation::other_vertices(const RoadSituation& other) const {
    std::vector<VertexId> differ;
    for (const auto& [vertex, closing] : vertices_) {
        if (!other.vertices_.contains(vertex)) differ.push_back({vertex});
    }
    for (const auto& [vertex, closing] : other.vertices_) {
        if (!vertices_.contains(vertex)) differ.push_back({vertex});
    }
    std::sort(differ.begin(), differ.end());
    return differ;
}

std::vector<SegmentId> RoadSituation::segments() const {
    std::vector<SegmentId> all;
    for (const auto& [segment, on_it] : segments_) all.push_back({segment});
    std::sort(all.begin(), all.end());
    return all;
}

std::uint64_t RoadSituation::key() const {
    std::vector<std::uint64_t> words;
    for (const auto segment : segments()) {
        const auto& on_it = *on(segment);
        if (on_it.closed.empty() && on_it.slow.empty()) continue;
        words.push_back(segment.value);
        add_parts(words, on_it.closed);
        add_parts(words, on_it.slow);
    }
    std::vector<std::uint64_t> closed;
    for (const auto& [vertex, closing] : vertices_) closed.push_back(vertex);
    if (words.empty() && closed.empty()) return 0;
    std::sort(closed.begin(), closed.end());
    words.push_back(UINT64_MAX);
    words.insert(words.end(), closed.begin(), closed.end());
    return XXH3_64bits(words.data(), words.size() * sizeof words[0]);
}

}  // namespace konbit
