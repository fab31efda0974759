#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "mapper/query/cutoff_roads.hpp"

namespace konbit {

/// How a place stands to the roads.
enum class RoadStanding : std::uint8_t {
    reached,
    cut_off,
    never  ///< on an ordinary day, too
};

/// Where people, houses and roads are cut off, so that what reconnects one reconnects all of them:
/// a segment, or a place on a segment that is closed in part.
struct CutOffSpot {
    std::uint64_t buildings = 0;
    double people = 0, road_m = 0;
    std::vector<std::size_t> settlements;  ///< positions in the answer
    /// Reaching one of these states reaches it, if `needs` (a block, or CutOffArc::kOpenStep) is
    /// open as well.
    struct Over {
        std::uint32_t state = 0, needs = 0;
    };
    std::vector<Over> over;
    std::vector<std::uint32_t> behind;  ///< blocks between it and what is reached on its segment
    bool alone = false;                 ///< one block's opening is enough
};

/// Sorts places into spots. Each question of a place costs a search for the roads near it.
class CutOffSpots {
public:
    CutOffSpots(const Travel& travel, CutOffRoads& roads, std::span<const RoadPosition> from);

    struct Standing {
        RoadStanding standing = RoadStanding::never;
        std::uint32_t spot = 0;  ///< of those cut off
    };
    /// By the nearest road that is usable and reached on ordinary days. Where that is closed right
    /// there, a road beside it that is reached today will do.
    [[nodiscard]] Standing standing_of(Location at);

    [[nodiscard]] std::vector<CutOffSpot>& all() noexcept { return spots_; }
    /// Whole segments that nobody gets to, rising, though nothing on them is closed.
    [[nodiscard]] const std::vector<SegmentId>& segments() const noexcept { return segments_; }

private:
    void add_segments();
    [[nodiscard]] Standing standing_on(const RoadPosition& at);
    [[nodiscard]] Standing asked_on(const RoadPosition& at);
    [[nodiscard]] std::optional<RoadPosition> ordinary_road_at(Location at);
    [[nodiscard]] bool reached_beside(Location at, const RoadPosition& closed);
    [[nodiscard]] std::uint32_t new_spot(const RoadPosition& at);
    /// Places on it may differ.
    [[nodiscard]] bool is_mixed(SegmentId segment);

    const Travel& travel_;
    CutOffRoads& roads_;
    std::vector<RoadPosition> from_;
    std::vector<CutOffSpot> spots_;
    std::vector<SegmentId> segments_;
    std::unordered_map<std::uint32_t, Standing> of_segment_;
};

}  // namespace konbit
