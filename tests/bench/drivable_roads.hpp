#pragma once

#include <osmium/osm/location.hpp>
#include <osmium/osm/way.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// The roads of an extract that a car may use, as a directed graph of node ids. Access tags are
/// not looked at: this tells whether a network hangs together, not how to drive.
class DrivableRoads {
public:
    void add(const osmium::Way& way);

    /// Ids of the nodes of the largest strongly connected component, sorted. Heavy: searches the
    /// whole graph.
    [[nodiscard]] std::vector<std::int64_t> largest_component() const;

    /// Ids of nodes on main roads (trunk to tertiary) open in both directions, sorted.
    [[nodiscard]] std::vector<std::int64_t> main_road_nodes() const;

private:
    std::vector<std::pair<std::int64_t, std::int64_t>> arcs_;  // (from, to)
    std::vector<std::int64_t> main_road_nodes_;
};

/// Reads the ways of a file. Throws what libosmium throws.
[[nodiscard]] DrivableRoads read_drivable_roads(const std::string& path);
