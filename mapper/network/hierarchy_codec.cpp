#include "mapper/network/hierarchy_codec.hpp"

namespace konbit {

namespace {

std::vector<std::uint32_t> depths(const Hierarchy& hierarchy) {
    std::vector<std::uint32_t> depth(hierarchy.size(), 0);
    for (auto rank = hierarchy.size(); rank-- > 0;) {
        const auto parent = hierarchy.parent(rank);
        if (parent != UINT32_MAX) depth[rank] = depth[parent] + 1;
    }
    return depth;
}

}  // namespace

void pack_hierarchy(const Hierarchy& hierarchy, ByteWriter& into) {
    const auto depth = depths(hierarchy);
    std::uint32_t open = 0;  // ranks on the stack
    std::int64_t node_before = 0;
    for (auto rank = hierarchy.size(); rank-- > 0;) {
        into.put_varint(open - depth[rank]);
        open = depth[rank] + 1;
        const std::int64_t node = hierarchy.node_at()[rank];
        into.put_zigzag(node - node_before);
        node_before = node;
        const auto begin = hierarchy.first_up()[rank];
        const auto end = hierarchy.first_up()[rank + 1];
        into.put_varint(end - begin);
        auto above = depth[rank];  // ancestors that may still come
        for (auto arc = begin; arc < end; ++arc) {
            const auto head_depth = depth[hierarchy.up_head()[arc]];
            into.put_varint(above - head_depth - 1);
            above = head_depth;
        }
    }
}

HierarchyArrays unpack_hierarchy(std::span<const std::byte> packed, std::uint32_t nodes,
                                 std::uint32_t ranks, std::uint32_t arcs, std::string_view file) {
    ByteReader reader{packed, file};
    // Each rank takes three bytes at least and each arc one: what is claimed is bounded by the
    // file.
    if (ranks > nodes || ranks > packed.size() / 3 || arcs > packed.size())
        reader.fail("a hierarchy has more ranks than it has bytes");
    HierarchyArrays made;
    made.rank_of.assign(nodes, UINT32_MAX);
    made.node_at.resize(ranks);
    made.first_up.resize(std::size_t{ranks} + 1);
    made.up_head.resize(arcs);
    made.parents.resize(ranks);
    made.first_up[ranks] = arcs;
    std::vector<std::uint32_t> open;
    std::int64_t node = 0;
    std::uint32_t end = arcs;
    for (auto rank = ranks; rank-- > 0;) {
        open.resize(open.size() - reader.varint_up_to(open.size()));
        made.parents[rank] = open.empty() ? UINT32_MAX : open.back();
        const auto step = reader.zigzag();
        if (step < -std::int64_t{nodes} || step > std::int64_t{nodes})
            reader.fail("a hierarchy names an unknown node");
        node += step;
        if (node < 0 || node >= nodes || made.rank_of[static_cast<std::size_t>(node)] != UINT32_MAX)
            reader.fail("a hierarchy names a node that is not there, or twice");
        made.node_at[rank] = static_cast<std::uint32_t>(node);
        made.rank_of[static_cast<std::size_t>(node)] = rank;
        const auto count = static_cast<std::uint32_t>(reader.varint_up_to(end));
        auto above = open.size();
        for (auto arc = end - count; arc < end; ++arc) {
            const auto passed = reader.varint();
            if (passed >= above) reader.fail("an arc of a hierarchy leads beyond it");
            above -= static_cast<std::size_t>(passed) + 1;
            made.up_head[arc] = open[above];
        }
        end -= count;
        made.first_up[rank] = end;
        open.push_back(rank);
    }
    if (end != 0 || !reader.at_end()) reader.fail("a hierarchy has another size than it says");
    return made;
}

}  // namespace konbit
