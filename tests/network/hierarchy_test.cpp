// Contraction against the plainest elimination there is, and hostile arrays.
#include "mapper/network/hierarchy.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Pairs random_pairs(std::uint32_t nodes, std::size_t count, std::mt19937& random) {
    Pairs pairs;
    for (std::size_t i = 0; i < count; ++i) {
        pairs.emplace_back(static_cast<std::uint32_t>(random() % nodes),
                           static_cast<std::uint32_t>(random() % nodes));
    }
    return pairs;
}

/// Eliminates node after node: whoever leads to it, then leads to all that it leads to.
std::set<std::pair<std::uint32_t, std::uint32_t>> eliminate(std::span<const std::uint32_t> order,
                                                            const Pairs& pairs) {
    std::set<std::uint32_t> left{order.begin(), order.end()};
    std::set<std::pair<std::uint32_t, std::uint32_t>> arcs;
    for (const auto& [from, to] : pairs) {
        if (from != to && left.contains(from) && left.contains(to)) arcs.emplace(from, to);
    }
    for (const auto node : order) {
        left.erase(node);
        for (const auto from : left) {
            for (const auto to : left) {
                if (from != to && arcs.contains({from, node}) && arcs.contains({node, to})) {
                    arcs.emplace(from, to);
                }
            }
        }
    }
    return arcs;
}

bool is_ancestor(const Hierarchy& hierarchy, std::uint32_t rank, std::uint32_t ancestor) {
    while (rank != UINT32_MAX && rank < ancestor) rank = hierarchy.parent(rank);
    return rank == ancestor;
}

TEST(Hierarchy, HoldsWhatEliminationNeedsAndNoMore) {
    for (std::uint32_t seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random{seed};
        const auto nodes = static_cast<std::uint32_t>(1 + random() % 24);
        const auto pairs = random_pairs(nodes, random() % 60, random);
        std::vector<std::uint32_t> order(nodes);
        std::iota(order.begin(), order.end(), 0u);
        std::shuffle(order.begin(), order.end(), random);
        order.resize(order.size() - random() % (1 + order.size() / 4));  // some are outside
        const auto hierarchy = Hierarchy::build(nodes, order, pairs);

        ASSERT_EQ(hierarchy.size(), order.size());
        std::set<std::pair<std::uint32_t, std::uint32_t>> expected, found;
        for (const auto& [from, to] : eliminate(order, pairs)) {
            expected.emplace(std::min(hierarchy.rank_of()[from], hierarchy.rank_of()[to]),
                             std::max(hierarchy.rank_of()[from], hierarchy.rank_of()[to]));
        }
        for (std::uint32_t rank = 0; rank < hierarchy.size(); ++rank) {
            for (auto arc = hierarchy.first_up()[rank]; arc < hierarchy.first_up()[rank + 1];
                 ++arc) {
                const auto head = hierarchy.up_head()[arc];
                found.emplace(rank, head);
                EXPECT_TRUE(is_ancestor(hierarchy, rank, head));
                EXPECT_EQ(hierarchy.arc_between(rank, head), arc);
            }
        }
        EXPECT_EQ(found, expected);
        EXPECT_NO_THROW(static_cast<void>(Hierarchy::view(hierarchy.rank_of(), hierarchy.node_at(),
                                                          hierarchy.first_up(), hierarchy.up_head(),
                                                          hierarchy.parents(), "x")));
    }
}

TEST(Hierarchy, RanksAreAPostorder) {
    std::mt19937 random{5};
    const auto pairs = random_pairs(200, 260, random);
    std::vector<std::uint32_t> order(200);
    std::iota(order.begin(), order.end(), 0u);
    std::shuffle(order.begin(), order.end(), random);
    const auto hierarchy = Hierarchy::build(200, order, pairs);
    std::vector<std::uint32_t> below(200, 1);
    for (std::uint32_t rank = 0; rank < 200; ++rank) {
        const auto parent = hierarchy.parent(rank);
        if (parent != UINT32_MAX) below[parent] += below[rank];
    }
    for (std::uint32_t rank = 0; rank < 200; ++rank) {
        for (auto lower = rank + 1 - below[rank]; lower < rank; ++lower) {
            EXPECT_TRUE(is_ancestor(hierarchy, lower, rank)) << lower << " below " << rank;
        }
    }
}

TEST(Hierarchy, AnEqualOrderIsKept) {
    // 0 and 1 below 2: already a postorder.
    const std::vector<std::uint32_t> order{4, 1, 3};
    const auto hierarchy = Hierarchy::build(5, order, Pairs{{4, 3}, {3, 4}, {1, 3}});
    EXPECT_THAT(hierarchy.node_at(), testing::ElementsAre(4, 1, 3));
    EXPECT_EQ(hierarchy.rank_of()[0], UINT32_MAX);
    EXPECT_EQ(hierarchy.parent(0), 2u);
    EXPECT_EQ(hierarchy.parent(2), UINT32_MAX);
}

