#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "mapper/store/record_sorter.hpp"
#include "temporary_folder.hpp"

namespace konbit {
namespace {

using Records = std::vector<std::pair<std::uint64_t, std::string>>;

Records sorted_by(RecordSorter& sorter) {
    Records records;
    sorter.drain([&](std::uint64_t key, std::span<const std::byte> record) {
        records.emplace_back(
            key, std::string{reinterpret_cast<const char*>(record.data()), record.size()});
    });
    return records;
}

TEST(RecordSorter, SortsStablyWhateverTheMemory) {
    std::mt19937_64 random{41};
    Records records;
    for (int i = 0; i < 20'000; ++i) {
        records.emplace_back(random() % 5000, std::string(random() % 40, 'x') + std::to_string(i));
    }
    records.emplace_back(2500, std::string(3'000'000, 'l'));  // larger than any buffer
    const TemporaryFolder folder;
    for (const std::size_t memory : {1, 1 << 10, 64 << 10, 64 << 20}) {
        RecordSorter sorter{memory, folder.path()};
        for (const auto& [key, record] : records) {
            sorter.add(key, std::as_bytes(std::span{record}));
        }
        EXPECT_EQ(sorter.size(), records.size());
        auto expected = records;
        std::stable_sort(expected.begin(), expected.end(),
                         [](const auto& a, const auto& b) { return a.first < b.first; });
        EXPECT_TRUE(sorted_by(sorter) == expected) << memory;
        EXPECT_EQ(sorter.size(), 0U);
    }
}

TEST(RecordSorter, OfNothingHandsOutNothing) {
    const TemporaryFolder folder;
    RecordSorter sorter{1 << 20, folder.path()};
    EXPECT_TRUE(sorted_by(sorter).empty());
}

}  // namespace
}  // namespace konbit
