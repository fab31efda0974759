#pragma once

#include <optional>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

#include "mapper/query/route_line.hpp"
#include "mapper/query/routes.hpp"

namespace konbit {

/// Says of a route what it rests on: which evidence speaks of its parts, what nobody has looked at,
/// what it goes around.
class RouteJudge {
public:
    explicit RouteJudge(const Travel& travel);

    /// A way to go with all that can be said of it by itself.
    [[nodiscard]] RouteOption option_of(const RouteLine& line);
    /// Adds what it goes around, against the everyday way of the same vehicle.
    void add_avoided(const RouteLine& everyday, RouteOption& option);
    /// Adds what closed the best way of a vehicle without limits to this one on any day.
    void add_limits(const RouteLine& without_limits, RouteOption& option);

    /// Conditions that close a line to this trip today, in its order, each once.
    [[nodiscard]] std::vector<std::size_t> closing_on(const RouteLine& line) const;
    /// What is closed on any day on a line, in its order.
    [[nodiscard]] std::vector<RoutePlace> limits_on(const RouteLine& line);
    [[nodiscard]] RoutePlace place_of(std::size_t condition) const;
    [[nodiscard]] WayTags& tags() noexcept { return tags_; }

private:
    void add_evidence(const RouteLine& line, RouteOption& option) const;
    void add_unseen(const RouteLine& line, RouteOption& option);
    void add_unseen_piece(const RouteLine& line, std::size_t i, RouteOption& option);
    void add_unseen_ford(VertexId vertex, RouteOption& option);
    void add_warnings(const RouteLine& line, RouteOption& option);
    void set_verdict(RouteOption& option) const;
    [[nodiscard]] RoutePlace limit_at(const RouteLine& line, std::size_t i, const std::string& why);
    [[nodiscard]] const RoadNote& note_of(std::size_t condition) const;
    [[nodiscard]] std::span<const std::size_t> at_vertex(VertexId vertex) const;
    /// The part of a piece that somebody looked at since the event.
    [[nodiscard]] double seen_part(const RoutePiece& piece) const;
    /// Where on a segment a condition lies, as fractions from its tail; nullopt: beside it.
    [[nodiscard]] std::optional<std::pair<double, double>> extent(SegmentId segment,
                                                                  const RoadCondition& c) const;
    [[nodiscard]] bool lies_on(const RoutePiece& piece, std::size_t condition) const;

    const Travel& travel_;
    const RoadMetric& metric_;
    const RoadNetwork& network_;
    WayTags tags_;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_vertex_;
};

}  // namespace konbit
