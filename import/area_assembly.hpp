#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapper/model/geometry.hpp"

namespace konbit {

enum class RingRole : std::uint8_t { none, outer, inner };

/// A member way for area assembly: its nodes with their locations (only those that are known).
struct RingWay {
    std::int64_t id = 0;
    RingRole role = RingRole::none;
    struct Node {
        std::int64_t id = 0;
        Location at;
    };
    std::vector<Node> nodes;
};

/// Assembles the rings of a relation's member ways with libosmium into outer rings and holes.
/// False if they do not close or cross each other; `into` is then unspecified.
[[nodiscard]] bool assemble_area(std::int64_t id, std::span<const RingWay* const> ways,
                                 Geometry& into);

/// The same for one closed way of which only the locations are known.
[[nodiscard]] bool assemble_ring(std::int64_t id, std::span<const Location> path, Geometry& into);

/// The longest chain of ways that meet end to end, as a line without equal neighbours. `into` is
/// `none` if no way has two places.
void longest_chain(std::span<const RingWay* const> ways, Geometry& into);

}  // namespace konbit
