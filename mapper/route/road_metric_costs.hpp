#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "mapper/route/road_metric_situation.hpp"
#include "mapper/route/road_metric_uses.hpp"

namespace konbit {

/// Travel times and access on a network: tags, enclosed parts, the situation and penalties
/// together. What every search asks. Nothing is computed before it is asked for.
class RoadCosts {
public:
    RoadCosts(const RoadNetwork& network, RoadUses uses);

    /// Open segments that count as ends_only (see find_enclosed).
    void set_enclosed(std::span<const SegmentId> segments);
    void set_situation(RoadSituation situation);
    void set_penalties(std::span<const SegmentId> segments, double factor);

    [[nodiscard]] const RoadNetwork& network() const noexcept { return *network_; }
    [[nodiscard]] const RoadUses& uses() const noexcept { return uses_; }
    [[nodiscard]] const RoadSituation& situation() const noexcept { return situation_; }
    [[nodiscard]] std::span<const SegmentId> penalised() const noexcept { return penalised_; }

    /// By tags and enclosure: the situation closes parts of a segment, see `time`.
    [[nodiscard]] RoadAccess access(DirectedSegment segment) const {
        const auto access = uses_.access(segment.segment(), segment.against());
        return access == RoadAccess::open && enclosed(segment.segment()) ? RoadAccess::ends_only
                                                                         : access;
    }
    /// From its beginning to its end; kNoWay if any part is closed.
    [[nodiscard]] Weight time(DirectedSegment segment) const {
        return is_special(segment.segment()) ? time_between(segment, 0, 1)
                                             : uses_.time(segment.segment(), segment.against());
    }
    /// Between two shares of its length in the direction of travel, begin <= end. Parts of one
    /// segment add up to the whole.
    [[nodiscard]] Weight time_between(DirectedSegment segment, double begin, double end) const;
    /// What the hierarchy may travel: a whole open segment.
    [[nodiscard]] bool is_open(DirectedSegment segment) const {
        return access(segment) == RoadAccess::open && time(segment) != kNoWay;
    }
    [[nodiscard]] TurnUse turn(const ExpandedTurn& turn) const;

private:
    [[nodiscard]] bool enclosed(SegmentId segment) const {
        return !enclosed_.empty() && bit(enclosed_, segment.value);
    }
    /// The situation or a penalty touches it.
    [[nodiscard]] bool is_special(SegmentId segment) const {
        return !special_.empty() && bit(special_, segment.value);
    }
    [[nodiscard]] static bool bit(const std::vector<std::uint64_t>& bits, std::uint32_t i) {
        return (bits[i / 64] >> (i % 64) & 1) != 0;
    }
    void mark(std::vector<std::uint64_t>& bits, std::span<const SegmentId> segments) const;
    void mark_special();

    const RoadNetwork* network_;
    RoadUses uses_;
    RoadSituation situation_;
    std::vector<SegmentId> penalised_;  ///< sorted
    double penalty_ = 1;
    std::vector<SegmentId> marked_;                  ///< in special_
    std::vector<std::uint64_t> enclosed_, special_;  ///< a bit a segment, or empty
};

}  // namespace konbit
