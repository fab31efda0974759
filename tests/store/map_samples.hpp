#pragma once

#include <deque>
#include <random>
#include <string>
#include <vector>

#include "mapper/model/object.hpp"
#include "mapper/store/base_map.hpp"
#include "mapper/store/map_writer.hpp"

namespace konbit {

struct SampleFeature {
    ObjectId id;
    Tags tags;
    Geometry geometry;
    std::uint8_t min_zoom = 0;
    bool operator==(const SampleFeature& other) const {
        return id == other.id && geometry == other.geometry && min_zoom == other.min_zoom &&
               std::equal(tags.begin(), tags.end(), other.tags.begin(), other.tags.end());
    }
};

/// Everything that goes into a map, in memory; owns its strings.
struct SampleMap {
    std::deque<std::string> strings;
    std::vector<Object> objects;
    std::vector<SampleFeature> features;
    std::array<std::vector<SampleFeature>, 3> overviews;
    MapSummary summary;

    std::string_view keep(std::string text) { return strings.emplace_back(std::move(text)); }
};

inline void write_map(const SampleMap& map, const MapWriter::Options& options) {
    MapWriter writer{options};
    for (const auto& object : map.objects) {
        switch (object.id.type) {
            case ObjectType::node:
                writer.add_node(object.id.ref, object.location, object.meta, object.tags.span());
                break;
            case ObjectType::way:
                writer.add_way(object.id.ref, object.meta, object.tags.span(), object.refs);
                break;
            case ObjectType::relation:
                writer.add_relation(object.id.ref, object.meta, object.tags.span(), object.members);
                break;
        }
    }
    for (const auto& feature : map.features) {
        writer.add_feature(feature.id, feature.tags.span(), feature.geometry, feature.min_zoom);
    }
    for (std::size_t i = 0; i < map.overviews.size(); ++i) {
        for (const auto& feature : map.overviews[i]) {
            writer.add_overview(i, feature.id, feature.tags.span(), feature.geometry,
                                feature.min_zoom);
        }
    }
    writer.finish(map.summary);
}

[[nodiscard]] inline bool same(const Object& a, const Object& b) {
    return a.id == b.id && a.meta == b.meta && a.location == b.location && a.refs == b.refs &&
           a.members == b.members &&
           std::equal(a.tags.begin(), a.tags.end(), b.tags.begin(), b.tags.end());
}

[[nodiscard]] inline SampleFeature read_sample(const Feature& feature) {
    return {feature.id(), feature.tags(), feature.geometry(), feature.min_zoom()};
}

/// Random objects and features of every kind around `center`, the same ones for the same seed.
class SampleMaker {
public:
    explicit SampleMaker(std::uint64_t seed, Location center = {15'000'000, 425'000'000},
                         std::int32_t spread = 3'000'000)
        : random_{seed}, center_{center}, spread_{spread} {}

    SampleMap make(std::size_t nodes, std::size_t ways, std::size_t relations) {
        SampleMap map;
        ids_ = {};
        for (std::size_t i = 0; i < nodes; ++i) map.objects.push_back(node(map));
        for (std::size_t i = 0; i < ways; ++i) map.objects.push_back(way(map));
        for (std::size_t i = 0; i < relations; ++i) map.objects.push_back(relation(map));
        map.summary.extract_name = "sample.osm.pbf";
        map.summary.objects = {nodes, ways, relations};
        for (const auto& object : map.objects) add_features(object, map);
        map.summary.features = map.features.size();
        return map;
    }

    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
    Location location() {
        return {center_.lon_e7 + offset(spread_), center_.lat_e7 + offset(spread_)};
    }
    Geometry geometry(GeometryKind kind) {
        Geometry result;
        result.kind = kind;
        if (kind == GeometryKind::point) result.locations = {location()};
        if (kind == GeometryKind::line) add_path(result, 2 + below(20), false);
        if (kind == GeometryKind::area) {
            for (auto rings = 1 + below(3); rings > 0; --rings)
                add_path(result, 3 + below(8), true);
        }
        return result;
    }

private:
    std::int32_t offset(std::int32_t spread) {
        return static_cast<std::int32_t>(below(2 * static_cast<std::uint64_t>(spread) + 1)) -
               spread;
    }
    void add_path(Geometry& geometry, std::size_t count, bool ring) {
        const auto begin = geometry.locations.size();
        auto at = location();
        for (std::size_t i = 0; i < count; ++i) {
            geometry.locations.push_back(at);
            at = {at.lon_e7 + offset(2000), at.lat_e7 + offset(2000)};
        }
        if (!ring) return;
        geometry.locations.push_back(Location{geometry.locations[begin]});
        geometry.rings.push_back({static_cast<std::uint32_t>(begin),
                                  static_cast<std::uint32_t>(geometry.locations.size()),
                                  geometry.rings.empty() || below(3) == 0});
    }
    Object start(ObjectType type, SampleMap& map, unsigned tag_share) {
        auto& id = ids_[static_cast<std::size_t>(type)];
        id += 1 + static_cast<std::int64_t>(below(5) == 0 ? below(1'000'000) : 0);
        Object object;
        object.id = {type, id};
        object.meta = {static_cast<std::uint32_t>(1 + below(9)),
                       static_cast<std::uint32_t>(1'400'000'000 + below(1000) * 86'400),
                       static_cast<std::uint32_t>(below(50'000'000)),
                       static_cast<std::int32_t>(below(3000)),
                       {}};
        object.meta.user = map.keep("user " + std::to_string(object.meta.uid));
        if (below(100) < tag_share) {
            if (below(4) == 0) {
                object.tags.add("building", "yes");  // what neighbours share
                return object;
            }
            for (auto tags = 1 + below(6); tags > 0; --tags) {
                object.tags.add(map.keep("key" + std::to_string(below(60))),
                                map.keep("välue " + std::to_string(below(5000))));
            }
        }
        return object;
    }
    Object node(SampleMap& map) {
        auto object = start(ObjectType::node, map, 10);
        object.location = location();
        return object;
    }
    Object way(SampleMap& map) {
        auto object = start(ObjectType::way, map, 90);
        auto ref = static_cast<std::int64_t>(1 + below(1'000'000));
        for (auto refs = below(20); refs > 0; --refs) {
            object.refs.push_back(ref);
            ref += static_cast<std::int64_t>(below(7)) - 2;
        }
        return object;
    }
    Object relation(SampleMap& map) {
        auto object = start(ObjectType::relation, map, 100);
        for (auto members = below(12); members > 0; --members) {
            object.members.push_back({{static_cast<ObjectType>(below(3)),
                                       static_cast<std::int64_t>(1 + below(1'000'000))},
                                      map.keep(below(2) == 0 ? "outer" : "")});
        }
        return object;
    }
    void add_features(const Object& object, SampleMap& map) {
        if (object.tags.empty()) return;
        const auto kind = static_cast<GeometryKind>(
            object.id.type == ObjectType::node ? 1 : (below(50) == 0 ? 0 : 2 + below(2)));
        map.features.push_back(
            {object.id, object.tags, geometry(kind), static_cast<std::uint8_t>(below(30))});
        for (auto& overview : map.overviews) {
            if (below(20) == 0) overview.push_back(map.features.back());
        }
    }

    std::mt19937_64 random_;
    Location center_;
    std::int32_t spread_;
    std::array<std::int64_t, 3> ids_{};
};

}  // namespace konbit
