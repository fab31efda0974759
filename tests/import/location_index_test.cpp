#include "import/location_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "tests/import/imported.hpp"

namespace konbit {
namespace {

TEST(OrderKey, IsTheOrderOfOsmiumSort) {
    const std::int64_t ids[] = {0, -1, -2, -9'000'000'000, 1, 2, 13'000'000'000};
    for (std::size_t i = 1; i < std::size(ids); ++i) {
        EXPECT_LT(order_key(ids[i - 1]), order_key(ids[i])) << ids[i];
    }
}

TEST(LocationIndex, EmptyFindsNothing) {
    const ScratchFolder folder;
    LocationIndex index{folder.path()};
    index.seal();
    EXPECT_EQ(index.find(1), std::nullopt);
}

TEST(LocationIndex, LeavesNoNameBehind) {
    const ScratchFolder folder;
    LocationIndex index{folder.path()};
    for (int id = 1; id < 10'000; ++id) index.add(id, {id, -id});
    index.seal();
    EXPECT_TRUE(folder.names().empty());
    EXPECT_EQ(index.find(9'999), (Location{9'999, -9'999}));
}

// Against a std::map: dense runs, gaps, jumps wider than 32 bits, negative ids, and ids that
// are not there, asked for in order and at random.
TEST(LocationIndex, EqualsAMap) {
    for (const unsigned seed : {1U, 2U, 3U}) {
        SCOPED_TRACE(seed);
        std::mt19937_64 random{seed};
        std::vector<std::int64_t> ids{0, -1, -2, -7'000'000'000};
        std::int64_t id = 0;
        for (int i = 0; i < 20'000; ++i) {
            const auto roll = random() % 1000;
            id += roll < 700   ? 1
                  : roll < 998 ? static_cast<std::int64_t>(random() % 5000) + 1
                               : static_cast<std::int64_t>(random() % (1LL << 34)) + 1;
            ids.push_back(id);
        }
        const ScratchFolder folder;
        LocationIndex index{folder.path()};
        std::map<std::int64_t, Location> expected;
        for (const auto each : ids) {
            const Location at{static_cast<std::int32_t>(random()),
                              static_cast<std::int32_t>(random())};
            index.add(each, at);
            expected[each] = at;
        }
        index.seal();
        std::vector<std::int64_t> asked = ids;
        for (int i = 0; i < 20'000; ++i) {
            asked.push_back(ids[random() % ids.size()] + static_cast<std::int64_t>(random() % 3) -
                            1);
        }
        for (const auto each : asked) {
            const auto at = expected.find(each);
            ASSERT_EQ(index.find(each),
                      at == expected.end() ? std::nullopt : std::optional{at->second})
                << each;
        }
        std::size_t i = 0;
        index.find_all(asked,
                       [&](std::optional<Location> at) { ASSERT_EQ(at, index.find(asked[i++])); });
        EXPECT_EQ(i, asked.size());
    }
}

}  // namespace
}  // namespace konbit
