#include "tests/bench/road_joins.hpp"

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <stdexcept>

namespace {

using Node = ExtractCopies::LocatedNode;

/// A road node seen from one border: how far inside it lies, and where along the border.
struct BorderNode {
    std::int64_t depth_e7 = 0;
    std::int64_t along_e7 = 0;
    std::int64_t id = 0;
};

using View = std::function<BorderNode(const Node&)>;

bool clear_of(const std::vector<BorderNode>& chosen, const BorderNode& node, std::int64_t gap_e7) {
    return std::none_of(chosen.begin(), chosen.end(), [&](const BorderNode& other) {
        return other.id == node.id || std::abs(other.along_e7 - node.along_e7) < gap_e7;
    });
}

/// The nodes nearest to a border that keep their distance from each other, in order along it.
std::vector<BorderNode> gates(const std::vector<Node>& nodes, const View& view) {
    std::vector<BorderNode> seen;
    for (const auto& node : nodes) {
        seen.push_back(view(node));
    }
    if (seen.size() < kJoinsPerBorder) {
        throw std::runtime_error{"too few main road nodes to join the copies by"};
    }
    const auto [first, last] = std::minmax_element(
        seen.begin(), seen.end(), [](auto& a, auto& b) { return a.along_e7 < b.along_e7; });
    std::int64_t gap_e7 = (last->along_e7 - first->along_e7) / 10;
    std::stable_sort(seen.begin(), seen.end(),
                     [](auto& a, auto& b) { return a.depth_e7 < b.depth_e7; });

    std::vector<BorderNode> chosen;
    for (;; gap_e7 /= 2) {
        for (const auto& node : seen) {
            if (chosen.size() < kJoinsPerBorder && clear_of(chosen, node, gap_e7)) {
                chosen.push_back(node);
            }
        }
        if (chosen.size() == kJoinsPerBorder) {
            break;
        }
    }
    std::sort(chosen.begin(), chosen.end(),
              [](auto& a, auto& b) { return a.along_e7 < b.along_e7; });
    return chosen;
}

void join(std::vector<RoadJoin>& joins, const std::vector<std::pair<int, int>>& neighbours,
          const std::vector<BorderNode>& leaving, const std::vector<BorderNode>& entering) {
    for (const auto& [from, to] : neighbours) {
        for (int i = 0; i < kJoinsPerBorder; ++i) {
            joins.push_back({from, leaving[i].id, to, entering[i].id});
        }
    }
}

}  // namespace

std::vector<RoadJoin> join_neighbours(const ReplicaGrid& grid,
                                      const std::vector<Node>& road_nodes) {
    std::vector<RoadJoin> joins;
    if (grid.copies() == 1) {
        return joins;
    }
    const View east = [](const Node& n) {
        return BorderNode{-std::int64_t{n.lon_e7}, n.lat_e7, n.id};
    };
    const View west = [](const Node& n) { return BorderNode{n.lon_e7, n.lat_e7, n.id}; };
    const View north = [](const Node& n) {
        return BorderNode{-std::int64_t{n.lat_e7}, n.lon_e7, n.id};
    };
    const View south = [](const Node& n) { return BorderNode{n.lat_e7, n.lon_e7, n.id}; };
    join(joins, grid.west_east_neighbours(), gates(road_nodes, east), gates(road_nodes, west));
    join(joins, grid.south_north_neighbours(), gates(road_nodes, north), gates(road_nodes, south));
    return joins;
}
