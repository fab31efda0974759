// Merging is a union: whatever the order, the grouping and the repetitions, the same is known.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "tests/journal/history.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using test::known_to;
using test::long_run;
using test::RandomHistory;
using test::WhatIsKnown;
using testing::IsEmpty;

/// Copies of one map, whose owner accepted some of the devices, take bundles of a history in.
class Copies {
public:
    Copies(RandomHistory& history) : history_{history} {
        auto owner = history.work.writer("owner", "owner-key");
        for (const auto& key : history.keys()) {
            if (history.random()() % 2 == 0) {
                owner.append({EntryKind::accept, Audience::team, DeviceNote{key, ""}}, 0);
            }
        }
        owner.append(test::blocked_road("the owner's"), 0);
    }

    std::string make() {
        const auto name = "copy" + std::to_string(++copies_);
        fs::create_directory(history_.work.root() / name);
        Journal::copy(history_.work.map("owner"), history_.work.root() / name);
        return name;
    }
    MergeResult take_in(const std::string& copy, const fs::path& bundle) const {
        auto journal = history_.work.writer(copy, "owner-key");
        return merge_bundle(journal, history_.work.map(copy), bundle, {}, nullptr);
    }
    void merge(const std::string& into, const std::string& from) const {
        auto journal = history_.work.writer(into, "owner-key");
        test::merge_all(journal, history_.work.reader(from));
    }
    [[nodiscard]] WhatIsKnown known(const std::string& copy) const {
        const auto journal = history_.work.reader(copy);
        EXPECT_THAT(journal.check(), IsEmpty());
        return known_to(journal);
    }
    std::string with(const std::vector<fs::path>& bundles) {
        auto copy = make();
        for (const auto& bundle : bundles) take_in(copy, bundle);
        return copy;
    }

private:
    RandomHistory& history_;
    int copies_ = 0;
};

std::vector<fs::path> some_of(RandomHistory& history, std::size_t most) {
    auto bundles = history.bundles;
    std::ranges::shuffle(bundles, history.random());
    bundles.resize(std::min(bundles.size(), 1 + history.random()() % most));
    return bundles;
}

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
    if (!long_run()) return;
    const auto known = known_to(history.journal(0));
    std::cout << "seed " << GetParam() << ": " << history.devices() << " devices, "
              << known.entries.size() << " entries, "
              << std::ranges::count(known.payloads, Payload{}) << " redacted, "
              << history.bundles.size() << " bundles\n";
}

INSTANTIATE_TEST_SUITE_P(Seeds, MergeHistory,
                         testing::Range(1u, std::getenv("KONBIT_LONG") ? 21u : 6u));

}  // namespace
}  // namespace konbit
