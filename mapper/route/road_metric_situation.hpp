#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "mapper/network/road_network.hpp"
#include "mapper/route/profile.hpp"
#include "mapper/route/road_metric.hpp"
#include "mapper/route/road_metric_shape.hpp"

namespace konbit {

/// What a condition does to a trip where it lies. Half speed where it is slow.
enum class ConditionEffect : std::uint8_t { none, slow, closed };
[[nodiscard]] ConditionEffect effect_of(const RoadCondition& condition, const Profile& profile,
                                        const TripContext& trip);

/// Conditions laid on the segments and vertices of a network. A value.
class RoadSituation {
public:
    struct OnSegment {
        std::vector<SegmentPart> closed, slow;  ///< joined, along the way's direction
        /// Positions among the conditions, rising: of all on it, and of those that close it.
        std::vector<std::size_t> conditions, closing;
    };
    RoadSituation() = default;
    RoadSituation(const RoadNetwork& network, const Profile& profile, const TripContext& trip,
                  std::span<const RoadCondition> conditions);

    /// nullptr: nothing is said of it.
    [[nodiscard]] const OnSegment* on(SegmentId segment) const;
    /// Positions of the conditions that close it.
    [[nodiscard]] std::span<const std::size_t> closing_at(VertexId vertex) const;

    /// Whose cost or access is not the same in another situation.
    [[nodiscard]] std::vector<SegmentId> other_segments(const RoadSituation& other) const;
    [[nodiscard]] std::vector<VertexId> other_vertices(const RoadSituation& other) const;
    [[nodiscard]] std::vector<SegmentId> segments() const;  ///< sorted
    /// Of all that changes a cost; 0 if nothing does.
    [[nodiscard]] std::uint64_t key() const;

private:
    void lay_on_way(const RoadNetwork& network, const RoadCondition& condition,
                    ConditionEffect effect, std::size_t position);

    std::unordered_map<std::uint32_t, OnSegment> segments_;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> vertices_;
};

}  // namespace konbit
