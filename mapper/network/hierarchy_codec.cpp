#include "mapper/network/hierarchy_codec.hpp"

namespace konbit {

Hierarchy HierarchyArrays::view(std::string_view file) const {
    return Hierarchy::view(rank_of, node_at, first_up, up_head, parents, file);
}

void pack_hierarchy(const Hierarchy& hierarchy, ByteWriter& into) {
    std::int64_t node_before = 0;
    for (std::uint32_t rank = 0; rank < hierarchy.size(); ++rank) {
        const std::int64_t node = hierarchy.node_at()[rank];
        into.put_zigzag(node - node_before);
        node_before = node;
        const auto parent = hierarchy.parent(rank);
        into.put_varint(parent == UINT32_MAX ? 0 : parent - rank);
        const auto begin = hierarchy.first_up()[rank];
        const auto end = hierarchy.first_up()[rank + 1];
        into.put_varint(end - begin);
        auto before = rank;
        for (auto arc = begin; arc < end; ++arc) {
            into.put_varint(hierarchy.up_head()[arc] - before - 1);
            before = hierarchy.up_head()[arc];
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
    std::int64_t node = 0;
    std::uint32_t arc = 0;
    for (std::uint32_t rank = 0; rank < ranks; ++rank) {
        const auto step = reader.zigzag();
        if (step < -std::int64_t{nodes} || step > std::int64_t{nodes})
            reader.fail("a hierarchy names an unknown node");
        node += step;
        if (node < 0 || node >= nodes) reader.fail("a hierarchy names an unknown node");
        made.node_at[rank] = static_cast<std::uint32_t>(node);
        made.rank_of[static_cast<std::size_t>(node)] = rank;
        const auto up = reader.varint_up_to(ranks - 1 - rank);
        made.parents[rank] = up == 0 ? UINT32_MAX : rank + static_cast<std::uint32_t>(up);
        made.first_up[rank] = arc;
        const auto count = reader.varint_up_to(arcs - arc);
        auto head = rank;
        for (std::uint64_t i = 0; i < count; ++i) {
            if (head + 1 >= ranks) reader.fail("an arc of a hierarchy leads beyond it");
            head += 1 + static_cast<std::uint32_t>(reader.varint_up_to(ranks - head - 2));
            made.up_head[arc++] = head;
        }
    }
    made.first_up[ranks] = arc;
    if (arc != arcs || !reader.at_end()) reader.fail("a hierarchy has another size than it says");
    return made;
}

}  // namespace konbit
