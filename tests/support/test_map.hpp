#pragma once

#include <stdlib.h>

#include <cmath>
#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "mapper/model/area_tags.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/model/object.hpp"
#include "mapper/store/map_writer.hpp"

namespace konbit::test {

/// A folder that lasts as long as the test.
class TestFolder {
public:
    TestFolder() {
        auto name = (std::filesystem::temp_directory_path() / "konbit-test-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
        path_ = name;
    }
    ~TestFolder() {
        if (path_.empty()) return;
        std::error_code error;
        std::filesystem::permissions(path_, std::filesystem::perms::owner_all, error);
        for (const auto& entry : std::filesystem::recursive_directory_iterator{path_, error}) {
            if (entry.is_directory()) {
                std::filesystem::permissions(entry.path(), std::filesystem::perms::owner_all,
                                             error);
            }
        }
        std::filesystem::remove_all(path_, error);
    }
    TestFolder(TestFolder&& other) noexcept : path_{std::exchange(other.path_, {})} {}
    TestFolder& operator=(TestFolder&&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

using TagList = std::vector<std::pair<std::string, std::string>>;

/// A little map, drawn object by object and written as a real `base.map` (without import):
///     DrawnMap map;
///     map.node(1, 42.50, 1.52, {{"amenity", "hospital"}})
///        .square(10, 42.51, 1.53, 30, {{"building", "yes"}});   // with four corner nodes
///     const auto folder = map.write();                          // …/drawn.konbit
/// Tagged objects become features: nodes as points, ways as lines or (closed, by OSM's convention)
/// areas, relations with the shape of their first way.
class DrawnMap {
public:
    DrawnMap& node(std::int64_t id, double lat, double lon, TagList tags = {}) {
        locations_[id] = location_from_degrees(lon, lat);
        objects_[{ObjectType::node, id}] = {std::move(tags), {}, {}, {}};
        return *this;
    }
    DrawnMap& way(std::int64_t id, std::vector<std::int64_t> nodes, TagList tags = {}) {
        objects_[{ObjectType::way, id}] = {std::move(tags), std::move(nodes), {}, {}};
        return *this;
    }
    /// A way straight through places given as {lat, lon}; its nodes are made too.
    DrawnMap& line(std::int64_t id, const std::vector<std::pair<double, double>>& at,
                   TagList tags = {}) {
        std::vector<std::int64_t> refs;
        for (const auto& [lat, lon] : at) refs.push_back(new_node(lat, lon));
        return way(id, std::move(refs), std::move(tags));
    }
    /// A closed way around a square of `side_m` metres with its south-west corner there.
    DrawnMap& square(std::int64_t id, double lat, double lon, double side_m, TagList tags = {}) {
        const double up = side_m / 111'200.0;
        const double right = up / std::cos(lat * 0.01745329252);
        const auto first = new_node(lat, lon);
        const std::vector<std::int64_t> refs{first, new_node(lat, lon + right),
                                             new_node(lat + up, lon + right),
                                             new_node(lat + up, lon), first};
        return way(id, refs, std::move(tags));
    }
    DrawnMap& relation(std::int64_t id, std::vector<ObjectId> members, TagList tags = {}) {
        objects_[{ObjectType::relation, id}] = {std::move(tags), {}, std::move(members), {}};
        return *this;
    }
    /// A relation whose members have roles, as in turn restrictions:
    ///     map.relation_of(7, {{{ObjectType::way, 1}, "from"}, {{ObjectType::node, 2}, "via"}, …
    DrawnMap& relation_of(std::int64_t id, const std::vector<std::pair<ObjectId, std::string>>& of,
                          TagList tags = {}) {
        Drawn drawn{std::move(tags), {}, {}, {}};
        for (const auto& [member, role] : of) {
            drawn.members.push_back(member);
            drawn.roles.push_back(role);
        }
        objects_[{ObjectType::relation, id}] = std::move(drawn);
        return *this;
    }
    /// Lines and areas are in the overviews for small scales, too, as they are.
    DrawnMap& with_overviews() {
        overviews_ = true;
        return *this;
    }
    DrawnMap& data_timestamp(UnixSeconds at) {
        timestamp_ = at;
        return *this;
    }

    /// Writes NAME.konbit into the folder of this drawing and returns its path.
    std::filesystem::path write(const std::string& name = "drawn") const {
        const auto folder = folder_.path() / (name + ".konbit");
        std::filesystem::create_directory(folder);
        MapWriter writer{
            {.folder = folder, .memory_bytes = 16U << 20, .part_bytes = 4'000'000'000}};
        MapSummary summary;
        summary.data_timestamp = timestamp_;
        summary.extract_name = name + ".osm.pbf";
        for (const auto& [id, drawn] : objects_) add(writer, id, drawn, summary);
        writer.finish(summary);
        return folder;
    }
    [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_.path(); }

private:
    struct Drawn {
        TagList tags;
        std::vector<std::int64_t> refs;
        std::vector<ObjectId> members;
        std::vector<std::string> roles;  ///< of the members; fewer: "outer"
    };

    std::int64_t new_node(double lat, double lon) {
        node(next_node_, lat, lon);
        return next_node_++;
    }

    [[nodiscard]] Geometry shape_of_way(const Drawn& way, const Tags& tags) const {
        std::vector<Location> at;
        for (const auto ref : way.refs) {
            if (const auto known = locations_.find(ref); known != locations_.end())
                at.push_back(known->second);
        }
        if (at.empty()) return {};
        if (at.size() == 1) return make_point(at.front());
        const bool closed = at.size() >= 4 && way.refs.front() == way.refs.back();
        return closed && closed_way_is_area(tags) ? make_area(std::move(at))
                                                  : make_line(std::move(at));
    }

    void add(MapWriter& writer, ObjectId id, const Drawn& drawn, MapSummary& summary) const {
        Tags tags;
        for (const auto& [key, value] : drawn.tags) tags.add(key, value);
        const ObjectMeta meta{
            .version = 1, .timestamp_s = 1'700'000'000, .changeset = 1, .uid = 1, .user = "t"};
        ++summary.objects[static_cast<std::size_t>(id.type)];
        Geometry shape;
        if (id.type == ObjectType::node) {
            const auto at = locations_.at(id.ref);
            writer.add_node(id.ref, at, meta, tags.span());
            summary.bounds.extend(at);
            if (at.valid()) shape = make_point(at);
        } else if (id.type == ObjectType::way) {
            writer.add_way(id.ref, meta, tags.span(), drawn.refs);
            shape = shape_of_way(drawn, tags);
        } else {
            std::vector<Member> members;
            for (std::size_t i = 0; i < drawn.members.size(); ++i) {
                members.push_back({drawn.members[i], i < drawn.roles.size()
                                                         ? std::string_view{drawn.roles[i]}
                                                         : std::string_view{"outer"}});
            }
            writer.add_relation(id.ref, meta, tags.span(), members);
            for (const auto& member : drawn.members) {
                const auto way = objects_.find(member);
                if (member.type != ObjectType::way || way == objects_.end()) continue;
                shape = shape_of_way(way->second, Tags{{"area", "yes"}});
                break;
            }
        }
        if (tags.empty() || shape.kind == GeometryKind::none) return;
        ++summary.features;
        const bool coast = tags.is("natural", "coastline");
        const bool early = coast || (overviews_ && shape.kind != GeometryKind::point);
        writer.add_feature(id, tags.span(), shape, early ? 0 : 14);
        for (std::size_t i = 0; early && i < kOverviewMaxZoom.size(); ++i) {
            writer.add_overview(i, id, tags.span(), shape, 0);
        }
    }

    TestFolder folder_;
    std::map<ObjectId, Drawn> objects_;
    std::map<std::int64_t, Location> locations_;
    std::int64_t next_node_ = 1'000'000;
    bool overviews_ = false;
    UnixSeconds timestamp_ = 1'700'000'000;
};

}  // namespace konbit::test
