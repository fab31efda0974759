#pragma once

#include <optional>
#include <span>
#include <vector>

#include "mapper/network/road_format.hpp"

namespace konbit {

/// Directed segments by the vertex where they begin.
class RoadAdjacency {
public:
    RoadAdjacency() = default;
    RoadAdjacency(std::span<const RoadSegment> segments, std::uint32_t vertices);
    /// Rising.
    [[nodiscard]] std::span<const DirectedSegment> leaving(std::uint32_t vertex) const noexcept {
        return std::span{leaving_}.subspan(first_[vertex], first_[vertex + 1] - first_[vertex]);
    }

private:
    std::vector<std::uint32_t> first_;
    std::vector<DirectedSegment> leaving_;
};

/// The turn-expanded graph over tables that somebody else owns and has checked: the builder's, or
/// those of a mapped file.
struct TurnGraph {
    std::span<const RoadSegment> segments;
    std::span<const road_format::KindRecord> kinds;
    std::span<const std::uint8_t> vertex_flags;  ///< road_format::VertexFlag
    std::span<const DirectedSegment> copies;     ///< what each stands for; rising
    std::span<const road_format::TurnException> exceptions;
    std::span<const std::uint32_t> forbidden;

    [[nodiscard]] std::uint32_t directed_count() const noexcept {
        return static_cast<std::uint32_t>(segments.size() * 2);
    }
    [[nodiscard]] std::uint32_t size() const noexcept {
        return directed_count() + static_cast<std::uint32_t>(copies.size());
    }
    [[nodiscard]] DirectedSegment base_of(ExpandedNode node) const noexcept {
        const auto directed = directed_count();
        return node < directed ? DirectedSegment{node} : copies[node - directed];
    }
    /// The first copy of a directed segment and the one behind its last.
    [[nodiscard]] std::pair<ExpandedNode, ExpandedNode> copies_of(
        DirectedSegment segment) const noexcept;
    [[nodiscard]] std::uint32_t tail(DirectedSegment segment) const noexcept {
        const auto& s = segments[segment.value >> 1];
        return segment.against() ? s.head : s.tail;
    }
    [[nodiscard]] std::uint32_t head(DirectedSegment segment) const noexcept {
        return tail(segment.reversed());
    }
    [[nodiscard]] bool in(RoadGraph graph, DirectedSegment segment) const noexcept {
        return graph == RoadGraph::walk ||
               (kinds[segments[segment.value >> 1].kind].flags & RoadKindFlags::kDrive) != 0;
    }

    /// As in RoadNetwork.
    void read_turns(ExpandedNode node, RoadGraph graph, const RoadAdjacency& adjacency,
                    std::vector<ExpandedTurn>& into) const;
    [[nodiscard]] std::optional<ExpandedTurn> turn(ExpandedNode from, ExpandedNode to,
                                                   RoadGraph graph) const;

private:
    [[nodiscard]] const road_format::TurnException* exception(ExpandedNode from,
                                                              DirectedSegment step) const noexcept;
    [[nodiscard]] bool may_turn_round(std::uint32_t vertex, RoadGraph graph) const noexcept {
        const auto end = graph == RoadGraph::drive ? road_format::kDriveEnd : road_format::kWalkEnd;
        return (vertex_flags[vertex] & (end | road_format::kHasNode)) != 0;
    }
};

}  // namespace konbit
