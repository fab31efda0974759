#include "mapper/network/hierarchy.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

[[noreturn]] void fail(std::string_view file, std::string_view why) {
    throw DataError{"The contraction hierarchy is damaged", file, why,
                    "Delete the folder derived/ beside it; it is built again"};
}

void require(bool holds, std::string_view file, std::string_view why) {
    if (!holds) fail(file, why);
}

void check_ranks(const Hierarchy& hierarchy, std::string_view file) {
    const auto rank_of = hierarchy.rank_of();
    const auto node_at = hierarchy.node_at();
    for (std::uint32_t rank = 0; rank < node_at.size(); ++rank) {
        require(node_at[rank] < rank_of.size() && rank_of[node_at[rank]] == rank, file,
                "ranks and nodes do not fit each other");
    }
    const auto outside = std::count(rank_of.begin(), rank_of.end(), UINT32_MAX);
    require(rank_of.size() - static_cast<std::size_t>(outside) == node_at.size(), file,
            "a node has a rank that belongs to another one");
}

/// The lowest descendant of each rank. A postorder is one where no two ways from a rank to its
/// parent cross.
std::vector<std::uint32_t> check_tree(const Hierarchy& hierarchy, std::string_view file) {
    const auto parents = hierarchy.parents();
    std::vector<std::uint32_t> lowest(parents.size()), open;  // parents that are yet to come
    for (std::uint32_t rank = 0; rank < parents.size(); ++rank) lowest[rank] = rank;
    for (std::uint32_t rank = 0; rank < parents.size(); ++rank) {
        while (!open.empty() && open.back() == rank) open.pop_back();
        const auto parent = parents[rank];
        const bool root = parent == UINT32_MAX;
        const bool right = root ? open.empty()
                                : parent > rank && parent < parents.size() &&
                                      (open.empty() || parent <= open.back());
        if (!right) fail(file, fmt::format("the parent of rank {} is not where it must be", rank));
        if (root) continue;
        lowest[parent] = std::min(lowest[parent], lowest[rank]);
        open.push_back(parent);
    }
    return lowest;
}

void check_arcs(const Hierarchy& hierarchy, std::string_view file) {
    const auto size = hierarchy.size();
    const auto first = hierarchy.first_up();
    const auto heads = hierarchy.up_head();
    require(first.front() == 0 && first.back() == heads.size(), file,
            "its arcs do not fill their section");
    const auto lowest = check_tree(hierarchy, file);
    for (std::uint32_t rank = 0; rank < size; ++rank) {
        if (first[rank] > first[rank + 1] || first[rank + 1] > heads.size()) {
            fail(file, fmt::format("the arcs of rank {} end before they begin", rank));
        }
        auto below = rank;
        for (auto arc = first[rank]; arc < first[rank + 1]; ++arc) {
            const auto head = heads[arc];
            if (head <= below || head >= size || lowest[head] > rank) {
                fail(file, fmt::format("the arcs of rank {} do not rise to its ancestors", rank));
            }
            below = head;
        }
    }
}

}  // namespace

Hierarchy Hierarchy::view(std::span<const std::uint32_t> rank_of,
                          std::span<const std::uint32_t> node_at,
                          std::span<const std::uint32_t> first_up,
                          std::span<const std::uint32_t> up_head,
                          std::span<const std::uint32_t> parents, std::string_view file) {
    require(node_at.size() < UINT32_MAX && up_head.size() < UINT32_MAX, file,
            "it is larger than any hierarchy can be");
    require(first_up.size() == node_at.size() + 1 && parents.size() == node_at.size(), file,
            "its sections do not have the same number of ranks");
    auto hierarchy = of_right_arrays(rank_of, node_at, first_up, up_head, parents);
    check_ranks(hierarchy, file);
    check_arcs(hierarchy, file);
    return hierarchy;
}

Hierarchy Hierarchy::of_right_arrays(std::span<const std::uint32_t> rank_of,
                                     std::span<const std::uint32_t> node_at,
                                     std::span<const std::uint32_t> first_up,
                                     std::span<const std::uint32_t> up_head,
                                     std::span<const std::uint32_t> parents) noexcept {
    Hierarchy hierarchy;
    hierarchy.rank_of_ = rank_of;
    hierarchy.node_at_ = node_at;
    hierarchy.first_up_ = first_up;
    hierarchy.up_head_ = up_head;
    hierarchy.parents_ = parents;
    return hierarchy;
}

std::uint32_t Hierarchy::arc_between(std::uint32_t lower, std::uint32_t upper) const noexcept {
    auto begin = first_up_[lower];
    auto count = first_up_[lower + 1] - begin;
    if (count == 0) return UINT32_MAX;
    while (count > 1) {  // without branches that nobody could foresee
        const auto half = count / 2;
        begin += up_head_[begin + half - 1] < upper ? half : 0;
        count -= half;
    }
    return up_head_[begin] == upper ? begin : UINT32_MAX;
}

}  // namespace konbit
