#include "mapper/network/road_network.hpp"

#include <algorithm>
#include <system_error>

#include "mapper/model/error.hpp"
#include "mapper/network/network_file.hpp"

namespace konbit {

struct RoadNetwork::Impl : NetworkFile {
    using NetworkFile::NetworkFile;
};

RoadNetwork RoadNetwork::open(const std::filesystem::path& path) {
    return RoadNetwork{
        std::make_unique<Impl>(SectionFile::open(path, road_format::kMagic, kRoadNetworkVersion))};
}

RoadNetwork::RoadNetwork(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
RoadNetwork::~RoadNetwork() = default;
RoadNetwork::RoadNetwork(RoadNetwork&&) noexcept = default;
RoadNetwork& RoadNetwork::operator=(RoadNetwork&&) noexcept = default;

std::uint64_t RoadNetwork::base_fingerprint() const noexcept {
    return impl_->header().base_fingerprint;
}
std::uint64_t RoadNetwork::fingerprint() const noexcept {
    return impl_->file().fingerprint();
}

RoadNetworkSummary RoadNetwork::summary() const {
    const auto& header = impl_->header();
    RoadNetworkSummary summary;
    summary.segments = header.segments;
    summary.drive_segments = header.drive_segments;
    summary.vertices = header.vertices;
    summary.kinds = header.kinds;
    summary.rules = header.rules;
    summary.long_ways = header.long_ways;
    summary.broken_restrictions = header.broken_restrictions;
    std::error_code no_size;
    const auto bytes = std::filesystem::file_size(impl_->file().path(), no_size);
    summary.bytes = no_size ? 0 : bytes;
    const auto name = impl_->name();
    ByteReader reader{impl_->file().section(road_format::kBroken), name};
    while (!reader.at_end()) {
        const auto relation = reader.zigzag();
        summary.broken.emplace_back(relation, reader.text());
    }
    return summary;
}

std::span<const RoadSegment> RoadNetwork::segments() const {
    return impl_->segments();
}
std::uint32_t RoadNetwork::vertex_count() const noexcept {
    return impl_->header().vertices;
}
Location RoadNetwork::vertex(VertexId vertex) const {
    return impl_->vertex(vertex.value);
}

void RoadNetwork::read_shape(SegmentId segment, std::vector<Location>& into) const {
    into.clear();
    const auto& s = impl_->segments()[segment.value];
    ByteReader reader{impl_->shape(segment), "roads.idx"};
    const auto between = reader.count(2);
    into.reserve(between + 2);
    into.push_back(impl_->vertex(s.tail));
    std::int64_t lon = into.front().lon_e7;
    std::int64_t lat = into.front().lat_e7;
    for (std::size_t i = 0; i < between; ++i) {
        // Wraps as unsigned numbers do: any bytes make some number.
        lon = static_cast<std::int32_t>(static_cast<std::uint64_t>(lon) +
                                        static_cast<std::uint64_t>(reader.zigzag()));
        lat = static_cast<std::int32_t>(static_cast<std::uint64_t>(lat) +
                                        static_cast<std::uint64_t>(reader.zigzag()));
        into.push_back({static_cast<std::int32_t>(lon), static_cast<std::int32_t>(lat)});
    }
    into.push_back(impl_->vertex(s.head));
}

std::vector<SegmentId> RoadNetwork::segments_of(ObjectId object) const {
    std::vector<SegmentId> found;
    if (object.type == ObjectType::node) return found;
    const auto segments = impl_->segments();
    const std::pair wanted{object.ref, object.type == ObjectType::relation};
    const auto key = [&](std::uint32_t position) {
        const auto& segment = segments[impl_->by_object(position)];
        return std::pair{segment.ref, flags_of({segment.kind}).has(RoadKindFlags::kRelation)};
    };
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(segments.size());
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        key(middle) < wanted ? low = middle + 1 : high = middle;
    }
    for (; low < segments.size() && key(low) == wanted; ++low)
        found.push_back({impl_->by_object(low)});
    return found;
}

ObjectId RoadNetwork::object_of(SegmentId segment) const {
    const auto& s = impl_->segments()[segment.value];
    return {
        flags_of({s.kind}).has(RoadKindFlags::kRelation) ? ObjectType::relation : ObjectType::way,
        s.ref};
}
const BoxIndex& RoadNetwork::index() const {
    return impl_->index();
}

std::uint32_t RoadNetwork::kind_count() const noexcept {
    return impl_->header().kinds;
}
Tags RoadNetwork::tags_of(KindId kind) const {
    const auto& record = impl_->kinds()[kind.value];
    Tags tags;
    for (std::uint32_t i = 0; i < record.tag_count; ++i) {
        const auto& tag = impl_->kind_tag(record.first_tag + i);
        tags.add(impl_->text(tag.key), impl_->text(tag.value));
    }
    return tags;
}
RoadKindFlags RoadNetwork::flags_of(KindId kind) const {
    return {impl_->kinds()[kind.value].flags};
}

std::span<const RoadNode> RoadNetwork::nodes() const {
    return impl_->nodes();
}
std::span<const RoadNode> RoadNetwork::nodes_at(VertexId vertex) const {
    const auto all = impl_->nodes();
    const auto begin = std::lower_bound(
        all.begin(), all.end(), vertex.value,
        [](const RoadNode& node, std::uint32_t wanted) { return node.vertex < wanted; });
    auto end = begin;
    while (end != all.end() && end->vertex == vertex.value) ++end;
    return {begin, end};
}
std::optional<VertexId> RoadNetwork::vertex_of(std::int64_t node) const {
    const auto all = impl_->nodes();
    std::uint32_t low = 0;
    auto high = static_cast<std::uint32_t>(all.size());
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        all[impl_->node_by_id(middle)].ref < node ? low = middle + 1 : high = middle;
    }
    if (low == all.size()) return std::nullopt;
    const auto& found = all[impl_->node_by_id(low)];
    if (found.ref != node) return std::nullopt;
    return VertexId{found.vertex};
}
std::span<const TurnRule> RoadNetwork::rules() const {
    return impl_->rules();
}
std::span<const DirectedSegment> RoadNetwork::rule_path(const TurnRule& rule) const {
    return impl_->rule_paths().subspan(rule.path_begin, rule.path_end - rule.path_begin);
}

