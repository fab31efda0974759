// Merging is a union: whatever the order, the grouping and the repetitions, the same is known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "tests/journal/copies.hpp"

namespace konbit {
namespace {

using test::Copies;
using test::known_to;
using test::long_run;
using test::RandomHistory;
using test::some_of;

void any_order_any_grouping_any_repetition(RandomHistory& history, Copies& copies) {
    auto bundles = some_of(history, 6);
    const auto straight = copies.with(bundles);
    const auto known = copies.known(straight);

    std::ranges::shuffle(bundles, history.random());
    const auto shuffled = copies.with(bundles);
    EXPECT_TRUE(copies.known(shuffled) == known) << "commutative";

    std::string grouped;  // A ∪ (B ∪ (C ∪ …))
    for (const auto& bundle : bundles) {
        const auto copy = copies.with({bundle});
        if (!grouped.empty()) copies.merge(copy, grouped);
        grouped = copy;
    }
    EXPECT_TRUE(copies.known(grouped) == known) << "associative";

    for (const auto& bundle : bundles) EXPECT_EQ(copies.take_in(shuffled, bundle).entries, 0u);
    copies.merge(grouped, straight);
    EXPECT_TRUE(copies.known(shuffled) == known) << "idempotent";
    EXPECT_TRUE(copies.known(grouped) == known) << "idempotent";
}

void everything_acknowledged_is_there(RandomHistory& history, Copies& copies) {
    auto last = history.bundles;
    last.erase(last.begin(), last.end() - static_cast<std::ptrdiff_t>(history.devices()));
    std::ranges::shuffle(last, history.random());
    const auto known = copies.known(copies.with(last));
    std::vector<EntryId> sorted = known.entries;
    std::ranges::sort(sorted);
    EXPECT_TRUE(std::ranges::includes(sorted, history.acknowledged));
    std::ranges::reverse(last);
    EXPECT_TRUE(copies.known(copies.with(last)) == known);
}

void the_devices_themselves_end_alike(RandomHistory& history) {
    // Everybody accepts everybody, so that all trust the same.
    for (std::size_t i = 0; i < history.devices(); ++i) {
        auto journal = history.journal(i);
        std::vector<NewEntry> run;
        for (const auto& key : history.keys()) {
            run.push_back({EntryKind::accept, Audience::team, DeviceNote{key, ""}});
        }
        journal.append(run, 0);
    }
    for (const int round : {1, 2}) {
        for (std::size_t i = 0; i < history.devices(); ++i) {
            for (std::size_t j = 0; j < history.devices(); ++j) {
                if (i == j) continue;
                auto into = history.journal(i);
                const auto result = test::merge_all(into, history.journal(j));
                if (round == 2 && i > 0) {
                    EXPECT_EQ(result.entries, 0u);
                }
            }
        }
    }
    const auto known = known_to(history.journal(0));
    for (std::size_t i = 1; i < history.devices(); ++i) {
        const auto other = known_to(history.journal(i));
        EXPECT_TRUE(other.entries == known.entries) << i;
        EXPECT_TRUE(other.payloads == known.payloads) << i;
    }
}

class MergeHistory : public testing::TestWithParam<std::uint32_t> {};

TEST_P(MergeHistory, IsAUnion) {
    const std::size_t long_size = GetParam() <= 3 ? 10'000 : 1'500;
    RandomHistory history{GetParam(), long_run() ? long_size : 120};
    history.run();
    Copies copies{history};
    for (int round = 0; round < (long_run() ? 3 : 1); ++round) {
        any_order_any_grouping_any_repetition(history, copies);
    }
    everything_acknowledged_is_there(history, copies);
    the_devices_themselves_end_alike(history);
    const auto known = known_to(history.journal(0));
    EXPECT_GT(std::ranges::count(known.payloads, Payload{}), 0) << "no redaction was tried";
    if (!long_run()) return;
    std::cout << "seed " << GetParam() << ": " << history.devices() << " devices, "
              << known.entries.size() << " entries, "
              << std::ranges::count(known.payloads, Payload{}) << " redacted, "
              << history.bundles.size() << " bundles\n";
}

INSTANTIATE_TEST_SUITE_P(Seeds, MergeHistory,
                         testing::Range(1u, std::getenv("KONBIT_LONG") ? 21u : 6u));

}  // namespace
}  // namespace konbit
