#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "mapper/query/cutoff_ranking.hpp"
#include "mapper/query/routes.hpp"
#include "mapper/route/road_metric_steps.hpp"

namespace konbit {

/// A set of states of paths: a bit each.
class PathStates {
public:
    explicit PathStates(const RoadNetwork& network)
        : bits_(std::size_t{network.expanded_count()} * kRuns / 64 + 1, 0) {}

    /// False if it was there before.
    bool insert(PathState state) {
        auto& word = bits_[id(state) / 64];
        const auto bit = std::uint64_t{1} << (id(state) % 64);
        if ((word & bit) != 0) return false;
        word |= bit;
        return true;
    }
    [[nodiscard]] bool contains(PathState state) const {
        return (bits_[id(state) / 64] >> (id(state) % 64) & 1) != 0;
    }
    /// In whatever run.
    [[nodiscard]] bool contains(ExpandedNode node) const {
        return contains(PathState{node, PathRun::start}) || contains({node, PathRun::open}) ||
               contains({node, PathRun::end});
    }

    static constexpr std::uint32_t kRuns = 3;
    [[nodiscard]] static std::size_t id(PathState state) noexcept {
        return std::size_t{state.node} * kRuns + static_cast<std::size_t>(state.run);
    }

private:
    std::vector<std::uint64_t> bits_;
};

/// What closes a road today that is open on an ordinary day: a condition, or (without one) what its
/// tags mean while the disaster lasts, such as a ford in a flood.
struct RoadBlock {
    std::optional<std::size_t> condition;  ///< position in RoadMetric::conditions
    std::optional<SegmentId> segment;
    std::optional<VertexId> vertex;
};

/// Numbers what is blocked, one number a place.
class RoadBlocks {
public:
    explicit RoadBlocks(const Travel& travel) : travel_{travel} {}
    /// What closes a segment, or a vertex: CutOffArc::kOpenStep, the number of a block, or
    /// CutOffArc::kSeveralPlaces.
    [[nodiscard]] std::uint32_t on(SegmentId segment);
    [[nodiscard]] std::uint32_t at(VertexId vertex);
    /// The one whose opening alone opens a part of a segment, in shares of it in the direction of
    /// travel.
    [[nodiscard]] std::uint32_t within(DirectedSegment segment, double begin, double end);
    [[nodiscard]] static std::uint32_t both(std::uint32_t a, std::uint32_t b) noexcept;
    /// Numbers every condition that closes something, whether anybody is cut off by it or not.
    void add_all();
    [[nodiscard]] const std::vector<RoadBlock>& all() const noexcept { return blocks_; }

private:
    [[nodiscard]] std::uint32_t number(std::span<const std::size_t> conditions);

    const Travel& travel_;
    std::vector<RoadBlock> blocks_;
    std::unordered_map<std::size_t, std::uint32_t> of_condition_;
    std::unordered_map<std::uint32_t, std::uint32_t> of_segment_, of_vertex_;
};

/// The roads that are reached on an ordinary day and not today, as a graph of what is blocked.
class CutOffRoads {
public:
    CutOffRoads(const Travel& travel, std::span<const RoadPosition> from);

    [[nodiscard]] const std::vector<CutOffArc>& arcs() const noexcept { return arcs_; }
    /// States that are cut off, by their number in the arcs.
    [[nodiscard]] const std::vector<PathState>& states() const noexcept { return states_; }
    [[nodiscard]] std::optional<std::uint32_t> number_of(PathState state) const;
    [[nodiscard]] RoadBlocks& blocks() noexcept { return blocks_; }
    /// Segments that one gets to on ordinary days and that are closed, at least in part; with
    /// doubles.
    [[nodiscard]] const std::vector<SegmentId>& closed() const noexcept { return closed_; }

    /// Roads that hang together without anything that is blocked, by state: equal numbers.
    [[nodiscard]] std::vector<std::uint32_t> parts() const;

    [[nodiscard]] bool reached_today(const RoadPosition& at);
    [[nodiscard]] bool reached_on_ordinary_days(const RoadPosition& at);
    [[nodiscard]] const PathStates& today() const noexcept { return today_; }

    /// How a path may end at a place: over the beginnings of these nodes' segments.
    [[nodiscard]] std::vector<PathEnd> ends_today(const RoadPosition& at) {
        return last_states(steps_today_, at);
    }
    [[nodiscard]] std::vector<PathEnd> ends_on_ordinary_days(const RoadPosition& at) {
        return last_states(steps_everyday_, at);
    }

private:
    void search_today();
    void search_everyday();
    void add_step(std::size_t from, PathState to, std::uint32_t closed_by);
    [[nodiscard]] std::uint32_t closed_behind(DirectedSegment segment, bool segment_closed);
    [[nodiscard]] std::uint32_t closed_ahead(DirectedSegment segment, const RoadPosition& from);
    [[nodiscard]] bool reached(const PathStates& states, PathSteps& steps, const RoadPosition& at);

    const Travel& travel_;
    std::vector<RoadPosition> from_;
    PathSteps steps_today_, steps_everyday_;
    PathStates today_, everyday_;
    RoadBlocks blocks_;
    std::vector<CutOffArc> arcs_;
    std::vector<PathState> states_;
    std::vector<SegmentId> closed_;
    std::vector<std::uint32_t> number_;  ///< by PathStates::id; made with the first that is cut off
};

}  // namespace konbit
