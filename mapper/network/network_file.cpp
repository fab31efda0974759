#include "mapper/network/network_file.hpp"

#include <algorithm>
#include <cstring>

#include "mapper/model/error.hpp"

namespace konbit {

using namespace road_format;

NetworkFile::NetworkFile(SectionFile file) : file_{std::move(file)} {
    std::memcpy(&header_, file_.user_header().data(), sizeof header_);
    const auto& h = header_;
    const auto fits = [&](SectionName name, std::uint64_t count, std::size_t bytes) {
        if (file_.section_size(name) != count * bytes) damaged("a section has a wrong length");
    };
    fits(kSegments, h.segments, sizeof(RoadSegment));
    fits(kBoxes, h.segments, sizeof(BoundingBox));
    fits(kByObject, h.segments, sizeof(std::uint32_t));
    fits(kVertices, h.vertices, sizeof(Location));
    fits(kVertexFlags, h.vertices, 1);
    fits(kNodes, h.nodes, sizeof(RoadNode));
    fits(kNodesById, h.nodes, sizeof(std::uint32_t));
    fits(kKinds, h.kinds, sizeof(KindRecord));
    fits(kRules, h.rules, sizeof(TurnRule));
    fits(kCopies, h.copies, sizeof(DirectedSegment));
    fits(kExceptions, h.exceptions, sizeof(TurnException));
    if (h.segments >= UINT32_MAX / 4 || h.copies >= UINT32_MAX / 4)
        damaged("it claims more segments than can be");
    vertices_ = file_.view(kVertices);
    shapes_ = file_.view(kShapes);
    by_object_ = file_.view(kByObject);
    nodes_by_id_ = file_.view(kNodesById);
    kind_tags_ = file_.view(kKindTags);
    texts_ = file_.view(kTexts);
}

void NetworkFile::damaged(std::string_view why) const {
    throw DataError{"The road network cannot be read", name(), why,
                    "Delete the folder 'derived': it is built again"};
}

template <class T>
std::span<const T> NetworkFile::whole(SectionName name, std::uint64_t count) const {
    return file_.view(name).items<T>(0, count);
}

// ---- sections that are checked as a whole

std::span<const RoadSegment> NetworkFile::segments() const {
    return segments_.get([&] { return check_segments(); });
}
std::span<const RoadSegment> NetworkFile::check_segments() const {
    const auto segments = whole<RoadSegment>(kSegments, header_.segments);
    bool right = true;
    std::uint32_t shape = 0;
    for (const auto& segment : segments) {
        right = right && segment.tail < header_.vertices && segment.head < header_.vertices &&
                segment.kind < header_.kinds && segment.length_mm > 0 && segment.shape >= shape;
        shape = segment.shape;
    }
    if (!right || (!segments.empty() && shape >= shapes_.size()))
        damaged("a road segment names what is not there");
    return segments;
}

std::span<const KindRecord> NetworkFile::kinds() const {
    return kinds_.get([&] { return check_kinds(); });
}
std::span<const KindRecord> NetworkFile::check_kinds() const {
    const auto kinds = whole<KindRecord>(kKinds, header_.kinds);
    const auto tags = kind_tags_.count<KindTag>();
    for (const auto& kind : kinds) {
        if (kind.first_tag > tags || kind.tag_count > tags - kind.first_tag)
            damaged("a kind of road has tags that are not there");
    }
    return kinds;
}

std::span<const RoadNode> NetworkFile::nodes() const {
    return nodes_.get([&] { return check_nodes(); });
}
std::span<const RoadNode> NetworkFile::check_nodes() const {
    const auto nodes = whole<RoadNode>(kNodes, header_.nodes);
    std::uint32_t vertex = 0;
    for (const auto& node : nodes) {
        if (node.vertex >= header_.vertices || node.kind >= header_.kinds || node.vertex < vertex)
            damaged("a node on a road names what is not there");
        vertex = node.vertex;
    }
    return nodes;
}

std::span<const TurnRule> NetworkFile::rules() const {
    return rules_.get([&] { return check_rules(); });
}
std::span<const DirectedSegment> NetworkFile::rule_paths() const {
    return file_.view(kRulePaths).all_items<DirectedSegment>();
}
std::span<const TurnRule> NetworkFile::check_rules() const {
    const auto rules = whole<TurnRule>(kRules, header_.rules);
    const auto paths = rule_paths();
    for (const auto& rule : rules) {
        if (rule.path_end > paths.size() || rule.path_begin > rule.path_end ||
            rule.path_end - rule.path_begin < 2 || rule.kind >= header_.kinds)
            damaged("a turn rule names what is not there");
    }
    for (const auto& step : paths) {
        if (step.value >= header_.segments * 2) damaged("a turn rule names an unknown segment");
    }
    return rules;
}

const TurnGraph& NetworkFile::turns() const {
    return turns_.get([&] { return check_turns(); });
}
TurnGraph NetworkFile::check_turns() const {
    TurnGraph turns;
    turns.segments = segments();
    turns.kinds = kinds();
    turns.vertex_flags = whole<std::uint8_t>(kVertexFlags, header_.vertices);
    turns.copies = whole<DirectedSegment>(kCopies, header_.copies);
    turns.exceptions = whole<TurnException>(kExceptions, header_.exceptions);
    turns.forbidden = file_.view(kForbidden).all_items<std::uint32_t>();
    check_exceptions(turns);
    return turns;
}
void NetworkFile::check_exceptions(const TurnGraph& turns) const {
    const auto directed = turns.directed_count();
    const bool copies_right = std::is_sorted(turns.copies.begin(), turns.copies.end()) &&
                              (turns.copies.empty() || turns.copies.back().value < directed);
    if (!copies_right) damaged("a copy stands for an unknown segment");
    for (const auto rule : turns.forbidden) {
        if (rule >= header_.rules) damaged("a turn is forbidden by an unknown rule");
    }
    std::uint64_t before = 0;
    for (const auto& turn : turns.exceptions) {
        const auto key = std::uint64_t{turn.from} << 32 | turn.step;
        const bool right = turn.from < turns.size() && turn.to < turns.size() &&
                           turn.step < directed && key >= before &&
                           turns.base_of(turn.to).value == turn.step &&
                           turn.forbidden_begin <= turn.forbidden_end &&
                           turn.forbidden_end <= turns.forbidden.size();
        if (!right) damaged("an exception among turns names what is not there");
        before = key;
    }
}

// ---- what is computed from them

const RoadAdjacency& NetworkFile::adjacency() const {
    return adjacency_.get([&] { return RoadAdjacency{segments(), header_.vertices}; });
}

const Hierarchy& NetworkFile::hierarchy(std::size_t graph) const {
    return hierarchies_[graph]
        .get([&] {
            const auto nodes = header_.segments * 2 + header_.copies;
            auto arrays = std::make_unique<const HierarchyArrays>(
                unpack_hierarchy(file_.section(kHierarchies[graph]), nodes, header_.ranks[graph],
                                 header_.arcs[graph], name()));
            auto view = arrays->view();
            return LoadedHierarchy{std::move(arrays), std::move(view)};
        })
        .view;
}

const BoxIndex& NetworkFile::index() const {
    return index_.get([&] {
        return BoxIndex{
            BoxIndex::Stored{file_.view(kBoxes), file_.view(kGroups), file_.view(kBlocks)}};
    });
}

const std::vector<ExpandedNode>& NetworkFile::copy_numbers() const {
    return copy_numbers_.get([&] {
        std::vector<ExpandedNode> numbers(header_.copies);
        for (std::uint32_t i = 0; i < header_.copies; ++i) numbers[i] = header_.segments * 2 + i;
        return numbers;
    });
}

// ---- what is checked where it is touched

std::uint32_t NetworkFile::by_object(std::uint32_t position) const {
    const auto segment = by_object_.item<std::uint32_t>(position);
    if (segment >= header_.segments) damaged("a way has a segment that is not there");
    return segment;
}

std::uint32_t NetworkFile::node_by_id(std::uint32_t position) const {
    const auto node = nodes_by_id_.item<std::uint32_t>(position);
    if (node >= header_.nodes) damaged("an index of nodes names one that is not there");
    return node;
}

std::string_view NetworkFile::text(std::uint32_t offset) const {
    constexpr std::uint64_t kMaxSizeBytes = 5;
    if (offset >= texts_.size()) damaged("a text lies outside of it");
    const auto left = texts_.size() - offset;
    ByteReader size{texts_.bytes(offset, std::min(left, kMaxSizeBytes)), "roads.idx"};
    const auto before = size.left();
    const auto bytes = size.varint();
    const auto begin = offset + (before - size.left());
    if (bytes > texts_.size() - begin) damaged("a text lies outside of it");
    const auto raw = texts_.bytes(begin, bytes);
    return {reinterpret_cast<const char*>(raw.data()), raw.size()};
}

std::span<const std::byte> NetworkFile::shape(SegmentId segment) const {
    const auto all = segments();
    const std::uint64_t begin = all[segment.value].shape;
    const auto end = segment.value + 1 < all.size() ? all[segment.value + 1].shape : shapes_.size();
    return shapes_.bytes(begin, end - begin);
}

}  // namespace konbit
