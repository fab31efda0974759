#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "mapper/network/road_network.hpp"
#include "mapper/route/metric.hpp"
#include "mapper/route/profile.hpp"

namespace konbit {

/// What passing from one segment to the next is for a trip.
struct TurnUse {
    Weight cost = kNoWay;  ///< kNoWay: not allowed
    bool ends_only = false;
};

/// A profile's opinion of all that a network holds: each kind of segment, node and turn rule is
/// asked once. Knows nothing of the situation. A value; the network must outlive it.
class RoadUses {
public:
    RoadUses(const RoadNetwork& network, const Profile& profile, const TripContext& trip);

    [[nodiscard]] const RoadUse& of_kind(std::uint32_t kind) const { return kinds_[kind]; }
    /// Travel time of a whole segment, at least 1 ms; kNoWay if its tags close it.
    [[nodiscard]] Weight time(SegmentId segment, bool against) const;
    [[nodiscard]] RoadAccess access(SegmentId segment, bool against) const {
        const auto& pace = paces_[segments_[segment.value].kind];
        return against ? pace.backward : pace.forward;
    }
    /// The worst of a vertex: by access, then by delay; nullptr: nothing to pass there.
    [[nodiscard]] const NodeUse* node(VertexId vertex) const;
    /// By barriers and rules alone.
    [[nodiscard]] TurnUse turn(const ExpandedTurn& turn) const;
    /// A hash of everything that a metric takes from here.
    [[nodiscard]] std::uint64_t key() const;

private:
    /// What a kind costs, ready for the inner loops.
    struct Pace {
        RoadAccess forward = RoadAccess::closed, backward = RoadAccess::closed;
        double forward_ms_per_mm = 0, backward_ms_per_mm = 0;
        std::optional<double> duration_ms;  ///< of the whole way
    };
    [[nodiscard]] static Pace pace_of(const RoadUse& use);
    void ask_nodes(const Profile& profile, const TripContext& trip);
    void ask_rules(const Profile& profile, const TripContext& trip);
    [[nodiscard]] double share_of_way(SegmentId segment) const;

    const RoadNetwork* network_;
    std::span<const RoadSegment> segments_;
    std::vector<RoadUse> kinds_;
    std::vector<Pace> paces_;
    std::vector<NodeUse> node_kinds_;      ///< by place in `asked_nodes_`
    std::vector<std::uint32_t> node_use_;  ///< by kind: position in node_kinds_, UINT32_MAX: none
    std::vector<std::uint64_t> barriers_;  ///< a bit a vertex: it has nodes
    std::vector<bool> rules_;              ///< by rule: it applies
    Weight u_turn_ = 0;
    RoadGraph graph_ = RoadGraph::drive;
};

/// Seconds as a weight; kNoWay if they are too many, none if they are negative.
[[nodiscard]] Weight weight_of_ms(double ms) noexcept;
/// A sum that does not leave the range: from kNoWay on there is no way.
[[nodiscard]] constexpr Weight add_weights(Weight a, Weight b) noexcept {
    return a + b < kNoWay ? a + b : kNoWay;
}

}  // namespace konbit
