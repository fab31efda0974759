#include "mapper/situation/way_stretches.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include "mapper/model/geodesy.hpp"
#include "mapper/model/geometry.hpp"

namespace konbit {
namespace {

std::vector<std::uint32_t> positions_of(std::int64_t node, std::span<const std::int64_t> nodes) {
    std::vector<std::uint32_t> found;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
        if (nodes[i] == node) found.push_back(i);
    }
    return found;
}

/// The shortest stretch between two nodes that may each come several times.
std::optional<WayStretch> shortest_between(std::span<const std::uint32_t> from,
                                           std::span<const std::uint32_t> to) {
    std::optional<WayStretch> best;
    for (const auto a : from) {
        for (const auto b : to) {
            if (a == b) continue;
            const WayStretch stretch{std::min(a, b), std::max(a, b)};
            if (!best || stretch.last - stretch.first < best->last - best->first) best = stretch;
        }
    }
    return best;
}

std::vector<WayStretch> nearest_segment(Location at, std::span<const std::int64_t> nodes,
                                        const std::function<Location(std::int64_t)>& place_of) {
    double least = std::numeric_limits<double>::infinity();
    std::vector<WayStretch> nearest;
    auto before = place_of(nodes[0]);
    for (std::uint32_t i = 1; i < nodes.size(); ++i) {
        const auto here = place_of(nodes[i]);
        if (before.valid() && here.valid()) {
            const auto distance = distance_m(at, make_line({before, here}));
            if (distance < least) {
                least = distance;
                nearest = {{i - 1, i}};
            }
        }
        before = here;
    }
    return nearest;
}

}  // namespace

std::vector<WayStretch> stretches_of(const NodeSpan& span, Location at,
                                     std::span<const std::int64_t> nodes,
                                     const std::function<Location(std::int64_t)>& place_of) {
    if (nodes.size() < 2) return {};
    const auto from = positions_of(span.from_node, nodes);
    const auto to = positions_of(span.to_node, nodes);
    const auto last = static_cast<std::uint32_t>(nodes.size() - 1);
    const bool closed = nodes.front() == nodes.back();
    // On a ring a span runs in the way's direction, over the seam if need be.
    if (closed && from.size() == 1 && to.size() == 1 && from[0] > to[0])
        return {{0, to[0]}, {from[0], last}};
    if (closed && from.size() > 1 && to.size() == 1) return {{0, to[0]}};
    if (closed && from.size() == 1 && to.size() > 1) return {{from[0], last}};
    if (const auto stretch = shortest_between(from, to)) return {*stretch};
    return nearest_segment(at, nodes, place_of);
}

std::vector<WayPiece> cut_way(std::uint32_t node_count,
                              std::span<const std::vector<WayStretch>> spans) {
    std::vector<std::uint32_t> cuts{0, node_count - 1};
    for (const auto& stretches : spans) {
        for (const auto& stretch : stretches) {
            cuts.push_back(stretch.first);
            cuts.push_back(stretch.last);
        }
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<WayPiece> pieces;
    for (std::size_t i = 1; i < cuts.size(); ++i) {
        WayPiece piece{{cuts[i - 1], cuts[i]}, {}};
        for (std::size_t s = 0; s < spans.size(); ++s) {
            const bool holds =
                spans[s].empty() ||
                std::any_of(spans[s].begin(), spans[s].end(), [&](const WayStretch& stretch) {
                    return stretch.first <= piece.stretch.first &&
                           piece.stretch.last <= stretch.last;
                });
            if (holds) piece.holding.push_back(s);
        }
        if (!pieces.empty() && pieces.back().holding == piece.holding) {
            pieces.back().stretch.last = piece.stretch.last;
        } else {
            pieces.push_back(std::move(piece));
        }
    }
    return pieces;
}

}  // namespace konbit
