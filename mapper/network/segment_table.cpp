#include "mapper/network/segment_table.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "mapper/model/error.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/network/walkable_areas.hpp"
#include "mapper/store/box_index.hpp"

namespace konbit {

namespace {

constexpr auto kMissing = RoadSource::kMissing;

/// A segment before it has its number: nodes [first, last] of RoadSource::refs, or a crossing.
struct Cut {
    std::uint64_t first = 0;
    std::uint32_t way = 0;   ///< or of the crossing
    std::uint16_t last = 0;  ///< nodes behind `first`; 0: a crossing
};

/// The nodes of a piece of a way without those that come twice in a row.
template <class Visit>
void for_each_node(const RoadSource& source, std::uint64_t first, std::uint64_t last, Visit visit) {
    auto before = kMissing;
    for (auto i = first; i <= last; ++i) {
        if (source.refs[i] != before) visit(source.refs[i]);
        before = source.refs[i];
    }
}

class Cutter {
public:
    Cutter(RoadSource& source, const BaseMap& base) : source_{source} {
        find_vertices(source, uses_, is_vertex_);
        crossings_ = cross_walkable_areas(source, uses_, base);
    }

    SegmentTable cut() {
        for (std::uint32_t way = 0; way < source_.ways.size(); ++way) cut_way(way);
        for (std::uint32_t i = 0; i < crossings_.size(); ++i) cuts_.push_back({0, i, 0});
        check_count();
        sort_along_curve();
        table_.vertex_of.assign(source_.locations.size(), SegmentTable::kNoVertex);
        table_.segments.reserve(cuts_.size());
        table_.boxes.reserve(cuts_.size());
        for (const auto& cut : cuts_) cut.last == 0 ? add_crossing(cut) : add_piece(cut);
        add_nodes();
        sort_by_object();
        return std::move(table_);
    }

private:
    void cut_way(std::uint32_t number) {
        const auto& way = source_.ways[number];
        const auto end = way.first + way.count;
        auto begin = way.first;  // of the piece
        for (auto i = way.first; i < end; ++i) {
            const auto node = source_.refs[i];
            if (node == kMissing) {
                begin = i + 1;
                continue;
            }
            if (i == begin || node == source_.refs[i - 1]) continue;
            if (!is_vertex_[node]) continue;
            cuts_.push_back({begin, number, static_cast<std::uint16_t>(i - begin)});
            begin = i;
        }
    }

    void check_count() const {
        if (cuts_.size() < UINT32_MAX / 4) return;
        throw DataError{"The road network cannot be built", "roads.idx",
                        "there are more road segments than it can number",
                        "Import a smaller extract"};
    }

    [[nodiscard]] BoundingBox box_of(const Cut& cut) const {
        BoundingBox box;
        if (cut.last == 0) {
            box.extend(source_.locations[crossings_[cut.way].from]);
            box.extend(source_.locations[crossings_[cut.way].to]);
        }
        for (std::uint64_t i = 0; cut.last > 0 && i <= cut.last; ++i)
            box.extend(source_.locations[source_.refs[cut.first + i]]);
        return box;
    }

    void sort_along_curve() {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> order;
        order.reserve(cuts_.size());
        for (std::uint32_t i = 0; i < cuts_.size(); ++i)
            order.emplace_back(hilbert_key(box_of(cuts_[i]).center()), i);
        std::sort(order.begin(), order.end());
        std::vector<Cut> sorted;
        sorted.reserve(cuts_.size());
        for (const auto& [key, i] : order) sorted.push_back(cuts_[i]);
        cuts_ = std::move(sorted);
    }

    std::uint32_t vertex(std::uint32_t node) {
        auto& known = table_.vertex_of[node];
        if (known == SegmentTable::kNoVertex) {
            known = static_cast<std::uint32_t>(table_.vertices.size());
            table_.vertices.push_back(source_.locations[node]);
        }
        return known;
    }

    RoadSegment& start(const Cut& cut, std::uint32_t from, std::uint32_t to, double length_m) {
        const auto length_mm = std::clamp(std::round(length_m * 1000), 1.0, double(UINT32_MAX));
        RoadSegment segment;
        segment.tail = vertex(from);
        segment.head = vertex(to);
        segment.length_mm = static_cast<std::uint32_t>(length_mm);
        if (table_.shapes.size() > UINT32_MAX) {
            throw DataError{"The road network cannot be built", "roads.idx",
                            "the shapes of its roads take over 4 GiB", "Import a smaller extract"};
        }
        segment.shape = static_cast<std::uint32_t>(table_.shapes.size());
        table_.boxes.push_back(box_of(cut));
        return table_.segments.emplace_back(segment);
    }