TEST(Hierarchy, NoShortcutWhereNoWayLeads) {
    // 0 is entered from 1 and from 2, and left to none: 1 and 2 need no shortcut.
    const std::vector<std::uint32_t> order{0, 1, 2};
    const auto hierarchy = Hierarchy::build(3, order, Pairs{{1, 0}, {2, 0}});
    EXPECT_EQ(hierarchy.arc_count(), 2u);
    EXPECT_EQ(hierarchy.parent(0), 1u);
    EXPECT_EQ(hierarchy.parent(1), 2u) << "the search from 0 must come by all that it leads to";
}

TEST(Hierarchy, RefusesAnOrderThatIsNone) {
    EXPECT_THROW(static_cast<void>(Hierarchy::build(2, std::vector<std::uint32_t>{0, 0}, {})),
                 std::invalid_argument);
    EXPECT_THROW(static_cast<void>(Hierarchy::build(2, std::vector<std::uint32_t>{2}, {})),
                 std::invalid_argument);
}

TEST(Hierarchy, ManyNodesInAChainNeedNoStack) {
    constexpr std::uint32_t kNodes = 300'000;
    std::vector<std::uint32_t> order(kNodes);
    std::iota(order.begin(), order.end(), 0u);
    Pairs pairs;
    for (std::uint32_t node = 1; node < kNodes; ++node) pairs.emplace_back(node - 1, node);
    const auto hierarchy = Hierarchy::build(kNodes, order, pairs);
    EXPECT_EQ(hierarchy.arc_count(), kNodes - 1);
    EXPECT_EQ(hierarchy.parent(0), 1u);
}

class DamagedHierarchy : public testing::Test {
protected:
    DamagedHierarchy() {
        const std::vector<std::uint32_t> order{0, 2, 1, 3};
        const auto good =
            Hierarchy::build(5, order, Pairs{{0, 1}, {1, 0}, {2, 3}, {0, 3}, {3, 1}, {1, 3}});
        const auto copy = [](std::span<const std::uint32_t> values) {
            return std::vector<std::uint32_t>{values.begin(), values.end()};
        };
        rank_of = copy(good.rank_of());
        node_at = copy(good.node_at());
        first = copy(good.first_up());
        heads = copy(good.up_head());
        parents = copy(good.parents());
    }
    void view() const {
        static_cast<void>(Hierarchy::view(rank_of, node_at, first, heads, parents, "roads.idx"));
    }
    std::vector<std::uint32_t> rank_of, node_at, first, heads, parents;
};

TEST_F(DamagedHierarchy, IsFineBeforeItIsDamaged) {
    EXPECT_NO_THROW(view());
}

TEST_F(DamagedHierarchy, EveryNumberIsChecked) {
    // Any other value of any number must be refused, or be another right hierarchy of these sizes.
    for (auto* values : {&rank_of, &node_at, &first, &heads, &parents}) {
        for (auto& value : *values) {
            const auto before = value;
            for (const std::uint32_t bad : {4u, 5u, 77u, 0x8000'0000u, UINT32_MAX - 1}) {
                if (bad == before || (values == &first && bad == 4)) continue;
                value = bad;
                EXPECT_THROW(view(), DataError);
            }
            value = before;
        }
    }
    EXPECT_NO_THROW(view());
}

TEST_F(DamagedHierarchy, RanksMustBeAPostorder) {
    // Two trees, 0 below 2 and 1 below 3, that cross.
    rank_of = node_at = {0, 1, 2, 3};
    first = {0, 0, 0, 0, 0};
    heads.clear();
    parents = {2, 3, UINT32_MAX, UINT32_MAX};
    EXPECT_THROW(view(), DataError);
    parents = {1, UINT32_MAX, 3, UINT32_MAX};
    EXPECT_NO_THROW(view());
    // An arc to a rank of another tree.
    first = {0, 1, 1, 1, 1};
    heads = {3};
    EXPECT_THROW(view(), DataError);
    heads = {1};
    EXPECT_NO_THROW(view());
}

TEST_F(DamagedHierarchy, SizesMustFit) {
    first.pop_back();
    EXPECT_THROW(view(), DataError);
    first.clear();
    EXPECT_THROW(view(), DataError);
}

TEST_F(DamagedHierarchy, HeadsMustRiseAndLieAbove) {
    std::swap(heads.at(first[0]), heads.at(first[0] + 1));
    EXPECT_THROW(view(), DataError);
    std::swap(heads.at(first[0]), heads.at(first[0] + 1));
    parents.at(1) = 0;
    EXPECT_THROW(view(), DataError);
}

}  // namespace
}  // namespace konbit
