#include "import/map_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "import/feature_sink.hpp"
#include "import/location_index.hpp"
#include "import/member_check.hpp"
#include "import/relation_areas.hpp"
#include "import/sorted_ids.hpp"
#include "import/tag_bytes.hpp"
#include "import/way_feature.hpp"

namespace konbit {

struct MapBuilder::Impl {
    MapWriter& writer;
    ImportLog& log;
    LocationIndex locations;
    SortedIds ways;
    FeatureSink features;
    WayFeature way_feature;
    WayShape shape = WayShape::open;
    MemberCheck member_check;
    RelationAreas areas;
    bool nodes_sealed = false;
    bool ways_sealed = false;

    // Reused from object to object.
    Tags tags;
    Geometry point{GeometryKind::point, {Location{}}, {}};
    std::vector<std::int64_t> refs;
    std::vector<Location> path;
    std::vector<Member> members;

    Impl(MapWriter& map_writer, ImportLog& import_log, const std::filesystem::path& folder,
         std::size_t memory_bytes)
        : writer{map_writer},
          log{import_log},
          locations{folder},
          ways{folder},
          features{map_writer},
          way_feature{import_log, features},
          member_check{locations, ways, import_log, folder},
          areas{map_writer, locations, features, import_log, memory_bytes} {}

    void add_node(const osmium::Node& node);
    void add_way(const osmium::Way& way);
    void add_relation(const osmium::Relation& relation);
    void read_tags(const osmium::OSMObject& object);
    ObjectMeta note_meta(const osmium::OSMObject& object);
    void look_up(const osmium::Way& way);
    void report_gaps(const osmium::Way& way, std::size_t missing, std::size_t invalid);
    void seal_nodes();
    void seal_ways();
};

MapBuilder::MapBuilder(MapWriter& writer, ImportLog& log, const std::filesystem::path& folder,
                       std::size_t memory_bytes)
    : impl_{std::make_unique<Impl>(writer, log, folder, memory_bytes)} {}

MapBuilder::~MapBuilder() = default;

void MapBuilder::add(const osmium::OSMObject& object) {
    switch (object.type()) {
        case osmium::item_type::node:
            return impl_->add_node(static_cast<const osmium::Node&>(object));
        case osmium::item_type::way:
            return impl_->add_way(static_cast<const osmium::Way&>(object));
        case osmium::item_type::relation:
            return impl_->add_relation(static_cast<const osmium::Relation&>(object));
        default:
            return;
    }
}

void MapBuilder::finish() {
    impl_->seal_ways();
    impl_->areas.flush();
    impl_->member_check.finish();
    impl_->log.summary.features = impl_->features.count();
}

void MapBuilder::Impl::seal_nodes() {
    if (!nodes_sealed) locations.seal();
    nodes_sealed = true;
}

void MapBuilder::Impl::seal_ways() {
    seal_nodes();
    if (!ways_sealed) ways.seal();
    ways_sealed = true;
}

ObjectMeta MapBuilder::Impl::note_meta(const osmium::OSMObject& object) {
    const ObjectMeta meta = meta_of(object);
    log.summary.has_versions |= meta.version != 0;
    log.newest_s = std::max(log.newest_s, meta.timestamp_s);
    return meta;
}

// Fills `tags`. Broken strings are counted once an object.
void MapBuilder::Impl::read_tags(const osmium::OSMObject& object) {
    const auto bytes = tag_bytes_of(object);
    const bool paired = read_tag_bytes(bytes, tags);
    if (paired && is_utf8(bytes)) return;
    ++log.summary.broken_strings;
    if (!log.wants_names()) return;
    log.name(id_of(object), paired ? "its tags are not valid UTF-8: kept as they are"
                                   : "a tag holds a NUL byte: kept without its tags");
}

void MapBuilder::Impl::add_node(const osmium::Node& node) {
    const Location at = location_of(node.location());
    locations.add(node.id(), at);
    ++log.summary.objects[0];
    const ObjectMeta meta = note_meta(node);
    if (at.valid()) {
        log.summary.bounds.extend(at);
    } else {
        ++log.summary.invalid_locations;
        if (log.wants_names()) log.name(id_of(node), "its location is not on earth");
    }
    if (node.cbegin() == node.cend()) {  // most nodes
        writer.add_node(node.id(), at, meta, {});
        return;
    }
    read_tags(node);
    writer.add_node(node.id(), at, meta, tags.span());
    if (tags.empty() || !at.valid()) return;
    point.locations.front() = at;
    features.add(id_of(node), tags.span(), point);
}

// Fills `refs`, `path` and `shape`; the path has the valid locations only, none twice in a row.
void MapBuilder::Impl::look_up(const osmium::Way& way) {
    refs.clear();
    path.clear();
    std::size_t missing = 0;
    std::size_t invalid = 0;
    for (const auto& node_ref : way.nodes()) refs.push_back(node_ref.ref());
    locations.find_all(refs, [&](std::optional<Location> at) {
        if (!at) {
            ++missing;
        } else if (!at->valid()) {
            ++invalid;
        } else if (path.empty() || path.back() != *at) {
            path.push_back(*at);
        }
    });
    const bool closed = refs.size() >= 4 && refs.front() == refs.back();
    const bool gaps = missing + invalid > 0;
    shape = !closed ? WayShape::open : gaps ? WayShape::ring_with_gaps : WayShape::ring;
    if (gaps) report_gaps(way, missing, invalid);
}

void MapBuilder::Impl::report_gaps(const osmium::Way& way, std::size_t missing,
                                   std::size_t invalid) {
    log.summary.missing_nodes += missing;
    if (!log.wants_names()) return;
    log.name(id_of(way),
             missing > 0
                 ? fmt::format("{} of its {} nodes are not in the extract", missing, refs.size())
                 : fmt::format("{} of its {} nodes are not on earth", invalid, refs.size()));
}

void MapBuilder::Impl::add_way(const osmium::Way& way) {
    seal_nodes();
    ways.add(way.id());
    ++log.summary.objects[1];
    const ObjectMeta meta = note_meta(way);
    look_up(way);
    read_tags(way);
    writer.add_way(way.id(), meta, tags.span(), refs);
    if (tags.empty() || path.empty()) return;
    way_feature.add(way.id(), tags, path, shape);
}

void MapBuilder::Impl::add_relation(const osmium::Relation& relation) {
    seal_ways();
    ++log.summary.objects[2];
    const ObjectMeta meta = note_meta(relation);
    members.clear();
    for (const auto& member : relation.members()) {
        members.push_back(
            {{type_of(member.type()), member.ref()}, std::string_view{member.role()}});
    }
    read_tags(relation);
    writer.add_relation(relation.id(), meta, tags.span(), members);
    member_check.add(relation.id(), members);
    areas.add(relation.id(), tag_bytes_of(relation), tags, members);
}

}  // namespace konbit
