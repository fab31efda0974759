#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mapper/network/restriction_words.hpp"
#include "mapper/network/road_source.hpp"
#include "mapper/network/segment_table.hpp"

namespace konbit {

/// Why a restriction cannot be understood; caught by who reads it.
struct BrokenRestriction {
    std::string why;
};

/// The directed segments that a restriction speaks of, from its member `from` to its member `to`:
/// one path, or for a no_u_turn on one way one for each direction. Throws BrokenRestriction unless
/// it is clear which are meant. Members have to meet: `from` ends at the via node or the first via
/// way, `to` begins where the last one ends; a oneway tells which part of it is meant.
[[nodiscard]] std::vector<std::vector<DirectedSegment>> restriction_paths(
    const RoadSource& source, const SegmentTable& table, ObjectId from,
    const std::vector<ObjectId>& via, ObjectId to, const RestrictionWord& word);

}  // namespace konbit
