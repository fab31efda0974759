#include "tests/bench/drivable_roads.hpp"

#include <osmium/io/any_input.hpp>

#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace {

using Graph =
    boost::compressed_sparse_row_graph<boost::directedS, boost::no_property, boost::no_property,
                                       boost::no_property, std::uint32_t, std::uint32_t>;

constexpr std::array<std::string_view, 4> kMainRoads = {"trunk", "primary", "secondary",
                                                        "tertiary"};
constexpr std::array<std::string_view, 11> kOtherRoads = {
    "motorway",       "motorway_link", "trunk_link",   "primary_link",
    "secondary_link", "tertiary_link", "unclassified", "road",
    "residential",    "living_street", "service"};

bool one_of(std::string_view value, const auto& list) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

struct Directions {
    bool forward = true;
    bool backward = true;
};

Directions directions_of(const osmium::TagList& tags, std::string_view highway) {
    const std::string_view oneway = tags.get_value_by_key("oneway", "");
    const std::string_view junction = tags.get_value_by_key("junction", "");
    if (oneway == "-1" || oneway == "reverse") {
        return {false, true};
    }
    if (oneway == "yes" || oneway == "1" || oneway == "true") {
        return {true, false};
    }
    if (oneway == "no") {
        return {};
    }
    const bool implied = junction == "roundabout" || junction == "circular" ||
                         highway == "motorway" || highway == "motorway_link";
    return {true, !implied};
}

void sort_and_deduplicate(std::vector<std::int64_t>& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
}

std::uint32_t rank(const std::vector<std::int64_t>& sorted, std::int64_t id) {
    return static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), id) -
                                      sorted.begin());
}

}  // namespace

void DrivableRoads::add(const osmium::Way& way) {
    const std::string_view highway = way.tags().get_value_by_key("highway", "");
    const bool is_main = one_of(highway, kMainRoads);
    if (!is_main && !one_of(highway, kOtherRoads)) {
        return;
    }
    if (way.tags().has_tag("area", "yes")) {
        return;
    }

    const Directions open = directions_of(way.tags(), highway);
    const auto& nodes = way.nodes();
    for (std::size_t i = 1; i < nodes.size(); ++i) {
        if (open.forward) {
            arcs_.emplace_back(nodes[i - 1].ref(), nodes[i].ref());
        }
        if (open.backward) {
            arcs_.emplace_back(nodes[i].ref(), nodes[i - 1].ref());
        }
    }
    if (is_main && open.forward && open.backward) {
        for (const auto& node : nodes) {
            main_road_nodes_.push_back(node.ref());
        }
    }
}

std::vector<std::int64_t> DrivableRoads::largest_component() const {
    std::vector<std::int64_t> ids;
    ids.reserve(arcs_.size() * 2);
    for (const auto& [from, to] : arcs_) {
        ids.insert(ids.end(), {from, to});
    }
    sort_and_deduplicate(ids);
    if (ids.empty()) {
        return {};
    }

    std::vector<std::pair<std::uint32_t, std::uint32_t>> edges;
    edges.reserve(arcs_.size());
    for (const auto& [from, to] : arcs_) {
        edges.emplace_back(rank(ids, from), rank(ids, to));
    }
    const Graph graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
                      static_cast<std::uint32_t>(ids.size()));

    std::vector<std::uint32_t> component(ids.size());
    const auto count = boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(),
                                                 boost::get(boost::vertex_index, graph)));
    std::vector<std::size_t> sizes(count);
    for (const auto c : component) {
        ++sizes[c];
    }
    const auto largest = std::max_element(sizes.begin(), sizes.end()) - sizes.begin();

    std::vector<std::int64_t> members;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (component[i] == static_cast<std::size_t>(largest)) {
            members.push_back(ids[i]);
        }
    }
    return members;
}

std::vector<std::int64_t> DrivableRoads::main_road_nodes() const {
    auto nodes = main_road_nodes_;
    sort_and_deduplicate(nodes);
    return nodes;
}

DrivableRoads read_drivable_roads(const std::string& path) {
    DrivableRoads roads;
    osmium::io::Reader reader{path, osmium::osm_entity_bits::way};
    while (const auto buffer = reader.read()) {
        for (const auto& way : buffer.select<osmium::Way>()) {
            roads.add(way);
        }
    }
    reader.close();
    return roads;
}