    void add_crossing(const Cut& cut) {
        const auto& crossing = crossings_[cut.way];
        const double length_m =
            distance_m(source_.locations[crossing.from], source_.locations[crossing.to]);
        auto& segment = start(cut, crossing.from, crossing.to, length_m);
        segment.ref = crossing.ref;
        segment.kind = crossing.kind;
        table_.shapes.put_varint(0);
    }

    void add_piece(const Cut& cut) {
        const auto& way = source_.ways[cut.way];
        nodes_.clear();
        for_each_node(source_, cut.first, cut.first + cut.last,
                      [&](std::uint32_t node) { nodes_.push_back(node); });
        double length_m = 0;
        for (std::size_t i = 1; i < nodes_.size(); ++i)
            length_m += distance_m(source_.locations[nodes_[i - 1]], source_.locations[nodes_[i]]);
        auto& segment = start(cut, nodes_.front(), nodes_.back(), length_m);
        segment.ref = way.ref;
        segment.kind = way.kind;
        const auto position = way.first_position + (cut.first - way.first);
        segment.first_node = static_cast<std::uint16_t>(position);
        segment.last_node = static_cast<std::uint16_t>(position + cut.last);
        put_shape();
    }

    void put_shape() {
        table_.shapes.put_varint(nodes_.size() - 2);
        auto before = source_.locations[nodes_.front()];
        for (std::size_t i = 1; i + 1 < nodes_.size(); ++i) {
            const auto at = source_.locations[nodes_[i]];
            table_.shapes.put_zigzag(std::int64_t{at.lon_e7} - before.lon_e7);
            table_.shapes.put_zigzag(std::int64_t{at.lat_e7} - before.lat_e7);
            before = at;
        }
    }

    void add_nodes() {
        for (const auto& node : source_.nodes) {
            const auto vertex = table_.vertex_of[node.node];
            if (vertex == SegmentTable::kNoVertex) continue;
            table_.nodes.push_back({ref_of_key(source_.node_keys[node.node]), vertex, node.kind});
        }
        std::sort(table_.nodes.begin(), table_.nodes.end(),
                  [](const RoadNode& a, const RoadNode& b) { return a.vertex < b.vertex; });
    }

    void sort_by_object() {
        auto& order = table_.by_object;
        order.resize(table_.segments.size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        const auto key = [&](std::uint32_t i) {
            const auto& segment = table_.segments[i];
            const auto flags = source_.kinds.flags(segment.kind);
            return std::tuple{segment.ref, flags.has(RoadKindFlags::kRelation),
                              flags.has(RoadKindFlags::kCrossing), segment.first_node, i};
        };
        std::sort(order.begin(), order.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    }

    RoadSource& source_;
    std::vector<std::uint8_t> uses_;
    std::vector<bool> is_vertex_;
    std::vector<AreaCrossing> crossings_;
    std::vector<Cut> cuts_;
    std::vector<std::uint32_t> nodes_;
    SegmentTable table_;
};

}  // namespace

void find_vertices(const RoadSource& source, std::vector<std::uint8_t>& uses,
                   std::vector<bool>& is_vertex) {
    uses.assign(source.locations.size(), 0);
    is_vertex.assign(source.locations.size(), false);
    for (const auto& way : source.ways) {
        auto before = kMissing;  // also where a cut way goes on
        for (auto i = way.first; i < way.first + way.count; ++i) {
            const auto node = source.refs[i];
            if (node == before) continue;
            if (node == kMissing) {
                is_vertex[before] = true;
            } else {
                if (uses[node] < UINT8_MAX) ++uses[node];
                if (before == kMissing) is_vertex[node] = true;
            }
            before = node;
        }
        if (before != kMissing) is_vertex[before] = true;
    }
    for (std::size_t node = 0; node < uses.size(); ++node)
        if (uses[node] >= 2) is_vertex[node] = true;
    for (const auto& node : source.nodes) is_vertex[node.node] = true;
}

SegmentTable cut_into_segments(RoadSource& source, const BaseMap& base) {
    return Cutter{source, base}.cut();
}

std::span<const std::uint32_t> SegmentTable::of(std::int64_t ref, bool relation,
                                                const KindTable& kinds) const {
    const auto key = [&](std::uint32_t i) {
        return std::pair{segments[i].ref,
                         kinds.flags(segments[i].kind).has(RoadKindFlags::kRelation)};
    };
    const std::pair wanted{ref, relation};
    const auto begin = std::partition_point(by_object.begin(), by_object.end(),
                                            [&](std::uint32_t i) { return key(i) < wanted; });
    const auto end = std::partition_point(begin, by_object.end(),
                                          [&](std::uint32_t i) { return key(i) == wanted; });
    return {begin, end};
}

}  // namespace konbit
