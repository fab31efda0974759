// Which roads are cut off, and by what.
#include "mapper/query/cutoff_roads.hpp"

#include <algorithm>
#include <numeric>

#include "mapper/query/route_line.hpp"
#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

constexpr std::uint32_t kNone = UINT32_MAX;

PathSteps steps_of_metric(const RoadMetric& metric) {
    return {metric.impl().costs, metric.impl().graph};
}

bool closed_by_use(const RoadMetric& metric, VertexId vertex) {
    const auto* use = metric.node_use_at(vertex);
    return use != nullptr && use->access == RoadAccess::closed;
}

bool closed_by_use(const RoadMetric& metric, SegmentId segment) {
    const auto& use = metric.use_of(segment);
    return use.forward == RoadAccess::closed && use.backward == RoadAccess::closed;
}

}  // namespace

// ---- what is blocked

std::uint32_t RoadBlocks::both(std::uint32_t a, std::uint32_t b) noexcept {
    if (a == CutOffArc::kOpenStep || a == b) return b;
    return b == CutOffArc::kOpenStep ? a : CutOffArc::kSeveralPlaces;
}

std::uint32_t RoadBlocks::number(std::span<const std::size_t> conditions) {
    auto all = CutOffArc::kOpenStep;
    for (const auto condition : conditions) {
        const auto [known, fresh] =
            of_condition_.try_emplace(condition, static_cast<std::uint32_t>(blocks_.size()));
        if (fresh) blocks_.push_back({.condition = condition, .segment = {}, .vertex = {}});
        all = both(all, known->second);
    }
    return all;
}

std::uint32_t RoadBlocks::on(SegmentId segment) {
    const auto& today = travel_.today();
    const auto conditions = number(today.closing(segment));
    if (conditions != CutOffArc::kOpenStep || !closed_by_use(today, segment) ||
        closed_by_use(travel_.everyday(), segment))
        return conditions;  // one place, though its tags say the same
    const auto [known, fresh] =
        of_segment_.try_emplace(segment.value, static_cast<std::uint32_t>(blocks_.size()));
    if (fresh) blocks_.push_back({.condition = {}, .segment = segment, .vertex = {}});
    return known->second;
}

std::uint32_t RoadBlocks::at(VertexId vertex) {
    const auto& today = travel_.today();
    const auto conditions = number(today.closing_at(vertex));
    if (conditions != CutOffArc::kOpenStep || !closed_by_use(today, vertex) ||
        closed_by_use(travel_.everyday(), vertex))
        return conditions;
    const auto [known, fresh] =
        of_vertex_.try_emplace(vertex.value, static_cast<std::uint32_t>(blocks_.size()));
    if (fresh) blocks_.push_back({.condition = {}, .segment = {}, .vertex = vertex});
    return known->second;
}

std::uint32_t RoadBlocks::within(DirectedSegment segment, double begin, double end) {
    const auto& today = travel_.today();
    const auto closing = today.closing(segment.segment());
    if (closing.size() < 2) return on(segment.segment());
    if (segment.against()) begin = 1 - std::exchange(end, 1 - begin);
    for (const auto one : closing) {
        std::vector<RoadCondition> others;
        for (const auto other : closing) {
            if (other != one) others.push_back(today.conditions()[other]);
        }
        const RoadSituation left{travel_.network(), today.profile(), today.trip(), others};
        const auto* still = left.on(segment.segment());
        const bool opens =
            still == nullptr ||
            std::none_of(still->closed.begin(), still->closed.end(), [&](const SegmentPart& part) {
                return part.begin < end && begin < part.end;
            });
        if (opens) return number({&one, 1});
    }
    return CutOffArc::kSeveralPlaces;
}

void RoadBlocks::add_all() {
    const auto& today = travel_.today();
    const auto& network = travel_.network();
    for (const auto& condition : today.conditions()) {
        if (condition.object.type == ObjectType::node) {
            if (const auto vertex = network.vertex_of(condition.object.ref))
                static_cast<void>(at(*vertex));
            continue;
        }
        for (const auto segment : network.segments_of(condition.object)) {
            if (!closed_by_use(travel_.everyday(), segment)) static_cast<void>(on(segment));
        }
    }
}

// ---- the two searches

CutOffRoads::CutOffRoads(const Travel& travel, std::span<const RoadPosition> from)
    : travel_{travel},
      from_{from.begin(), from.end()},
      steps_today_{steps_of_metric(travel.today())},
      steps_everyday_{steps_of_metric(travel.everyday())},
      today_{travel.network()},
      everyday_{travel.network()},
      blocks_{travel} {
    search_today();
    search_everyday();
}

