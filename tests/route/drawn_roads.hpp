#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>

#include "mapper/model/geodesy.hpp"
#include "mapper/network/road_network.hpp"
#include "mapper/route/road_metric.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {

inline std::filesystem::path profiles_folder() {
    return KONBIT_SOURCE_DIR "/mapper/route/profiles";
}

/// A little road map of nodes named by letters, in metres east and north of a place:
///     DrawnRoads roads;
///     roads.node('a', 0, 0).node('b', 100, 0).node('c', 200, 0);
///     roads.way(1, "abc", {{"highway", "residential"}});
///     auto metric = roads.metric("car");
///     roads.way_found(metric.route(roads.on('a', 'b'), roads.on('b', 'c')));   // "b"
class DrawnRoads {
public:
    DrawnRoads& node(char name, double east_m, double north_m, TagList tags = {}) {
        const double lat = kLat + north_m / 111'140.0;
        const double lon = kLon + east_m / (111'320.0 * std::cos(kLat * 0.017453292519943295));
        at_[name] = location_from_degrees(lon, lat);
        map_.node(name, lat, lon, std::move(tags));
        return *this;
    }
    DrawnRoads& way(std::int64_t id, const std::string& nodes, TagList tags) {
        map_.way(id, {nodes.begin(), nodes.end()}, std::move(tags));
        return *this;
    }
    /// Of way `from` over the node or way `via` to way `to`.
    DrawnRoads& restriction(std::int64_t id, const std::string& value, std::int64_t from,
                            ObjectId via, std::int64_t to) {
        return relation(id, {{"type", "restriction"}, {"restriction", value}}, from, via, to);
    }
    DrawnRoads& relation(std::int64_t id, TagList tags, std::int64_t from, ObjectId via,
                         std::int64_t to) {
        map_.relation_of(
            id, {{{ObjectType::way, from}, "from"}, {via, "via"}, {{ObjectType::way, to}, "to"}},
            std::move(tags));
        return *this;
    }

    [[nodiscard]] const RoadNetwork& network() {
        if (!network_) {
            const auto folder = map_.write();
            const auto base = BaseMap::open(folder);
            build_road_network(base, folder / "roads.idx", {});
            network_.emplace(RoadNetwork::open(folder / "roads.idx"));
        }
        return *network_;
    }
    [[nodiscard]] RoadMetric metric(const std::string& profile,
                                    std::vector<RoadCondition> conditions = {},
                                    TripContext trip = {}) {
        return RoadMetric::build({.network = &network(),
                                  .profile = Profile::load(profiles_folder(), profile),
                                  .trip = std::move(trip),
                                  .conditions = std::move(conditions),
                                  .cache_folder = std::nullopt,
                                  .threads = 1});
    }

    /// A place on the straight road between two neighbouring nodes, `share` of it behind the first.
    [[nodiscard]] RoadPosition on(char from, char to, double share = 0.5) {
        std::vector<Location> shape;
        for (std::uint32_t s = 0; s < network().segments().size(); ++s) {
            network().read_shape({s}, shape);
            double before_m = 0;
            for (std::size_t i = 0; i + 1 < shape.size(); ++i) {
                const double edge_m = distance_m(shape[i], shape[i + 1]);
                const bool along = shape[i] == at_.at(from) && shape[i + 1] == at_.at(to);
                const bool against = shape[i] == at_.at(to) && shape[i + 1] == at_.at(from);
                if (along || against) {
                    const double here_m = before_m + edge_m * (along ? share : 1 - share);
                    const double length_m = network().segments()[s].length_m();
                    return {{s}, std::min(1.0, here_m / length_m), at_.at(from), 0};
                }
                before_m += edge_m;
            }
        }
        throw std::runtime_error{std::string{"no road between "} + from + " and " + to};
    }
    [[nodiscard]] SegmentId segment(char from, char to) { return on(from, to).segment; }
    [[nodiscard]] Location at(char name) const { return at_.at(name); }
    [[nodiscard]] char name_of(std::uint32_t vertex) {
        for (const auto& [name, location] : at_) {
            if (location == network().vertex({vertex})) return name;
        }
        return '?';
    }
    [[nodiscard]] VertexId vertex(char name) {
        for (std::uint32_t v = 0; v < network().vertex_count(); ++v) {
            if (network().vertex({v}) == at_.at(name)) return {v};
        }
        throw std::runtime_error{std::string{"no vertex at "} + name};
    }

    /// The junctions that a path leads over: "bcd"; "here" if it stays on its segment; "none".
    [[nodiscard]] std::string way_found(const std::optional<RoadPath>& path) {
        if (!path) return "none";
        std::string names;
        for (std::size_t i = 0; i + 1 < path->segments.size(); ++i) {
            const auto segment = path->segments[i];
            const auto& road = network().segments()[segment.segment().value];
            names += name_of(segment.against() ? road.tail : road.head);
        }
        return names.empty() ? "here" : names;
    }

private:
    static constexpr double kLat = 42.5, kLon = 1.5;
    DrawnMap map_;
    std::map<char, Location> at_;
    std::optional<RoadNetwork> network_;
};

inline RoadCondition on_way(std::int64_t way, Passability passability,
                            std::optional<WayStretch> stretch = std::nullopt, Limits limits = {}) {
    RoadCondition condition;
    condition.object = {ObjectType::way, way};
    condition.stretch = stretch;
    condition.passability = passability;
    condition.limits = limits;
    return condition;
}
inline Limits up_to_t(double weight_t) {
    Limits limits;
    limits.weight_t = weight_t;
    return limits;
}
inline RoadCondition blocked(std::int64_t way, std::optional<WayStretch> stretch = std::nullopt) {
    return on_way(way, Passability::blocked, stretch);
}

}  // namespace konbit::test
