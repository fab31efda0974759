// What a report about a place is anchored to.
#include <algorithm>
#include <limits>
#include <set>

#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/stretch_shape.hpp"
#include "mapper/query/theme_search.hpp"
#include "mapper/query/things.hpp"

namespace konbit {

namespace {

constexpr double kReach_m = 30;

/// The nearest feature within reach that a test wants; ties by lower id.
template <class Test>
std::optional<Feature> nearest_feature(const Map& map, Location at, Test&& wanted) {
    std::optional<Feature> nearest;
    double nearest_m = kReach_m;
    Tags tags;
    Geometry shape;
    map.base().query(box_around(at, kReach_m), [&](const Feature& feature) {
        feature.read_tags(tags);
        if (!wanted(feature, tags)) return true;
        feature.read_geometry(shape);
        const double away_m = distance_m(at, shape);
        if (away_m > nearest_m) return true;
        if (away_m == nearest_m && nearest && nearest->id() < feature.id()) return true;
        nearest = feature;
        nearest_m = away_m;
        return true;
    });
    return nearest;
}

/// Places where other roads meet this one.
std::set<Location> junctions_on(const Map& map, const Feature& road) {
    std::set<Location> junctions;
    std::set<Location> mine;
    Geometry shape;
    road.read_geometry(shape);
    mine.insert(shape.locations.begin(), shape.locations.end());
    Tags tags;
    map.base().query(road.box(), [&](const Feature& feature) {
        if (feature.id() == road.id() || feature.kind() != GeometryKind::line) return true;
        feature.read_tags(tags);
        if (!is_road(tags, feature.kind())) return true;
        feature.read_geometry(shape);
        for (const auto at : shape.locations) {
            if (mine.contains(at)) junctions.insert(at);
        }
        return true;
    });
    return junctions;
}

/// The segment of a way nearest to a place: the position of its first node.
std::size_t nearest_segment(const std::vector<Location>& line, Location at) {
    std::size_t nearest = 0;
    double nearest_m = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        if (!line[i].valid() || !line[i + 1].valid()) continue;
        const double away_m = distance_m(at, make_line({line[i], line[i + 1]}));
        if (away_m >= nearest_m) continue;
        nearest = i;
        nearest_m = away_m;
    }
    return nearest;
}

/// From junction to junction around the place.
std::optional<NodeSpan> stretch_at(const Map& map, const Feature& road, Location at) {
    const auto nodes = nodes_of_way(map.base(), road.id());
    if (nodes.refs.size() < 2) return std::nullopt;
    const auto junctions = junctions_on(map, road);
    const auto segment = nearest_segment(nodes.at, at);
    auto first = segment;
    auto last = segment + 1;
    while (first > 0 && !junctions.contains(nodes.at[first])) --first;
    while (last + 1 < nodes.at.size() && !junctions.contains(nodes.at[last])) ++last;
    if (nodes.refs[first] == nodes.refs[last]) return std::nullopt;  // a ring without a junction
    return NodeSpan{nodes.refs[first], nodes.refs[last]};
}

bool is_bridge(const Feature& feature, const Tags& tags) {
    if (tags.is("man_made", "bridge")) return true;
    return is_road(tags, feature.kind()) && tags.has("bridge") && !tags.is("bridge", "no");
}

Anchor on_road(const Map& map, Location at) {
    const auto road = nearest_feature(map, at, [](const Feature& feature, const Tags& tags) {
        return is_road(tags, feature.kind());
    });
    if (!road) return {.object = {}, .span = {}, .at = at};
    return {.object = road->id(), .span = stretch_at(map, *road, at), .at = at};
}

Anchor on_building(const Map& map, Location at) {
    const auto thing = nearest_feature(map, at, [](const Feature& feature, const Tags& tags) {
        return (is_building(tags) && !tags.is("building", "no")) || is_bridge(feature, tags);
    });
    if (!thing) return {.object = {}, .span = {}, .at = at};
    return {.object = thing->id(), .span = {}, .at = at};
}

Anchor on_shelter(const Map& map, Location at) {
    return map.impl().with_themes([&](const ThemeFile& themes) {
        std::vector<ThemeHit> hits;
        for (const bool unchecked : {false, true}) {
            const auto layer = theme_format::layer_of(Theme::shelter, unchecked);
            const auto some = nearest_in_layer(themes, map.base(), layer, at, 1, kReach_m,
                                               [](const ThemeFile::Record&) { return true; });
            hits.insert(hits.end(), some.begin(), some.end());
        }
        sort_hits(hits);
        Anchor anchor{.object = {}, .span = {}, .at = at};
        if (!hits.empty()) anchor.object = hits.front().id;
        return anchor;
    });
}

}  // namespace

Anchor anchor_at(const Map& map, ReportKind kind, Location at) {
    switch (kind) {
        case ReportKind::passability:
            return on_road(map, at);
        case ReportKind::damage:
            return on_building(map, at);
        case ReportKind::shelter:
        case ReportKind::need:
            return on_shelter(map, at);
        case ReportKind::hazard:
        case ReportKind::note:
            break;
    }
    return {.object = {}, .span = {}, .at = at};
}

Anchor anchor_of(const Map& map, ObjectId object) {
    if (const auto feature = map.base().find_feature(object)) {
        return {.object = object, .span = {}, .at = representative_point(feature->geometry())};
    }
    const auto bare = map.base().object(object);
    Location at;
    if (bare && object.type == ObjectType::node) at = bare->location;
    if (bare && object.type == ObjectType::way) {
        for (const auto place : nodes_of_way(map.base(), object).at) {
            if (place.valid()) at = place;
        }
    }
    if (!at.valid()) {
        throw UsageError{"The map has no such place", to_string(object),
                         bare ? "it has no position" : "no object has this id",
                         "Give LAT,LON, or find the id with konbit find"};
    }
    return {.object = object, .span = {}, .at = at};
}

}  // namespace konbit
