#include "mapper/query/stretch_shape.hpp"

namespace konbit {

namespace {

Location place_of_node(const BaseMap& base, std::int64_t ref) {
    const auto node = base.object({ObjectType::node, ref});
    return node ? node->location : Location{};
}

}  // namespace

WayNodes nodes_of_way(const BaseMap& base, ObjectId way) {
    WayNodes nodes;
    auto object = base.object(way);
    if (!object || way.type != ObjectType::way) return nodes;
    nodes.refs = std::move(object->refs);
    // A line has one location a node, unless the extract lacks some of them.
    if (const auto feature = base.find_feature(way)) {
        auto shape = feature->geometry();
        if (shape.kind == GeometryKind::line && shape.locations.size() == nodes.refs.size()) {
            nodes.at = std::move(shape.locations);
            return nodes;
        }
    }
    for (const auto ref : nodes.refs) nodes.at.push_back(place_of_node(base, ref));
    return nodes;
}

void read_stretch(const BaseMap& base, const Feature& way, const WayStretch& stretch,
                  Geometry& into) {
    const auto nodes = nodes_of_way(base, way.id());
    std::vector<Location> part;
    if (stretch.first < stretch.last && stretch.last < nodes.at.size()) {
        for (auto i = stretch.first; i <= stretch.last; ++i) {
            if (nodes.at[i].valid()) part.push_back(nodes.at[i]);
        }
    }
    if (part.size() < 2) return way.read_geometry(into);
    into.clear();
    into.kind = GeometryKind::line;
    into.locations = std::move(part);
}

}  // namespace konbit
