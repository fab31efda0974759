#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "mapper/network/road_source.hpp"
#include "mapper/network/segment_table.hpp"
#include "mapper/network/turn_graph.hpp"

namespace konbit {

/// The turn rules of a map, and which relations could not be understood.
struct RuleTable {
    static constexpr std::size_t kMaxNamed = 100;

    std::vector<TurnRule> rules;
    std::vector<DirectedSegment> paths;
    std::uint64_t broken_count = 0;
    std::vector<std::pair<std::int64_t, std::string>> broken;  ///< the first: relation, why

    [[nodiscard]] std::span<const DirectedSegment> path(const TurnRule& rule) const noexcept {
        return std::span{paths}.subspan(rule.path_begin, rule.path_end - rule.path_begin);
    }
};

/// Reads the restrictions of a source against its segments; interns the kinds of rules. Members
/// have to meet: `from` ends at the via node or the first via way, `to` begins where the last one
/// ends. What may be meant in several ways is broken.
[[nodiscard]] RuleTable read_turn_restrictions(RoadSource& source, const SegmentTable& table,
                                               const RoadAdjacency& adjacency);

}  // namespace konbit