std::uint32_t RoadNetwork::expanded_count() const noexcept {
    return impl_->header().segments * 2 + impl_->header().copies;
}
DirectedSegment RoadNetwork::base_of(ExpandedNode node) const {
    if (node < impl_->header().segments * 2) return {node};
    return impl_->turns().base_of(node);
}
std::span<const ExpandedNode> RoadNetwork::copies_of(DirectedSegment segment) const {
    if (impl_->header().copies == 0) return {};
    const auto [begin, end] = impl_->turns().copies_of(segment);
    return std::span{impl_->copy_numbers()}.subspan(begin - impl_->header().segments * 2,
                                                    end - begin);
}
void RoadNetwork::read_leaving(VertexId vertex, RoadGraph graph,
                               std::vector<DirectedSegment>& into) const {
    into.clear();
    const auto& turns = impl_->turns();
    for (const auto segment : impl_->adjacency().leaving(vertex.value)) {
        if (turns.in(graph, segment)) into.push_back(segment);
    }
}
void RoadNetwork::read_turns(ExpandedNode node, RoadGraph graph,
                             std::vector<ExpandedTurn>& into) const {
    impl_->turns().read_turns(node, graph, impl_->adjacency(), into);
}
std::optional<ExpandedTurn> RoadNetwork::turn(ExpandedNode from, ExpandedNode to,
                                              RoadGraph graph) const {
    return impl_->turns().turn(from, to, graph);
}
const Hierarchy& RoadNetwork::hierarchy(RoadGraph graph) const {
    return impl_->hierarchy(static_cast<std::size_t>(graph));
}

bool RoadNetwork::sums_fit() const {
    return impl_->file().verify().empty();
}
std::vector<std::string> RoadNetwork::verify() const {
    auto problems = impl_->file().verify();
    if (!problems.empty()) return problems;
    try {
        static_cast<void>(summary());
        static_cast<void>(index());
        static_cast<void>(impl_->nodes());
        static_cast<void>(impl_->rules());
        static_cast<void>(impl_->turns());
        std::vector<Location> shape;
        for (std::uint32_t i = 0; i < impl_->header().segments; ++i) {
            read_shape({i}, shape);
            static_cast<void>(impl_->by_object(i));
        }
        for (std::uint32_t i = 0; i < kind_count(); ++i) static_cast<void>(tags_of({i}));
        for (std::uint32_t i = 0; i < impl_->header().nodes; ++i)
            static_cast<void>(impl_->node_by_id(i));
        static_cast<void>(hierarchy(RoadGraph::drive));
        static_cast<void>(hierarchy(RoadGraph::walk));
    } catch (const DataError& error) {
        problems.emplace_back(error.what());
    }
    return problems;
}

}  // namespace konbit
