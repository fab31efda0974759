#include "mapper/query/duplicates.hpp"

#include <limits>
#include <unordered_map>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text_list.hpp"
#include "mapper/query/things.hpp"

namespace konbit {
namespace {

constexpr double kSameName_m = 100;
constexpr double kSameWikidata_m = 1000;

ObjectId id_of(const ThemeEntry& entry) {
    return {static_cast<ObjectType>(entry.record.type), entry.record.ref};
}
bool is_node(const ThemeEntry& entry) {
    return entry.record.geometry_bytes == 0;
}
Location at_of(const ThemeEntry& entry) {
    return {entry.record.lon_e7, entry.record.lat_e7};
}

/// How far apart the two may be and still be one; negative: they are not.
double allowed_m(const ThemeEntry& a, const ThemeEntry& b) {
    if (a.wikidata != 0 && a.wikidata == b.wikidata) return kSameWikidata_m;
    // A different wikidata says that they are two.
    if (a.wikidata != 0 && b.wikidata != 0) return -1;
    const bool same_name = a.folded_name != 0 && a.folded_name == b.folded_name;
    return same_name && a.record.kind == b.record.kind ? kSameName_m : -1;
}

std::uint32_t joined_lists(ThemeWriter& writer, std::uint32_t a, std::uint32_t b) {
    if (b == 0 || a == b) return a;
    if (a == 0) return b;
    auto list = unpack_texts(writer.text_at(a)).value_or(std::vector<std::string>{});
    for (auto& item : unpack_texts(writer.text_at(b)).value_or(std::vector<std::string>{})) {
        if (std::find(list.begin(), list.end(), item) == list.end())
            list.push_back(std::move(item));
    }
    return writer.texts(list);
}

void absorb(ThemeEntry& kept, ThemeEntry& other, ThemeWriter& writer) {
    auto& k = kept.record;
    const auto& o = other.record;
    const std::string id = to_string(id_of(other));
    k.same_as = joined_lists(writer, k.same_as, writer.texts(std::span{&id, 1}));
    k.same_as = joined_lists(writer, k.same_as, o.same_as);
    if (o.suitability > k.suitability) {
        k.suitability = o.suitability;
        k.kind = o.kind;
        k.reason = o.reason;
    }
    if (k.capacity == theme_format::kNoCapacity) k.capacity = o.capacity;
    if (k.name == 0) k.name = o.name;
    if (k.damage == 0) k.damage = o.damage;
    k.flags |= o.flags;  // offers of both; closed or for the team if either says so
    k.cautions = joined_lists(writer, k.cautions, o.cautions);
    k.offers = joined_lists(writer, k.offers, o.offers);
    k.not_in = joined_lists(writer, k.not_in, o.not_in);
    other.merged = true;
}

/// The entries that are areas or lines, to be searched by box.
struct Areas {
    std::vector<std::uint32_t> entry;
    std::vector<BoundingBox> boxes;
};

void merge_nodes_into_areas(std::vector<ThemeEntry>& entries, ThemeWriter& writer,
                            const BaseMap& base) {
    Areas areas;
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        if (is_node(entries[i])) continue;
        areas.entry.push_back(i);
        areas.boxes.push_back(entries[i].box);
    }
    if (areas.boxes.empty()) return;
    const BoxIndex index{std::span<const BoundingBox>{areas.boxes}};
    std::vector<std::uint32_t> near;
    Geometry shape;
    for (auto& node : entries) {
        if (!is_node(node) || (node.wikidata == 0 && node.folded_name == 0)) continue;
        near.clear();
        index.query(grown(node.box, node.wikidata != 0 ? kSameWikidata_m : kSameName_m), near);
        ThemeEntry* best = nullptr;
        double best_m = std::numeric_limits<double>::infinity();
        for (const auto position : near) {
            auto& area = entries[areas.entry[position]];
            const double limit_m = allowed_m(node, area);
            if (limit_m < 0) continue;
            writer.read_geometry(area.record, base, shape);
            const double apart_m = distance_m(at_of(node), shape);
            if (apart_m > limit_m || apart_m >= best_m) continue;
            best = &area;
            best_m = apart_m;
        }
        if (best != nullptr) absorb(*best, node, writer);
    }
}

void merge_nodes_of_one_wikidata(std::vector<ThemeEntry>& entries, ThemeWriter& writer) {
    // A brand's wikidata on hundreds of nodes is a mistake; a few comparisons are enough.
    constexpr std::size_t kMostKept = 32;
    std::unordered_map<std::uint32_t, std::vector<ThemeEntry*>> kept_by_wikidata;
    for (auto& node : entries) {
        if (!is_node(node) || node.merged || node.wikidata == 0) continue;
        auto& kept = kept_by_wikidata[node.wikidata];
        const auto same = std::find_if(kept.begin(), kept.end(), [&](const ThemeEntry* other) {
            return distance_m(at_of(node), at_of(*other)) <= kSameWikidata_m;
        });
        if (same == kept.end()) {
            if (kept.size() < kMostKept) kept.push_back(&node);
        } else if (id_of(node) < id_of(**same)) {
            absorb(node, **same, writer);
            *same = &node;
        } else {
            absorb(**same, node, writer);
        }
    }
}

}  // namespace

void merge_duplicates(std::vector<ThemeEntry>& entries, ThemeWriter& writer, const BaseMap& base) {
    sort_along_curve(entries);
    merge_nodes_into_areas(entries, writer, base);
    merge_nodes_of_one_wikidata(entries, writer);
    sort_along_curve(entries);  // drops the merged ones
}

}  // namespace konbit
