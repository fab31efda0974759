#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "mapper/situation/situation.hpp"

namespace konbit {

/// Where a span lies on a way with these nodes, as positions in its list; two stretches where the
/// span runs over the seam of a closed way. A span whose nodes are not both there becomes the
/// segment nearest to `at` (`place_of` gives a node's location, undefined if unknown); empty: there
/// is none, take the whole way.
[[nodiscard]] std::vector<WayStretch> stretches_of(
    const NodeSpan& span, Location at, std::span<const std::int64_t> nodes,
    const std::function<Location(std::int64_t)>& place_of);

/// A piece of a way along which the same statements hold.
struct WayPiece {
    WayStretch stretch;
    std::vector<std::size_t> holding;  ///< positions in `spans`, rising
};
/// Cuts a way of `node_count` nodes at the ends of all spans (an empty list of stretches: the whole
/// way) and joins neighbours with the same ones. Pieces nothing is said of are there, too.
[[nodiscard]] std::vector<WayPiece> cut_way(std::uint32_t node_count,
                                            std::span<const std::vector<WayStretch>> spans);

}  // namespace konbit
