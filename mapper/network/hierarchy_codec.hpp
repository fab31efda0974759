#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "mapper/network/hierarchy.hpp"
#include "mapper/store/byte_io.hpp"

namespace konbit {

/// The arrays of a Hierarchy, unpacked: right by the way they are packed.
struct HierarchyArrays {
    std::vector<std::uint32_t> rank_of, node_at, first_up, up_head, parents;
    [[nodiscard]] Hierarchy view() const {
        return Hierarchy::of_right_arrays(rank_of, node_at, first_up, up_head, parents);
    }
};

/// Packs a hierarchy as varints, from the last rank to the first: in this order a rank's ancestors
/// are the ranks before it that are still open, a stack. Of each rank: how many to take off the
/// stack (its parent is what is on top then; the rank itself goes onto it), its node (zigzag, less
/// the node before), its number of arcs, and of each arc how many ancestors to pass over. So a
/// packed tree is a postorder and all arcs rise to ancestors, whatever the bytes.
void pack_hierarchy(const Hierarchy& hierarchy, ByteWriter& into);

/// The reverse; DataError naming `file` if the bytes do not make `ranks` ranks and `arcs` arcs
/// among `nodes` nodes.
[[nodiscard]] HierarchyArrays unpack_hierarchy(std::span<const std::byte> packed,
                                               std::uint32_t nodes, std::uint32_t ranks,
                                               std::uint32_t arcs, std::string_view file);

}  // namespace konbit
