#include "mapper/network/turn_graph.hpp"

#include <algorithm>

namespace konbit {

RoadAdjacency::RoadAdjacency(std::span<const RoadSegment> segments, std::uint32_t vertices)
    : first_(std::size_t{vertices} + 1), leaving_(segments.size() * 2) {
    for (const auto& segment : segments) {
        ++first_[segment.tail];
        ++first_[segment.head];
    }
    std::uint32_t sum = 0;
    for (auto& first : first_) sum = (first += sum);
    // Backwards, so that each list rises and first_ ends where the lists begin.
    for (auto i = static_cast<std::uint32_t>(segments.size()); i-- > 0;) {
        leaving_[--first_[segments[i].head]] = DirectedSegment::of({i}, true);
        leaving_[--first_[segments[i].tail]] = DirectedSegment::of({i}, false);
    }
}

std::pair<ExpandedNode, ExpandedNode> TurnGraph::copies_of(DirectedSegment segment) const noexcept {
    const auto [begin, end] = std::equal_range(copies.begin(), copies.end(), segment);
    return {directed_count() + static_cast<ExpandedNode>(begin - copies.begin()),
            directed_count() + static_cast<ExpandedNode>(end - copies.begin())};
}

const road_format::TurnException* TurnGraph::exception(ExpandedNode from,
                                                       DirectedSegment step) const noexcept {
    const auto found =
        std::lower_bound(exceptions.begin(), exceptions.end(), std::pair{from, step.value},
                         [](const auto& a, const auto& key) {
                             return std::pair{a.from, a.step} < key;
                         });
    if (found == exceptions.end() || found->from != from || found->step != step.value)
        return nullptr;
    return &*found;
}

void TurnGraph::read_turns(ExpandedNode node, RoadGraph graph, const RoadAdjacency& adjacency,
                           std::vector<ExpandedTurn>& into) const {
    into.clear();
    const auto from = base_of(node);
    if (!in(graph, from)) return;
    const auto vertex = head(from);
    const bool special = (vertex_flags[vertex] & road_format::kHasException) != 0;
    for (const auto step : adjacency.leaving(vertex)) {
        if (!in(graph, step)) continue;
        const bool u_turn = step == from.reversed();
        if (u_turn && !may_turn_round(vertex, graph)) continue;
        ExpandedTurn turn{step.value, {vertex}, {}, u_turn};
        if (const auto* other = special ? exception(node, step) : nullptr) {
            turn.to = other->to;
            turn.forbidden_by = forbidden.subspan(other->forbidden_begin,
                                                  other->forbidden_end - other->forbidden_begin);
        }
        into.push_back(turn);
    }
    if (special) {
        std::sort(into.begin(), into.end(),
                  [](const ExpandedTurn& a, const ExpandedTurn& b) { return a.to < b.to; });
    }
}

std::optional<ExpandedTurn> TurnGraph::turn(ExpandedNode from, ExpandedNode to,
                                            RoadGraph graph) const {
    const auto base = base_of(from);
    const auto step = base_of(to);
    const auto vertex = tail(step);
    if (head(base) != vertex || !in(graph, base) || !in(graph, step)) return std::nullopt;
    const bool u_turn = step == base.reversed();
    if (u_turn && !may_turn_round(vertex, graph)) return std::nullopt;
    const bool special = (vertex_flags[vertex] & road_format::kHasException) != 0;
    const auto* other = special ? exception(from, step) : nullptr;
    if ((other != nullptr ? other->to : step.value) != to) return std::nullopt;
    ExpandedTurn found{to, {vertex}, {}, u_turn};
    if (other != nullptr) {
        found.forbidden_by = forbidden.subspan(other->forbidden_begin,
                                               other->forbidden_end - other->forbidden_begin);
    }
    return found;
}

}  // namespace konbit
