#pragma once

#include "tests/bench/extract_copies.hpp"
#include "tests/bench/replica_grid.hpp"

#include <cstdint>
#include <vector>

/// A straight road between nodes (original ids) of two copies.
struct RoadJoin {
    int from_copy = 0;
    std::int64_t from_node = 0;
    int to_copy = 0;
    std::int64_t to_node = 0;
};

inline constexpr int kJoinsPerBorder = 3;

/// Roads that join every copy to its neighbours, kJoinsPerBorder at each border, spread along it
/// and not crossing. `road_nodes` are the nodes they may start from; throws std::runtime_error if
/// they are too few.
[[nodiscard]] std::vector<RoadJoin> join_neighbours(
    const ReplicaGrid& grid, const std::vector<ExtractCopies::LocatedNode>& road_nodes);
