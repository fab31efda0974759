#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/journal/history.hpp"

namespace konbit::test {

/// Copies of one map, whose owner accepted some of the devices, take bundles of a history in.
class Copies {
public:
    explicit Copies(RandomHistory& history) : history_{history} {
        auto owner = history.work.writer("owner", "owner-key");
        for (const auto& key : history.keys()) {
            if (history.random()() % 2 == 0) {
                owner.append({EntryKind::accept, Audience::team, DeviceNote{key, ""}}, 0);
            }
        }
        owner.append(blocked_road("the owner's"), 0);
    }

    std::string make() {
        const auto name = "copy" + std::to_string(++copies_);
        std::filesystem::create_directory(history_.work.root() / name);
        Journal::copy(history_.work.map("owner"), history_.work.root() / name);
        return name;
    }
    MergeResult take_in(const std::string& copy, const std::filesystem::path& bundle) const {
        auto journal = history_.work.writer(copy, "owner-key");
        return merge_bundle(journal, history_.work.map(copy), bundle, {}, nullptr);
    }
    void merge(const std::string& into, const std::string& from) const {
        auto journal = history_.work.writer(into, "owner-key");
        merge_all(journal, history_.work.reader(from));
    }
    [[nodiscard]] WhatIsKnown known(const std::string& copy) const {
        const auto journal = history_.work.reader(copy);
        EXPECT_THAT(journal.check(), testing::IsEmpty());
        return known_to(journal);
    }
    std::string with(const std::vector<std::filesystem::path>& bundles) {
        auto copy = make();
        for (const auto& bundle : bundles) take_in(copy, bundle);
        return copy;
    }

private:
    RandomHistory& history_;
    int copies_ = 0;
};

/// At most `most` of a history's bundles, in any order.
inline std::vector<std::filesystem::path> some_of(RandomHistory& history, std::size_t most) {
    auto bundles = history.bundles;
    std::ranges::shuffle(bundles, history.random());
    bundles.resize(std::min(bundles.size(), 1 + history.random()() % most));
    return bundles;
}

}  // namespace konbit::test
