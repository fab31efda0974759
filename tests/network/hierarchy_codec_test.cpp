// Hierarchies come back from their packed form as they were; other bytes are refused.
#include "mapper/network/hierarchy_codec.hpp"

#include <random>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

using testing::ElementsAreArray;

Hierarchy random_hierarchy(std::uint32_t nodes, std::uint32_t seed) {
    std::mt19937 random{seed};
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < nodes; ++i)
        if (i % 7 != 3) order.push_back(i);  // some are outside
    std::shuffle(order.begin(), order.end(), random);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> arcs;
    for (std::uint32_t i = 0; i < 2 * nodes; ++i)
        arcs.emplace_back(order[random() % order.size()], order[random() % order.size()]);
    return Hierarchy::build(nodes, order, arcs);
}

TEST(HierarchyCodec, ComesBack) {
    for (const std::uint32_t nodes : {1U, 2U, 30U, 300U}) {
        const auto hierarchy = random_hierarchy(nodes, nodes);
        ByteWriter packed;
        pack_hierarchy(hierarchy, packed);
        const auto arrays = unpack_hierarchy(packed.bytes(), nodes, hierarchy.size(),
                                             hierarchy.arc_count(), "test");
        const auto view = Hierarchy::view(arrays.rank_of, arrays.node_at, arrays.first_up,
                                          arrays.up_head, arrays.parents, "test");
        EXPECT_THAT(view.rank_of(), ElementsAreArray(hierarchy.rank_of()));
        EXPECT_THAT(view.node_at(), ElementsAreArray(hierarchy.node_at()));
        EXPECT_THAT(view.first_up(), ElementsAreArray(hierarchy.first_up()));
        EXPECT_THAT(view.up_head(), ElementsAreArray(hierarchy.up_head()));
        EXPECT_THAT(view.parents(), ElementsAreArray(hierarchy.parents()));
    }
}

TEST(HierarchyCodec, OtherSizesAreRefused) {
    const auto hierarchy = random_hierarchy(30, 5);
    ByteWriter packed;
    pack_hierarchy(hierarchy, packed);
    const auto bytes = packed.bytes();
    const auto ranks = hierarchy.size();
    const auto arcs = hierarchy.arc_count();
    EXPECT_THROW((void)unpack_hierarchy(bytes, 30, ranks + 1, arcs, "test"), DataError);
    EXPECT_THROW((void)unpack_hierarchy(bytes, 30, ranks, arcs + 1, "test"), DataError);
    EXPECT_THROW((void)unpack_hierarchy(bytes, 30, ranks, arcs - 1, "test"), DataError);
    EXPECT_THROW((void)unpack_hierarchy(bytes, 10, ranks, arcs, "test"), DataError);
    EXPECT_THROW((void)unpack_hierarchy(bytes, 30, UINT32_MAX, UINT32_MAX, "test"), DataError);
    EXPECT_THROW((void)unpack_hierarchy(bytes.first(bytes.size() - 1), 30, ranks, arcs, "test"),
                 DataError);
}

TEST(HierarchyCodec, AnyBytesAreRefusedOrMakeAHierarchy) {
    const auto hierarchy = random_hierarchy(60, 9);
    ByteWriter packed;
    pack_hierarchy(hierarchy, packed);
    std::mt19937 random{3};
    std::size_t made = 0;
    for (int round = 0; round < 5'000; ++round) {
        std::vector<std::byte> bytes{packed.bytes().begin(), packed.bytes().end()};
        for (auto flips = 1 + random() % 2; flips > 0; --flips)
            bytes[random() % bytes.size()] = std::byte(random() % (flips == 1 ? 6 : 256));
        try {
            const auto arrays =
                unpack_hierarchy(bytes, 60, hierarchy.size(), hierarchy.arc_count(), "test");
            ASSERT_NO_THROW(
                static_cast<void>(Hierarchy::view(arrays.rank_of, arrays.node_at, arrays.first_up,
                                                  arrays.up_head, arrays.parents, "test")));
            ++made;
        } catch (const DataError&) {
        }
    }
    EXPECT_GT(made, 50U);
    EXPECT_LT(made, 4'500U);
}

}  // namespace
}  // namespace konbit
