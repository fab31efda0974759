#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "mapper/model/condition.hpp"
#include "mapper/network/road_network.hpp"
#include "mapper/route/metric.hpp"
#include "mapper/route/profile.hpp"
#include "mapper/route/shortest_path.hpp"
#include "mapper/situation/situation.hpp"

namespace konbit {

/// What evidence says of a road or a part of it: resolved by the rule of evidence, for all
/// vehicles.
struct RoadCondition {
    ObjectId object;                    ///< a way; or a node with a barrier on a road
    std::optional<WayStretch> stretch;  ///< nullopt: all of it
    Passability passability = Passability::unknown;
    Limits limits;                 ///< of restricted
    bool unstated_limits = false;  ///< restricted, and somebody states no limit: for `rough` only
    std::uint32_t note = 0;        ///< the caller's own number for it
    bool operator==(const RoadCondition&) const = default;
};

/// A place on a road.
struct RoadPosition {
    SegmentId segment;
    double fraction = 0;  ///< of the segment's length, from its tail
    Location at;
    double distance_m = 0;  ///< from the place that was asked for
};

/// A way found: directed segments from the first to the last, which are travelled in part.
struct RoadPath {
    Weight duration_ms = 0;
    double distance_m = 0;
    std::vector<DirectedSegment> segments;
    double first_fraction = 0;  ///< in the direction of travel: where on the first it begins
    double last_fraction = 1;   ///< where on the last it ends
};

/// What everything costs one profile on one trip in one situation: the network's kinds, barriers
/// and turn rules evaluated, the situation's closures put in, and a hierarchy customized to it. The
/// network must outlive it. One semantic for all searches:
/// - a path is a sequence of directed segments joined by turns; a turn costs its barrier's delay (a
///   U-turn `u_turn_s`), a segment its time;
/// - nothing closed is travelled; what is `ends_only` (a segment, or a turn over such a node) only
/// in
///   one run at the beginning of the path and one at its end, never between two open stretches;
/// - small open parts of the network that only ends_only ones join to the rest (without looking at
///   the situation) count as ends_only, too: behind a private gate one may begin, not pass.
class RoadMetric {
public:
    struct Options {
        const RoadNetwork* network = nullptr;
        Profile profile;
        TripContext trip;
        std::vector<RoadCondition> conditions;
        std::optional<std::filesystem::path>
            cache_folder;  ///< derived/: kept there, the newest few
        unsigned threads = 0;
        /// Where more directed segments are, `build` does not wait for the hierarchy: the first
        /// question that needs it does. Single routes do without, as long as that is quicker.
        std::uint32_t wait_over = 20'000;
    };
    [[nodiscard]] static RoadMetric build(Options options);
    ~RoadMetric();
    RoadMetric(RoadMetric&&) noexcept;
    RoadMetric& operator=(RoadMetric&&) noexcept;

    [[nodiscard]] const RoadNetwork& network() const noexcept;
    [[nodiscard]] const Profile& profile() const noexcept;
    [[nodiscard]] const TripContext& trip() const noexcept;
    [[nodiscard]] const Metric& metric() const;
    [[nodiscard]] const LowerArcs& lower_arcs() const;  ///< made on first use

    /// Puts other conditions in the place of those it has: touches only what differs.
    void set_conditions(std::vector<RoadCondition> conditions);
    /// Segments made dearer (factor over 1) for one search after another: alternatives. Empty:
    /// none.
    void set_penalties(std::span<const SegmentId> segments, double factor);

    [[nodiscard]] Weight cost_of(DirectedSegment segment) const;  ///< kNoWay: closed
    [[nodiscard]] RoadAccess access_of(DirectedSegment segment) const;
    [[nodiscard]] const RoadUse& use_of(SegmentId segment) const;     ///< by its tags alone
    [[nodiscard]] const NodeUse* node_use_at(VertexId vertex) const;  ///< the worst; nullptr: none
    /// Positions in Options::conditions that lie on a segment (partly counts); sorted.
    [[nodiscard]] std::vector<std::size_t> conditions_on(SegmentId segment) const;
    [[nodiscard]] const std::vector<RoadCondition>& conditions() const noexcept;
    /// Conditions that close a segment (or a part of it: then none may travel through, but from the
    /// free part to its free end) to this trip, or a vertex; empty if none does.
    [[nodiscard]] std::vector<std::size_t> closing(SegmentId segment) const;
    [[nodiscard]] std::vector<std::size_t> closing_at(VertexId vertex) const;

    /// Roads that this trip may use (in some direction), nearest first, at most `count` segments
    /// within `within_m`, one position on each.
    [[nodiscard]] std::vector<RoadPosition> nearest(Location at, std::size_t count,
                                                    double within_m) const;
    /// Seeds for searches in metric(): the ends_only run at that end is already travelled. Of
    /// `from`: open segments after the first turn, with the time to their beginning; of `to`: with
    /// the time from their beginning to the place. Ways that need no open segment between both
    /// (ends on one segment, in one yard) are not among them: `durations` and `table` know those.
    [[nodiscard]] std::vector<Seed> seeds(const RoadPosition& at, Direction direction) const;

    /// The quickest way; nullopt: none.
    [[nodiscard]] std::optional<RoadPath> route(const RoadPosition& from,
                                                const RoadPosition& to) const;
    [[nodiscard]] Weight duration(const RoadPosition& from, const RoadPosition& to) const;
    /// From one to many, in milliseconds (kNoWay).
    [[nodiscard]] std::vector<Weight> durations(const RoadPosition& from,
                                                std::span<const RoadPosition> to) const;
    /// A table: row by row (many_to_many), right also for ends that share a segment or a private
    /// yard.
    void table(std::span<const RoadPosition> from, std::span<const RoadPosition> to,
               const std::function<void(std::size_t, std::span<const Weight>)>& row) const;
    /// Time to the *beginning* of each directed segment from a place (or from its end to the
    /// place), by DirectedSegment; kNoWay: not reached within `most`, or closed somewhere. The
    /// place's own segment counts as reached only if a way comes back to it.
    [[nodiscard]] std::vector<Weight> reach(const RoadPosition& from, Direction direction,
                                            Weight most) const;

    /// The same by Dijkstra's algorithm over the network itself: the reference for tests.
    [[nodiscard]] std::optional<RoadPath> route_by_dijkstra(const RoadPosition& from,
                                                            const RoadPosition& to) const;
    [[nodiscard]] std::vector<Weight> durations_by_dijkstra(const RoadPosition& from,
                                                            std::span<const RoadPosition> to) const;
    [[nodiscard]] std::optional<RoadPath> route_by_bidirectional_dijkstra(
        const RoadPosition& from, const RoadPosition& to) const;
    /// What the path costs, added up from its segments and turns; kNoWay if it may not be
    /// travelled.
    [[nodiscard]] Weight cost_of(const RoadPath& path) const;

    /// For those who walk the network themselves, state by state (road_metric_steps.hpp).
    struct Impl;
    [[nodiscard]] const Impl& impl() const noexcept { return *impl_; }

private:
    explicit RoadMetric(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
