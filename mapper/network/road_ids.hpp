#pragma once

#include <compare>
#include <cstdint>

namespace konbit {

/// A road segment: a piece of a way between two junctions, barriers or ends. Dense from 0, along
/// the Hilbert curve; stable for one `roads.idx`.
struct SegmentId {
    std::uint32_t value = 0;
    auto operator<=>(const SegmentId&) const = default;
};

/// A place where segments meet: a node of the extract. Dense from 0.
struct VertexId {
    std::uint32_t value = 0;
    auto operator<=>(const VertexId&) const = default;
};

/// A segment in one direction: 2 * segment along the way, 2 * segment + 1 against it. These are the
/// first nodes of the turn-expanded graph; copies for restrictions over ways come behind them.
struct DirectedSegment {
    std::uint32_t value = 0;

    [[nodiscard]] static constexpr DirectedSegment of(SegmentId segment, bool against) noexcept {
        return {segment.value * 2 + (against ? 1u : 0u)};
    }
    [[nodiscard]] constexpr SegmentId segment() const noexcept { return {value >> 1}; }
    [[nodiscard]] constexpr bool against() const noexcept { return (value & 1) != 0; }
    [[nodiscard]] constexpr DirectedSegment reversed() const noexcept { return {value ^ 1}; }
    auto operator<=>(const DirectedSegment&) const = default;
};

/// The tags that matter for travel, as one set: segments, nodes and turn rules with the same ones
/// share a kind. Dense from 0.
struct KindId {
    std::uint32_t value = 0;
    auto operator<=>(const KindId&) const = default;
};

/// A node of the turn-expanded graph: a DirectedSegment, or a copy of one that remembers where the
/// vehicle came from (restrictions whose via is a way).
using ExpandedNode = std::uint32_t;
inline constexpr ExpandedNode kNoNode = UINT32_MAX;

}  // namespace konbit
