// What a route goes around, and what that costs.
#include <algorithm>
#include <unordered_set>

#include "mapper/query/road_names.hpp"
#include "mapper/query/route_judge.hpp"

namespace konbit {

namespace {

constexpr double kWorthIt_s = 20;  ///< what made less of a difference is not told
constexpr std::size_t kMostLimits = 6;

std::unordered_set<std::uint32_t> segments_of(const RouteOption& option) {
    std::unordered_set<std::uint32_t> segments;
    for (const auto directed : option.segments) segments.insert(directed.segment().value);
    return segments;
}

bool is_limit(std::string_view reason) {
    return reason.starts_with("max") || reason.find("height") != std::string_view::npos ||
           reason.find("width") != std::string_view::npos;
}

}  // namespace

void RouteJudge::add_avoided(const RouteLine& everyday, RouteOption& option) {
    const auto mine = segments_of(option);
    std::set<std::size_t> told;
    const auto tell = [&](std::size_t condition) {
        if (told.insert(condition).second) option.avoided.push_back(place_of(condition));
    };
    for (std::size_t i = 0; i < everyday.pieces.size(); ++i) {
        const auto& piece = everyday.pieces[i];
        if (i > 0) {
            const auto vertex = vertex_before(network_, piece.directed);
            for (const auto at : metric_.closing_at(vertex)) tell(at);
        }
        if (mine.contains(piece.directed.segment().value)) continue;
        for (const auto at : metric_.conditions_on(piece.directed.segment())) {
            const auto passability = metric_.conditions()[at].passability;
            if (passability >= Passability::restricted && lies_on(piece, at)) tell(at);
        }
    }
    option.detour_s = std::max(0.0, option.duration_s - everyday.duration_s());
    option.detour_m = option.distance_m - everyday.distance_m();
    if (option.detour_s < 0.5) option.detour_s = option.detour_m = 0;
}

RoutePlace RouteJudge::limit_at(const RouteLine& line, std::size_t i, const std::string& why) {
    const auto& piece = line.pieces[i];
    const auto way = network_.object_of(piece.directed.segment());
    const auto what = what_of(tags_.of(way), "road");
    const auto end =
        i + 1 < line.pieces.size() ? line.pieces[i + 1].shape_begin : line.shape.size() - 1;
    return {.note = {},
            .what = is_limit(why) ? "limit" : "access",
            .way = way,
            .name = name_of_part(tags_.of(way), what),
            .reason = why,
            .at = line.shape[(piece.shape_begin + end) / 2]};
}

std::vector<RoutePlace> RouteJudge::limits_on(const RouteLine& line) {
    std::vector<RoutePlace> limits;
    const auto tell = [&](RoutePlace&& place) {
        const bool known = std::any_of(limits.begin(), limits.end(), [&](const RoutePlace& other) {
            return other.way == place.way && other.reason == place.reason;
        });
        if (!known && limits.size() < kMostLimits) limits.push_back(std::move(place));
    };
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
        const auto directed = line.pieces[i].directed;
        const auto& use = metric_.use_of(directed.segment());
        const auto access = directed.against() ? use.backward : use.forward;
        if (access == RoadAccess::closed) tell(limit_at(line, i, use.reason));
        const auto vertex = vertex_before(network_, directed);
        const auto* node = i > 0 ? metric_.node_use_at(vertex) : nullptr;
        if (node == nullptr || node->access != RoadAccess::closed) continue;
        auto place = limit_at(line, i, node->reason);
        const auto nodes = network_.nodes_at(vertex);
        if (!nodes.empty()) place.way = {ObjectType::node, nodes.front().ref};
        place.at = network_.vertex(vertex);
        tell(std::move(place));
    }
    return limits;
}

void RouteJudge::add_limits(const RouteLine& without_limits, RouteOption& option) {
    if (without_limits.duration_s() + kWorthIt_s > option.duration_s) return;
    option.limits = limits_on(without_limits);
}

}  // namespace konbit
