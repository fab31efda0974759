// What a route rests on: evidence, what nobody has looked at, warnings.
#include "mapper/query/route_judge.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/road_names.hpp"

namespace konbit {

namespace {

constexpr double kNothing_m = 1;  ///< less than this unseen is rounding
constexpr std::size_t kMostWarnings = 12;

using Extent = std::pair<double, double>;

/// The part of its segment that a piece covers, from the segment's tail.
Extent extent_of(const RoutePiece& piece) {
    if (piece.directed.against()) return {1 - piece.to, 1 - piece.from};
    return {piece.from, piece.to};
}

double length_of(std::vector<Extent> extents) {
    std::sort(extents.begin(), extents.end());
    double length = 0, end = 0;
    for (const auto& [from, to] : extents) {
        if (to <= end) continue;
        length += to - std::max(from, end);
        end = to;
    }
    return length;
}

bool in_doubt(const Condition& c) {
    return c.doubt.disputed || c.doubt.unverified || c.doubt.recheck ||
           c.passability == Passability::unknown;
}

}  // namespace

RouteJudge::RouteJudge(const Travel& travel)
    : travel_{travel},
      metric_{travel.today()},
      network_{travel.network()},
      tags_{travel.map().base(), travel.network()} {
    const auto& conditions = metric_.conditions();
    for (std::size_t i = 0; i < conditions.size(); ++i) {
        if (conditions[i].object.type != ObjectType::node) continue;
        if (const auto vertex = network_.vertex_of(conditions[i].object.ref))
            by_vertex_[vertex->value].push_back(i);
    }
}

RouteOption RouteJudge::option_of(const RouteLine& line) {
    RouteOption option;
    option.distance_m = line.distance_m();
    option.duration_s = line.duration_s();
    option.shape = line.shape;
    option.legs = line.legs;
    option.steps = steps_of(metric_, line, tags_);
    for (const auto& piece : line.pieces) option.segments.push_back(piece.directed);
    add_evidence(line, option);
    if (travel_.conditions().event_at) add_unseen(line, option);
    add_warnings(line, option);
    set_verdict(option);
    return option;
}

// ---- conditions

const RoadNote& RouteJudge::note_of(std::size_t condition) const {
    return travel_.conditions().notes.at(metric_.conditions()[condition].note);
}

RoutePlace RouteJudge::place_of(std::size_t condition) const {
    const auto& note = note_of(condition);
    return {.note = note,
            .what = note.what,
            .way = note.object,
            .name = note.name,
            .reason = note.condition.reason,
            .at = note.at};
}

std::span<const std::size_t> RouteJudge::at_vertex(VertexId vertex) const {
    const auto found = by_vertex_.find(vertex.value);
    return found == by_vertex_.end() ? std::span<const std::size_t>{} : std::span{found->second};
}

std::optional<Extent> RouteJudge::extent(SegmentId segment, const RoadCondition& c) const {
    if (!c.stretch) return Extent{0, 1};
    const auto& s = network_.segments()[segment.value];
    const auto first = std::max<std::uint32_t>(s.first_node, c.stretch->first);
    const auto last = std::min<std::uint32_t>(s.last_node, c.stretch->last);
    if (first >= last) return std::nullopt;
    if (first == s.first_node && last == s.last_node) return Extent{0, 1};
    std::vector<Location> shape;
    network_.read_shape(segment, shape);
    if (shape.size() != std::size_t{s.last_node} - s.first_node + 1u) return Extent{0, 1};
    std::vector<double> at{0};
    for (std::size_t i = 1; i < shape.size(); ++i)
        at.push_back(at.back() + distance_m(shape[i - 1], shape[i]));
    if (at.back() <= 0) return Extent{0, 1};
    return Extent{at[first - s.first_node] / at.back(), at[last - s.first_node] / at.back()};
}

bool RouteJudge::lies_on(const RoutePiece& piece, std::size_t condition) const {
    const auto where = extent(piece.directed.segment(), metric_.conditions()[condition]);
    const auto [from, to] = extent_of(piece);
    return where && where->first < to && where->second > from;
}

void RouteJudge::add_evidence(const RouteLine& line, RouteOption& option) const {
    std::set<std::size_t> told;
    const auto tell = [&](std::size_t condition) {
        if (told.insert(condition).second) option.evidence.push_back(place_of(condition));
    };
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
        const auto& piece = line.pieces[i];
        if (i > 0) {
            for (const auto at : at_vertex(vertex_before(network_, piece.directed))) tell(at);
        }
        for (const auto at : metric_.conditions_on(piece.directed.segment())) {
            if (lies_on(piece, at)) tell(at);
        }
    }
}

std::vector<std::size_t> RouteJudge::closing_on(const RouteLine& line) const {
    std::vector<std::size_t> closing;
    const auto tell = [&](std::size_t condition) {
        if (std::find(closing.begin(), closing.end(), condition) == closing.end())
            closing.push_back(condition);
    };
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
        const auto& piece = line.pieces[i];
        if (i > 0) {
            const auto vertex = vertex_before(network_, piece.directed);
            for (const auto at : metric_.closing_at(vertex)) tell(at);
        }
        for (const auto at : metric_.closing(piece.directed.segment())) tell(at);
    }
    return closing;
}

// ---- what nobody has looked at