void CutOffRoads::search_today() {
    std::vector<PathState> waiting;
    const auto reach = [&](PathState state) {
        if (today_.insert(state)) waiting.push_back(state);
    };
    for (const auto& from : from_) {
        for (const auto& first : first_states(steps_today_, from)) reach(first.state);
    }
    while (!waiting.empty()) {
        const auto at = waiting.back();
        waiting.pop_back();
        if (steps_today_.time(at.node) == kNoWay) continue;
        steps_today_.after(at, [&](PathState state, Weight) { reach(state); });
    }
}

/// Every step that leads to a state which is not reached today is kept with what closes it.
void CutOffRoads::search_everyday() {
    std::vector<PathState> waiting;
    const auto reach = [&](PathState state) {
        if (everyday_.insert(state)) waiting.push_back(state);
    };
    for (const auto& from : from_) {
        for (const auto& first : first_states(steps_everyday_, from)) {
            reach(first.state);
            if (!today_.contains(first.state))
                add_step(CutOffArc::kReached, first.state, closed_ahead(first.from, from));
        }
    }
    while (!waiting.empty()) {
        const auto at = waiting.back();
        waiting.pop_back();
        if (steps_everyday_.time(at.node) == kNoWay) continue;
        const auto segment = steps_everyday_.base_of(at.node);
        const bool closed = steps_today_.time(at.node) == kNoWay;
        if (closed) closed_.push_back(segment.segment());
        std::optional<std::uint32_t> closed_by;
        steps_everyday_.after(at, [&](PathState state, Weight) {
            reach(state);
            if (today_.contains(state)) return;
            if (!closed_by) closed_by = closed_behind(segment, closed);
            add_step(today_.contains(at) ? CutOffArc::kReached : PathStates::id(at), state,
                     *closed_by);
        });
    }
    for (auto& arc : arcs_) {
        if (arc.from != CutOffArc::kReached) arc.from = number_[arc.from];
    }
}

/// What closes a segment or the vertex behind it.
std::uint32_t CutOffRoads::closed_behind(DirectedSegment segment, bool segment_closed) {
    const auto on = segment_closed ? blocks_.on(segment.segment()) : CutOffArc::kOpenStep;
    return RoadBlocks::both(on, blocks_.at(vertex_behind(travel_.network(), segment)));
}

/// The same for the rest of the segment that a path begins on.
std::uint32_t CutOffRoads::closed_ahead(DirectedSegment segment, const RoadPosition& from) {
    const auto share = share_along(segment, from.fraction);
    const bool closed = steps_today_.costs().time_between(segment, share, 1) == kNoWay;
    const auto on = closed ? blocks_.within(segment, share, 1) : CutOffArc::kOpenStep;
    return RoadBlocks::both(on, blocks_.at(vertex_behind(travel_.network(), segment)));
}

void CutOffRoads::add_step(std::size_t from, PathState to, std::uint32_t closed_by) {
    if (number_.empty())
        number_.assign(std::size_t{travel_.network().expanded_count()} * PathStates::kRuns, kNone);
    auto& number = number_[PathStates::id(to)];
    if (number == kNone) {
        number = static_cast<std::uint32_t>(states_.size());
        states_.push_back(to);
    }
    // A road that nothing known closes and that is not reached: no single place opens it.
    const bool unknown = from == CutOffArc::kReached && closed_by == CutOffArc::kOpenStep;
    arcs_.push_back({static_cast<std::uint32_t>(from), number,
                     unknown ? CutOffArc::kSeveralPlaces : closed_by});
}

std::optional<std::uint32_t> CutOffRoads::number_of(PathState state) const {
    if (number_.empty() || number_[PathStates::id(state)] == kNone) return std::nullopt;
    return number_[PathStates::id(state)];
}

std::vector<std::uint32_t> CutOffRoads::parts() const {
    std::vector<std::uint32_t> part(states_.size());
    std::iota(part.begin(), part.end(), 0U);
    const auto root = [&](std::uint32_t state) {
        while (part[state] != state) state = part[state] = part[part[state]];
        return state;
    };
    for (const auto& arc : arcs_) {
        if (arc.place == CutOffArc::kOpenStep && arc.from != CutOffArc::kReached)
            part[root(arc.from)] = root(arc.to);
    }
    for (std::uint32_t state = 0; state < part.size(); ++state) part[state] = root(state);
    return part;
}

// ---- places

bool CutOffRoads::reached(const PathStates& states, PathSteps& steps, const RoadPosition& at) {
    for (const auto& end : last_states(steps, at)) {
        if (states.contains(end.state.node)) return true;
    }
    return std::any_of(from_.begin(), from_.end(), [&](const RoadPosition& from) {
        return time_ahead(steps.costs(), from, at).cost != kNoWay;
    });
}

bool CutOffRoads::reached_today(const RoadPosition& at) {
    return reached(today_, steps_today_, at);
}
bool CutOffRoads::reached_on_ordinary_days(const RoadPosition& at) {
    return reached(everyday_, steps_everyday_, at);
}

}  // namespace konbit
