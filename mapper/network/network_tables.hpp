#pragma once

#include <array>
#include <vector>

#include "mapper/network/hierarchy.hpp"
#include "mapper/network/turn_automaton.hpp"

namespace konbit {

/// A whole network in memory, ready to be written.
struct NetworkTables {
    KindTable kinds;
    SegmentTable table;
    RuleTable rules;
    TurnAutomaton automaton;
    std::vector<std::uint8_t> vertex_flags;  ///< road_format::VertexFlag
    std::array<Hierarchy, kRoadGraphCount> hierarchies;
    std::uint64_t long_ways = 0;

    [[nodiscard]] TurnGraph graph() const noexcept {
        return {table.segments,   kinds.records(),      vertex_flags,
                automaton.copies, automaton.exceptions, automaton.forbidden};
    }
};

[[nodiscard]] NetworkTables make_network_tables(const BaseMap& base, const RoadProgress& tell);

/// Writes `roads.idx`; it appears complete or not at all.
void write_network(const NetworkTables& network, std::uint64_t base_fingerprint,
                   const std::filesystem::path& target);

}  // namespace konbit
