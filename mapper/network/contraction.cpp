// Builds a hierarchy as sparse Cholesky factorization finds the pattern of its factor: elimination
// tree and postorder (Liu 1990), the arcs of a rank merged from those of its children, and then
// which of them any way over lower ranks can need in one of the two directions.
#include <algorithm>
#include <limits>
#include <stdexcept>

#include "mapper/network/hierarchy.hpp"

namespace konbit {
namespace {

using Ranks = std::vector<std::uint32_t>;
constexpr std::uint32_t kNone = UINT32_MAX;

struct DirectedArc {
    std::uint32_t lower = 0;
    std::uint32_t upper = 0;
    std::uint8_t direction = 0;  // kUp or kDown
};
constexpr std::uint8_t kUp = 1, kDown = 2;

/// Lists of one number a rank, one after the other.
struct RankLists {
    Ranks first, values;
    std::vector<std::uint8_t> directions;  // beside values; may be empty

    [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t rank) const {
        return std::span{values}.subspan(first[rank], first[rank + 1] - first[rank]);
    }
};

Ranks ranks_of(std::uint32_t node_count, std::span<const std::uint32_t> order) {
    Ranks rank_of(node_count, kNone);
    for (std::uint32_t rank = 0; rank < order.size(); ++rank) {
        if (order[rank] >= node_count || rank_of[order[rank]] != kNone) {
            throw std::invalid_argument{"an order names a node twice, or one that there is not"};
        }
        rank_of[order[rank]] = rank;
    }
    return rank_of;
}

/// The graph's own arcs by their lower end (or, `by_upper`, by their upper one), sorted, each once.
RankLists lists_of(std::uint32_t size, const Ranks& rank_of,
                   std::span<const std::pair<std::uint32_t, std::uint32_t>> arcs, bool by_upper) {
    RankLists lists;
    lists.first.assign(size + 1, 0);
    const auto visit = [&](const auto& use) {
        for (const auto& [from, to] : arcs) {
            const auto tail = rank_of[from], head = rank_of[to];
            if (tail == head || tail == kNone || head == kNone) continue;
            const auto lower = std::min(tail, head), upper = std::max(tail, head);
            const auto direction = tail < head ? kUp : kDown;
            by_upper ? use(upper, lower, direction) : use(lower, upper, direction);
        }
    };
    visit([&](auto at, auto, auto) { ++lists.first[at + 1]; });
    for (std::uint32_t rank = 0; rank < size; ++rank) lists.first[rank + 1] += lists.first[rank];
    lists.values.resize(lists.first.back());
    lists.directions.resize(lists.first.back());
    auto next = lists.first;
    visit([&](auto at, auto other, auto direction) {
        lists.values[next[at]] = other;
        lists.directions[next[at]++] = direction;
    });
    return lists;
}

/// The elimination tree (Liu's algorithm with path compression): the parent of each rank.
Ranks elimination_tree(std::uint32_t size, const RankLists& lower_neighbours) {
    Ranks parent(size, kNone), shortcut(size, kNone);
    for (std::uint32_t rank = 0; rank < size; ++rank) {
        for (auto at : lower_neighbours.of(rank)) {
            while (at != rank) {
                const auto next = shortcut[at];
                shortcut[at] = rank;
                if (next == kNone) parent[at] = rank;
                if (next == kNone) break;
                at = next;
            }
        }
    }
    return parent;
}

/// New numbers for ranks, so that the descendants of each come directly before it.
Ranks postorder(const Ranks& parent) {
    const auto size = static_cast<std::uint32_t>(parent.size());
    Ranks below(size, 1), number(size);
    for (std::uint32_t rank = 0; rank < size; ++rank) {
        if (parent[rank] != kNone) below[parent[rank]] += below[rank];
    }
    // From the top: each rank takes the last number of its range, children the rest in their order.
    Ranks end(size);
    std::uint32_t root_end = size;
    for (auto rank = size; rank-- > 0;) {
        auto& limit = parent[rank] == kNone ? root_end : end[parent[rank]];
        number[rank] = limit - 1;
        limit -= below[rank];
        end[rank] = number[rank];
    }
    return number;
}

/// The chordal supergraph: what a rank's children know above it is its own, too.
RankLists chordal_arcs(const RankLists& own, const Ranks& parent) {
    const auto size = static_cast<std::uint32_t>(parent.size());
    RankLists all;
    all.first.assign(size + 1, 0);
    all.values.reserve(own.values.size() * 2);
    Ranks first_child(size, kNone), next_sibling(size, kNone), merged;
    for (std::uint32_t rank = 0; rank < size; ++rank) {
        const auto mine = own.of(rank);
        merged.assign(mine.begin(), mine.end());
        for (auto child = first_child[rank]; child != kNone; child = next_sibling[child]) {
            const auto above = all.of(child).subspan(1);
            merged.insert(merged.end(), above.begin(), above.end());
        }
        std::sort(merged.begin(), merged.end());
        merged.erase(std::unique(merged.begin(), merged.end()), merged.end());
        all.values.insert(all.values.end(), merged.begin(), merged.end());
        if (all.values.size() >= kNone) {
            throw std::length_error{"a contraction hierarchy grows over 2^32 arcs"};
        }
        all.first[rank + 1] = static_cast<std::uint32_t>(all.values.size());
        if (parent[rank] == kNone) continue;
        next_sibling[rank] = first_child[parent[rank]];
        first_child[parent[rank]] = rank;
    }
    return all;
}

/// In which directions some way over lower ranks can join the ends of each chordal arc.
void find_directions(const RankLists& own, RankLists& all) {
    const auto size = static_cast<std::uint32_t>(all.first.size() - 1);
    all.directions.assign(all.values.size(), 0);
    std::vector<std::pair<std::uint32_t, std::uint8_t>> needed;  // of one rank: head, directions
    for (std::uint32_t rank = 0; rank < size; ++rank) {
        for (auto i = own.first[rank]; i < own.first[rank + 1]; ++i) {
            const auto heads = all.of(rank);
            const auto at = std::lower_bound(heads.begin(), heads.end(), own.values[i]);
            all.directions[all.first[rank] + (at - heads.begin())] |= own.directions[i];
        }
        needed.clear();
        for (auto i = all.first[rank]; i < all.first[rank + 1]; ++i) {
            if (all.directions[i] != 0) needed.emplace_back(all.values[i], all.directions[i]);
        }
        for (std::size_t i = 0; i < needed.size(); ++i) {
            const auto [middle, to_middle] = needed[i];
            const auto onwards = (to_middle >> 1 | to_middle << 1) & 3;
            auto arc = all.first[middle];
            for (std::size_t k = i + 1; k < needed.size(); ++k) {
                while (all.values[arc] != needed[k].first) ++arc;
                all.directions[arc] |= static_cast<std::uint8_t>(onwards & needed[k].second);
            }
        }
    }
}

void drop_unneeded(RankLists& all) {
    std::uint32_t kept = 0, begin = 0;
    for (std::size_t rank = 0; rank + 1 < all.first.size(); ++rank) {
        const auto end = all.first[rank + 1];
        for (auto i = begin; i < end; ++i) {
            if (all.directions[i] != 0) all.values[kept++] = all.values[i];
        }
        begin = end;
        all.first[rank + 1] = kept;
    }
    all.values.resize(kept);
    all.values.shrink_to_fit();
}

}  // namespace

Hierarchy Hierarchy::build(std::uint32_t node_count, std::span<const std::uint32_t> order,
                           std::span<const std::pair<std::uint32_t, std::uint32_t>> arcs) {
    const auto size = static_cast<std::uint32_t>(order.size());
    Hierarchy built;
    built.own_rank_of_ = ranks_of(node_count, order);
    const auto tree = elimination_tree(size, lists_of(size, built.own_rank_of_, arcs, true));
    const auto number = postorder(tree);
    built.own_node_at_.resize(size);
    built.own_parents_.resize(size);
    for (std::uint32_t rank = 0; rank < size; ++rank) {
        built.own_node_at_[number[rank]] = order[rank];
        built.own_rank_of_[order[rank]] = number[rank];
        built.own_parents_[number[rank]] = tree[rank] == kNone ? kNone : number[tree[rank]];
    }
    const auto own = lists_of(size, built.own_rank_of_, arcs, false);
    auto all = chordal_arcs(own, built.own_parents_);
    find_directions(own, all);
    drop_unneeded(all);
    built.own_first_up_ = std::move(all.first);
    built.own_up_head_ = std::move(all.values);
    built.rank_of_ = built.own_rank_of_;
    built.node_at_ = built.own_node_at_;
    built.first_up_ = built.own_first_up_;
    built.up_head_ = built.own_up_head_;
    built.parents_ = built.own_parents_;
    return built;
}

}  // namespace konbit