double RouteJudge::seen_part(const RoutePiece& piece) const {
    const auto [from, to] = extent_of(piece);
    if (to <= from) return 1;
    std::vector<Extent> seen;
    for (const auto at : metric_.conditions_on(piece.directed.segment())) {
        if (!note_of(at).looked_at) continue;
        const auto where = extent(piece.directed.segment(), metric_.conditions()[at]);
        if (where) seen.emplace_back(std::max(where->first, from), std::min(where->second, to));
    }
    std::erase_if(seen, [](const Extent& e) { return e.second <= e.first; });
    for (auto& e : seen) e = {e.first - from, e.second - from};
    return std::min(1.0, length_of(std::move(seen)) / (to - from));
}

void RouteJudge::add_unseen(const RouteLine& line, RouteOption& option) {
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
        if (i > 0) add_unseen_ford(vertex_before(network_, line.pieces[i].directed), option);
        add_unseen_piece(line, i, option);
    }
    if (option.unseen_m < kNothing_m) option.unseen_m = 0;
}

void RouteJudge::add_unseen_piece(const RouteLine& line, std::size_t i, RouteOption& option) {
    const auto& piece = line.pieces[i];
    const double unseen_m = piece.distance_m * (1 - seen_part(piece));
    option.unseen_m += unseen_m;
    const auto& segment = network_.segments()[piece.directed.segment().value];
    const auto flags = network_.flags_of({segment.kind});
    std::string what;
    if (flags.has(RoadKindFlags::kBridge))
        what = "bridge";
    else if (flags.has(RoadKindFlags::kTunnel))
        what = "tunnel";
    else if (flags.has(RoadKindFlags::kFord))
        what = "ford";
    if (what.empty() || unseen_m < kNothing_m) return;
    const auto way = network_.object_of(piece.directed.segment());
    auto name = name_of_part(tags_.of(way), what);
    if (!option.unseen.empty()) {
        const auto& last = option.unseen.back();
        if (last.what == what && (last.way == way || (!name.empty() && last.name == name))) return;
    }
    const auto end =
        i + 1 < line.pieces.size() ? line.pieces[i + 1].shape_begin : line.shape.size() - 1;
    option.unseen.push_back({.note = {},
                             .what = std::move(what),
                             .way = way,
                             .name = std::move(name),
                             .reason = "nobody has looked since",
                             .at = line.shape[(piece.shape_begin + end) / 2]});
}

void RouteJudge::add_unseen_ford(VertexId vertex, RouteOption& option) {
    const auto seen = at_vertex(vertex);
    if (std::any_of(seen.begin(), seen.end(), [&](auto at) { return note_of(at).looked_at; }))
        return;
    for (const auto& node : network_.nodes_at(vertex)) {
        const auto tags = network_.tags_of({node.kind});
        if (!tags.has("ford") || tags.is("ford", "no")) continue;
        option.unseen.push_back({.note = {},
                                 .what = "ford",
                                 .way = {ObjectType::node, node.ref},
                                 .name = {},
                                 .reason = "nobody has looked since",
                                 .at = network_.vertex(vertex)});
    }
}

// ---- warnings and verdict

void RouteJudge::add_warnings(const RouteLine& line, RouteOption& option) {
    std::set<std::string> told;
    const auto warn = [&](std::string text) {
        if (option.warnings.size() < kMostWarnings && told.insert(text).second)
            option.warnings.push_back(std::move(text));
    };
    const auto on = [&](SegmentId segment) {
        const auto id = to_string(network_.object_of(segment));
        const auto name = tags_.of(segment).value("name");
        return name.empty() ? id : fmt::format("{} ({})", name, id);
    };
    for (std::size_t i = 0; i < line.pieces.size(); ++i) {
        const auto directed = line.pieces[i].directed;
        const auto segment = directed.segment();
        const auto& use = metric_.use_of(segment);
        const auto reason = use.reason.empty() ? std::string{"access"} : use.reason;
        if (use.ignored_access) warn(fmt::format("ignored: {} on {}", reason, on(segment)));
        if (metric_.access_of(directed) == RoadAccess::ends_only) {
            warn(fmt::format("for those who have business there only: {}{}", on(segment),
                             use.reason.empty() ? "" : ", " + use.reason));
        }
        for (const auto& text : use.warnings) warn(fmt::format("{} on {}", text, on(segment)));
        const auto vertex = vertex_before(network_, directed);
        const auto* node = i > 0 ? metric_.node_use_at(vertex) : nullptr;
        if (node == nullptr) continue;
        const auto nodes = network_.nodes_at(vertex);
        const auto id = nodes.empty() ? std::string{"a node"}
                                      : to_string(ObjectId{ObjectType::node, nodes.front().ref});
        if (node->ignored_access) warn(fmt::format("ignored: {} at {}", node->reason, id));
        for (const auto& text : node->warnings) warn(fmt::format("{} at {}", text, id));
    }
}

void RouteJudge::set_verdict(RouteOption& option) const {
    const bool doubtful =
        std::any_of(option.evidence.begin(), option.evidence.end(),
                    [](const RoutePlace& place) { return in_doubt(place.note.condition); });
    const bool unseen = option.unseen_m > 0 || !option.unseen.empty();
    option.verdict = doubtful || unseen ? RouteVerdict::yes_unchecked : RouteVerdict::yes;
}

}  // namespace konbit
