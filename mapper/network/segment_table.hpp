#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/network/road_source.hpp"
#include "mapper/store/byte_io.hpp"

namespace konbit {

/// The segments of a network with all that belongs to them, in the order of their ids.
struct SegmentTable {
    static constexpr std::uint32_t kNoVertex = UINT32_MAX;

    std::vector<RoadSegment> segments;
    std::vector<BoundingBox> boxes;
    ByteWriter shapes;
    std::vector<Location> vertices;
    std::vector<std::uint32_t> vertex_of;  ///< by position in RoadSource::locations; kNoVertex
    std::vector<RoadNode> nodes;           ///< by vertex
    std::vector<std::uint32_t> by_object;  ///< segments by reference, relations after ways of the
                                           ///< same one, position; crossings last

    /// Segments of a way or relation, crossings too.
    [[nodiscard]] std::span<const std::uint32_t> of(std::int64_t ref, bool relation,
                                                    const KindTable& kinds) const;
};

/// Cuts ways where they meet, at nodes with tags that matter and where nodes are missing; adds
/// straight ways over walkable areas. Sorted along the Hilbert curve. Interns kinds of crossings.
[[nodiscard]] SegmentTable cut_into_segments(RoadSource& source, const BaseMap& base);

/// Marks in `is_vertex` (by position) the nodes at which ways are cut; counts in `uses` how often
/// ways pass a node, up to 255.
void find_vertices(const RoadSource& source, std::vector<std::uint8_t>& uses,
                   std::vector<bool>& is_vertex);

}  // namespace konbit
