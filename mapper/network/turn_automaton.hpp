#pragma once

#include <span>
#include <vector>

#include "mapper/network/turn_graph.hpp"
#include "mapper/network/turn_restrictions.hpp"

namespace konbit {

/// What turn rules make of the turn-expanded graph.
struct TurnAutomaton {
    std::vector<DirectedSegment> copies;  ///< what each stands for; rising
    std::vector<road_format::TurnException> exceptions;
    std::vector<std::uint32_t> forbidden;  ///< numbers of rules, for the exceptions
};

/// Which directed segments need copies that remember the past, and which steps are forbidden or
/// lead to them: the automaton of Aho and Corasick (1975) over the paths of rules. A copy stands
/// for the longest end of the past, of two segments or more, that is a beginning of some rule; so
/// rules that overlap are all kept in mind. Copies exist whether or not a rule applies to a
/// vehicle.
[[nodiscard]] TurnAutomaton make_turn_automaton(const RuleTable& table, const TurnGraph& graph,
                                                const RoadAdjacency& adjacency);

}  // namespace konbit
