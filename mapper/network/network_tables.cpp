#include "mapper/network/network_tables.hpp"

#include <algorithm>

#include "mapper/network/dissection.hpp"

namespace konbit {

namespace {

/// How many segments of a graph touch each vertex, up to two; a loop touches it once.
std::vector<std::uint8_t> ends_of(const NetworkTables& network, RoadGraph graph) {
    std::vector<std::uint8_t> touching(network.table.vertices.size(), 0);
    const auto turns = network.graph();
    for (std::uint32_t i = 0; i < network.table.segments.size(); ++i) {
        if (!turns.in(graph, DirectedSegment::of({i}, false))) continue;
        const auto& segment = network.table.segments[i];
        if (touching[segment.tail] < 2) ++touching[segment.tail];
        if (segment.head != segment.tail && touching[segment.head] < 2) ++touching[segment.head];
    }
    return touching;
}

void flag_vertices(NetworkTables& network) {
    const auto drive = ends_of(network, RoadGraph::drive);
    const auto walk = ends_of(network, RoadGraph::walk);
    auto& flags = network.vertex_flags;
    flags.assign(network.table.vertices.size(), 0);
    const auto set = [&](std::size_t vertex, road_format::VertexFlag flag) {
        flags[vertex] = static_cast<std::uint8_t>(flags[vertex] | flag);
    };
    for (std::size_t i = 0; i < flags.size(); ++i) {
        if (drive[i] == 1) set(i, road_format::kDriveEnd);
        if (walk[i] == 1) set(i, road_format::kWalkEnd);
    }
    for (const auto& node : network.table.nodes) set(node.vertex, road_format::kHasNode);
    const auto turns = network.graph();
    for (const auto& exception : network.automaton.exceptions)
        set(turns.tail(DirectedSegment{exception.step}), road_format::kHasException);
}

/// What of an order belongs to a graph, each with its copies.
std::vector<ExpandedNode> nodes_in_order(const TurnGraph& turns, RoadGraph graph,
                                         std::span<const DirectedSegment> segments) {
    std::vector<ExpandedNode> order;
    for (const auto directed : segments) {
        if (!turns.in(graph, directed)) continue;
        order.push_back(directed.value);
        const auto [begin, end] = turns.copies_of(directed);
        for (auto copy = begin; copy < end; ++copy) order.push_back(copy);
    }
    return order;
}

Hierarchy contract(const TurnGraph& turns, RoadGraph graph, const RoadAdjacency& adjacency,
                   std::span<const DirectedSegment> segments) {
    const auto order = nodes_in_order(turns, graph, segments);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
    std::vector<ExpandedTurn> leaving;
    for (const auto node : order) {
        turns.read_turns(node, graph, adjacency, leaving);
        for (const auto& turn : leaving) arcs.emplace_back(node, turn.to);
    }
    return Hierarchy::build(turns.size(), order, arcs);
}

void add_hierarchies(NetworkTables& network, const RoadAdjacency& adjacency,
                     const RoadProgress& tell) {
    const auto count = network.table.segments.size();
    if (tell) tell("ordering the roads", 0, count);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    ends.reserve(count);
    for (const auto& segment : network.table.segments)
        ends.emplace_back(segment.tail, segment.head);
    const auto order = dissection_order(network.table.vertices, ends);
    const auto turns = network.graph();
    for (const auto graph : {RoadGraph::drive, RoadGraph::walk}) {
        if (tell) tell("contracting the roads", 0, count);
        network.hierarchies[static_cast<std::size_t>(graph)] =
            contract(turns, graph, adjacency, order);
    }
}

}  // namespace

NetworkTables make_network_tables(const BaseMap& base, const RoadProgress& tell) {
    NetworkTables network;
    auto source = read_road_source(base, tell);
    network.long_ways = source.long_ways;
    if (tell) tell("cutting roads where they meet", 0, source.ways.size());
    network.table = cut_into_segments(source, base);
    const RoadAdjacency adjacency{network.table.segments,
                                  static_cast<std::uint32_t>(network.table.vertices.size())};
    network.rules = read_turn_restrictions(source, network.table, adjacency);
    network.kinds = std::move(source.kinds);
    source = {};
    network.table.vertex_of = {};
    network.automaton = make_turn_automaton(network.rules, network.graph(), adjacency);
    flag_vertices(network);
    add_hierarchies(network, adjacency, tell);
    return network;
}

void build_road_network(const BaseMap& base, const std::filesystem::path& target,
                        const RoadProgress& tell) {
    write_network(make_network_tables(base, tell), base.fingerprint(), target);
}

}  // namespace konbit
