#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "mapper/network/hierarchy.hpp"
#include "mapper/store/byte_io.hpp"

namespace konbit {

/// The arrays of a Hierarchy, unpacked.
struct HierarchyArrays {
    std::vector<std::uint32_t> rank_of, node_at, first_up, up_head, parents;
    [[nodiscard]] Hierarchy view(std::string_view file) const;
};

/// Packs a hierarchy, rank by rank, as varints: node (zigzag, less the node before), distance to
/// its parent (0: a root), number of arcs, distance to the first head, distances between heads less
/// one. About a quarter of the arrays.
void pack_hierarchy(const Hierarchy& hierarchy, ByteWriter& into);

/// The reverse; DataError naming `file` if the bytes do not make `ranks` ranks and `arcs` arcs
/// among `nodes` nodes.
[[nodiscard]] HierarchyArrays unpack_hierarchy(std::span<const std::byte> packed,
                                               std::uint32_t nodes, std::uint32_t ranks,
                                               std::uint32_t arcs, std::string_view file);

}  // namespace konbit
