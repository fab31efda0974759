#include <gtest/gtest.h>

#include <deque>
#include <string>

#include "mapper/store/string_pool.hpp"
#include "temporary_folder.hpp"

namespace konbit {
namespace {

std::string name(std::size_t i) {
    return "a street by the name of " + std::to_string(i);
}

TEST(StringPool, EqualStringsHaveOneNumber) {
    const TemporaryFolder folder;
    StringPool pool{64 << 20, folder.path()};
    EXPECT_EQ(pool.add(""), 0U);
    EXPECT_LT(pool.add("building"), 128U);
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < 50'000; ++i) numbers.push_back(pool.add(name(i)));
    std::deque<std::string> kept;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        ASSERT_EQ(pool.add(name(i)), numbers[i]);
        ASSERT_EQ(pool.at(numbers[i], kept), name(i));
    }
    EXPECT_TRUE(kept.empty());
}

TEST(StringPool, WithoutRoomItStillTellsEveryString) {
    const TemporaryFolder folder;
    StringPool pool{64 << 10, folder.path()};
    std::vector<std::uint32_t> numbers;
    for (std::size_t i = 0; i < 20'000; ++i) {
        numbers.push_back(pool.add(name(i)));
        ASSERT_EQ(pool.add(name(i)), numbers[i]);  // the latest are remembered
    }
    numbers.push_back(pool.add(std::string(1'000'000, 'x')));  // larger than all memory
    const auto before = pool.size();
    EXPECT_NE(pool.add(name(10'000)), numbers[10'000]);  // forgotten, stored again
    EXPECT_EQ(pool.size(), before + 1);
    for (std::size_t i = 0; i < 20'000; ++i) {
        std::deque<std::string> kept;
        ASSERT_EQ(pool.at(numbers[i], kept), name(i));
    }
    std::deque<std::string> kept;
    EXPECT_EQ(pool.at(numbers.back(), kept).size(), 1'000'000U);
}

}  // namespace
}  // namespace konbit
