#include "mapper/network/road_source.hpp"

#include <algorithm>
#include <optional>

#include "mapper/model/error.hpp"
#include "mapper/network/road_tags.hpp"

namespace konbit {

namespace {

class SourceReader {
public:
    SourceReader(const BaseMap& base, const RoadProgress& tell) : base_{base}, tell_{tell} {}

    RoadSource read() {
        base_.for_each_object(ObjectType::relation, [&](const Object& o) { visit_relation(o); });
        base_.for_each_object(ObjectType::way, [&](const Object& o) { visit_way(o); });
        roads_ = source_.ways.size();
        for (const auto& area : pending_areas_) add_outlines(area);
        number_nodes();
        base_.for_each_object(ObjectType::node, [&](const Object& o) { visit_node(o); });
        mark_missing();
        return std::move(source_);
    }

private:
    struct PendingArea {
        std::int64_t relation;
        std::vector<std::int64_t> members;
        std::uint32_t kind;
    };

    void told(std::string_view what) {
        constexpr std::uint64_t kTellEvery = 1 << 16;
        const auto counts = base_.object_counts();
        if (tell_ && (seen_ % kTellEvery == 0 || what != told_))
            tell_(what, seen_, counts[0] + counts[1] + counts[2]);
        told_ = what;
        ++seen_;
    }

    void visit_relation(const Object& relation) {
        told("reading the roads");
        const auto type = relation.tags.value("type");
        if (type.starts_with("restriction")) return add_restriction(relation);
        if (type != "multipolygon") return;
        const auto part = road_part(relation.tags);
        if (part == RoadPart::none) return;
        keep_road_tags(relation.tags, kept_);
        auto flags = road_flags(relation.tags, part);
        flags.bits = static_cast<std::uint16_t>(flags.bits | RoadKindFlags::kRelation);
        PendingArea area{relation.id.ref, {}, source_.kinds.intern(kept_, flags)};
        for (const auto& member : relation.members) {
            if (member.id.type == ObjectType::way) area.members.push_back(member.id.ref);
        }
        pending_areas_.push_back(std::move(area));
    }

    void add_restriction(const Object& relation) {
        SourceRestriction found;
        found.relation = relation.id.ref;
        for (const auto& member : relation.members) {
            if (member.role == "from") found.from.push_back(member.id);
            if (member.role == "via") found.via.push_back(member.id);
            if (member.role == "to") found.to.push_back(member.id);
        }
        for (const auto& [key, value] : relation.tags) found.tags.emplace_back(key, value);
        source_.restrictions.push_back(std::move(found));
    }

    void visit_way(const Object& way) {
        told("reading the roads");
        const auto part = road_part(way.tags);
        if (part == RoadPart::none || way.refs.size() < 2) return;
        if (way.refs.size() > RoadSource::kMaxWayNodes) {
            ++source_.long_ways;
            return;
        }
        keep_road_tags(way.tags, kept_);
        SourceWay added;
        added.ref = way.id.ref;
        added.kind = source_.kinds.intern(kept_, road_flags(way.tags, part));
        added.area = way.refs.front() == way.refs.back() && is_walkable_area(way.tags);
        add_way(added, way.refs);
    }

    void add_way(SourceWay way, const std::vector<std::int64_t>& nodes) {
        way.first = keys_.size();
        way.count = static_cast<std::uint32_t>(nodes.size());
        for (const auto ref : nodes) keys_.push_back(sort_key(ref));
        source_.ways.push_back(way);
    }

    /// The position among the ways that are roads themselves.
    [[nodiscard]] std::optional<std::size_t> road(std::int64_t ref) const {
        const auto end = source_.ways.begin() + static_cast<std::ptrdiff_t>(roads_);
        const auto found = std::lower_bound(source_.ways.begin(), end, ref,
                                            [](const SourceWay& way, std::int64_t wanted) {
                                                return sort_key(way.ref) < sort_key(wanted);
                                            });
        if (found == end || found->ref != ref) return std::nullopt;
        return static_cast<std::size_t>(found - source_.ways.begin());
    }

    /// The outline of a walkable relation; members that are roads themselves are there already.
    void add_outlines(const PendingArea& pending) {
        SourceArea area{pending.relation, pending.kind, {}};
        SourceWay outline;
        outline.ref = pending.relation;
        outline.kind = pending.kind;
        outline.relation = true;
        std::size_t position = 0;
        for (const auto member : pending.members) {
            if (const auto known = road(member)) {
                area.outlines.push_back(*known);
                continue;
            }
            const auto way = base_.object({ObjectType::way, member});
            if (!way || way->refs.size() < 2) continue;
            if (position + way->refs.size() > RoadSource::kMaxWayNodes) break;
            outline.first_position = static_cast<std::uint16_t>(position);
            position += way->refs.size();
            area.outlines.push_back(source_.ways.size());
            add_way(outline, way->refs);
        }
        source_.areas.push_back(std::move(area));
    }

    /// Turns ids of nodes into positions among the nodes that roads have.
    void number_nodes() {
        std::vector<std::uint64_t> single{keys_};
        std::sort(single.begin(), single.end());
        single.erase(std::unique(single.begin(), single.end()), single.end());
        if (single.size() >= RoadSource::kMissing) {
            throw DataError{"The road network cannot be built", base_.folder().string(),
                            "its roads have more nodes than it can number",
                            "Import a smaller extract"};
        }
        source_.refs.reserve(keys_.size());
        auto near = single.begin();  // neighbours along a way often have neighbouring ids
        for (const auto key : keys_) {
            if (near + 1 < single.end() && near[1] == key) {
                ++near;
            } else if (near[0] != key) {
                near = std::lower_bound(single.begin(), single.end(), key);
            }
            source_.refs.push_back(static_cast<std::uint32_t>(near - single.begin()));
        }
        keys_ = std::move(single);
        source_.locations.resize(keys_.size());
    }

    void visit_node(const Object& node) {
        told("reading the nodes of roads");
        const auto key = sort_key(node.id.ref);
        while (next_node_ < keys_.size() && keys_[next_node_] < key) ++next_node_;
        if (next_node_ == keys_.size() || keys_[next_node_] != key || !node.location.valid())
            return;
        source_.locations[next_node_] = node.location;
        if (node.tags.empty()) return;
        keep_node_tags(node.tags, kept_);
        if (kept_.empty()) return;
        source_.nodes.push_back(
            {static_cast<std::uint32_t>(next_node_), source_.kinds.intern(kept_, {})});
    }

    void mark_missing() {
        for (auto& node : source_.refs) {
            if (!source_.locations[node].valid()) node = RoadSource::kMissing;
        }
        source_.node_keys = std::move(keys_);
    }

    const BaseMap& base_;
    const RoadProgress& tell_;
    RoadSource source_;
    std::vector<std::uint64_t> keys_;  // of `refs`, then sorted and single: of the nodes
    std::vector<PendingArea> pending_areas_;
    std::size_t roads_ = 0;      // ways that are roads themselves; outlines come behind them
    std::size_t next_node_ = 0;  // in keys_
    std::uint64_t seen_ = 0;
    std::string_view told_;
    Tags kept_;
};

}  // namespace

RoadSource read_road_source(const BaseMap& base, const RoadProgress& tell) {
    return SourceReader{base, tell}.read();
}

}  // namespace konbit
