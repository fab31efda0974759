#include "import/relation_areas.hpp"

#include <algorithm>

#include "import/tag_bytes.hpp"

namespace konbit {
namespace {

constexpr std::size_t kBatchWays = 20'000;

bool is_area_relation(const Tags& tags) {
    const auto type = tags.value("type");
    // Without more tags the meaning lies on the outer way, which is a feature of its own.
    return (type == "multipolygon" || type == "boundary") && tags.size() > 1;
}

RingRole role_of(std::string_view role) {
    return role == "outer" ? RingRole::outer : role == "inner" ? RingRole::inner : RingRole::none;
}

}  // namespace

RelationAreas::RelationAreas(MapWriter& writer, LocationIndex& locations, FeatureSink& features,
                             ImportLog& log, std::size_t memory_bytes)
    : writer_{writer},
      locations_{locations},
      features_{features},
      log_{log},
      memory_bytes_{memory_bytes} {}

void RelationAreas::add(std::int64_t id, std::string_view tag_bytes, const Tags& tags,
                        std::span<const Member> members) {
    if (!is_area_relation(tags)) return;
    Pending relation{id, std::string{tag_bytes}, {}};
    for (const Member& member : members) {
        if (member.id.type != ObjectType::way) continue;
        relation.ways.push_back({member.id.ref, role_of(member.role)});
    }
    pending_ways_ += relation.ways.size() + 1;
    pending_.push_back(std::move(relation));
    if (pending_ways_ >= kBatchWays) flush();
}

void RelationAreas::flush() {
    assemble(pending_);
    pending_.clear();
    pending_ways_ = 0;
}

// Halves the batch until its ways fit in memory. One relation alone that does not fit loses its
// last ways, does not close then, and is named.
void RelationAreas::assemble(std::span<const Pending> batch) {
    if (batch.empty()) return;
    if (!load_ways(batch) && batch.size() > 1) {
        ways_.clear();
        assemble(batch.first(batch.size() / 2));
        assemble(batch.subspan(batch.size() / 2));
        return;
    }
    for (const Pending& relation : batch) make_feature(relation);
    ways_.clear();
}

bool RelationAreas::load_ways(std::span<const Pending> batch) {
    std::vector<std::int64_t> ids;
    for (const Pending& relation : batch) {
        for (const MemberWay& way : relation.ways) ids.push_back(way.id);
    }
    std::ranges::sort(ids, {}, order_key);  // the order in which reading back is quick
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    ways_.clear();
    std::size_t held_bytes = 0;
    return std::ranges::all_of(ids, [&](auto id) { return load_way(id, held_bytes); });
}

bool RelationAreas::load_way(std::int64_t id, std::size_t& held_bytes) {
    const auto way = writer_.read_back({ObjectType::way, id});
    if (!way) return true;
    held_bytes += way->refs.size() * sizeof(RingWay::Node) + sizeof(RingWay);
    // Assembly needs several times the bytes of the nodes.
    if (held_bytes > memory_bytes_ / 4) return false;
    RingWay loaded{id, RingRole::none, {}};
    loaded.nodes.reserve(way->refs.size());
    for (const std::int64_t ref : way->refs) {
        const auto at = locations_.find(ref);
        if (at && at->valid()) loaded.nodes.push_back({ref, *at});
    }
    ways_.push_back(std::move(loaded));
    return true;
}

void RelationAreas::make_feature(const Pending& relation) {
    std::vector<const RingWay*> ways;
    for (const MemberWay& member : relation.ways) {
        const auto at = std::ranges::lower_bound(
            ways_, order_key(member.id), {}, [](const RingWay& way) { return order_key(way.id); });
        if (at == ways_.end() || at->id != member.id || at->nodes.size() < 2) continue;
        at->role = member.role;
        ways.push_back(&*at);
    }
    if (ways.empty()) return;  // missing members are counted already
    static_cast<void>(read_tag_bytes(relation.tag_bytes, tags_));
    const ObjectId id{ObjectType::relation, relation.id};
    if (assemble_area(relation.id, ways, geometry_)) {
        ++log_.summary.areas;
        features_.add(id, tags_.span(), geometry_);
        return;
    }
    ++log_.summary.broken_areas;
    if (log_.wants_names()) {
        log_.name(id, ways.size() < relation.ways.size()
                          ? "its rings do not close, members are missing: kept as a line"
                          : "its rings do not close or cross each other: kept as a line");
    }
    longest_chain(ways, geometry_);
    if (geometry_.kind != GeometryKind::none) features_.add(id, tags_.span(), geometry_);
}

}  // namespace konbit
