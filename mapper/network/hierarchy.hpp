#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace konbit {

/// The topology of a customizable contraction hierarchy (Dibbelt, Strasser, Wagner 2016) of a
/// directed graph under an elimination order, in flat arrays over *ranks*. Holds the arcs of the
/// graph and the shortcuts that some metric could need: where no way leads over lower ranks in
/// either direction there is none, which spares most of what turns would add (Buchhold, Wagner,
/// Zeitz, Zündorf 2020). All upper neighbours of a rank are its ancestors in the elimination tree.
/// Ranks are a postorder of that tree: whatever is below a rank comes directly before it.
///
/// Owns its arrays or views mapped ones (the constructor's spans must outlive it).
class Hierarchy {
public:
    Hierarchy() = default;
    /// Views of stored arrays; checked: sizes, bounds, that ranks are a postorder, that arcs rise
    /// to ancestors, and that `rank_of` and `node_at` undo each other. DataError naming `file`.
    [[nodiscard]] static Hierarchy view(std::span<const std::uint32_t> rank_of,
                                        std::span<const std::uint32_t> node_at,
                                        std::span<const std::uint32_t> first_up,
                                        std::span<const std::uint32_t> up_head,
                                        std::span<const std::uint32_t> parents,
                                        std::string_view file);
    /// The same without any check, for arrays that cannot be wrong (hierarchy_codec.hpp).
    [[nodiscard]] static Hierarchy of_right_arrays(
        std::span<const std::uint32_t> rank_of, std::span<const std::uint32_t> node_at,
        std::span<const std::uint32_t> first_up, std::span<const std::uint32_t> up_head,
        std::span<const std::uint32_t> parents) noexcept;
    /// Contracts. `order`: the nodes of the graph, first contracted first (nodes not in it are
    /// outside; ranks differ from it only where that changes nothing but the numbers); `arcs`:
    /// directed, from and to, any order, doubles and loops allowed.
    [[nodiscard]] static Hierarchy build(
        std::uint32_t node_count, std::span<const std::uint32_t> order,
        std::span<const std::pair<std::uint32_t, std::uint32_t>> arcs);
    Hierarchy(Hierarchy&&) noexcept = default;
    Hierarchy& operator=(Hierarchy&&) noexcept = default;
    Hierarchy(const Hierarchy&) = delete;
    Hierarchy& operator=(const Hierarchy&) = delete;

    /// Nodes in the hierarchy; ranks are [0, size()).
    [[nodiscard]] std::uint32_t size() const noexcept {
        return static_cast<std::uint32_t>(node_at_.size());
    }
    [[nodiscard]] std::uint32_t arc_count() const noexcept {
        return static_cast<std::uint32_t>(up_head_.size());
    }
    /// By node; UINT32_MAX: not in it.
    [[nodiscard]] std::span<const std::uint32_t> rank_of() const noexcept { return rank_of_; }
    [[nodiscard]] std::span<const std::uint32_t> node_at() const noexcept { return node_at_; }
    /// Arcs of rank r: [first_up[r], first_up[r + 1]); their upper ends, rising.
    [[nodiscard]] std::span<const std::uint32_t> first_up() const noexcept { return first_up_; }
    [[nodiscard]] std::span<const std::uint32_t> up_head() const noexcept { return up_head_; }
    /// The elimination tree; UINT32_MAX: a root.
    [[nodiscard]] std::span<const std::uint32_t> parents() const noexcept { return parents_; }
    [[nodiscard]] std::uint32_t parent(std::uint32_t rank) const noexcept { return parents_[rank]; }
    /// The arc between two ranks, lower first; UINT32_MAX: none. O(log degree).
    [[nodiscard]] std::uint32_t arc_between(std::uint32_t lower,
                                            std::uint32_t upper) const noexcept;

private:
    std::span<const std::uint32_t> rank_of_, node_at_, first_up_, up_head_, parents_;
    std::vector<std::uint32_t> own_rank_of_, own_node_at_, own_first_up_, own_up_head_,
        own_parents_;
};

}  // namespace konbit
