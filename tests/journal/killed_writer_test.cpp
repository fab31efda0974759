// Writers that are killed, and several at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

#include "tests/journal/processes.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

using test::blocked_road;
using test::Child;
using test::Workspace;
using testing::IsEmpty;

void write_on_and_on(const Workspace& work, const Child::Tell& tell, unsigned seed) {
    std::mt19937 random{seed};
    for (;;) {
        auto journal = work.writer();
        for (int i = 0; i < 4; ++i) {
            const std::vector<NewEntry> run(1 + random() % 5, blocked_road("on and on"));
            const auto ids = journal.append(run, 1);
            for (const auto& id : ids) tell(id);
            if (random() % 3 == 0) tell(journal.redact(ids.front(), "a name", 2));
        }
    }
}

TEST(KilledWriter, LosesNothingThatWasAcknowledged) {
    const Workspace work;
    const int kills = std::getenv("KONBIT_LONG") ? 300 : 30;
    std::mt19937 random{42};
    std::set<EntryId> acknowledged;
    for (int i = 0; i < kills && !testing::Test::HasFailure(); ++i) {
        const auto seed = static_cast<unsigned>(random());
        Child child{[&](const Child::Tell& tell) { write_on_and_on(work, tell, seed); }};
        std::this_thread::sleep_for(std::chrono::microseconds{random() % 100'000});
        child.kill();
        for (const auto& id : child.told()) acknowledged.insert(id);
        const auto journal = work.reader();
        for (const auto& id : acknowledged) ASSERT_TRUE(journal.entry(id));
    }
    const auto journal = work.writer();
    EXPECT_THAT(journal.check(), IsEmpty());
    EXPECT_THAT(journal.notices(), IsEmpty());
    EXPECT_GE(acknowledged.size(), static_cast<std::size_t>(kills));
    RecordProperty("acknowledged", static_cast<int>(acknowledged.size()));
}

TEST(Writers, SeveralAtOnceAllSucceed) {
    const Workspace work;
    constexpr int kEach = 25;
    const auto write = [&](const std::string& device) {
        return [&work, device](const Child::Tell& tell) {
            for (int i = 0; i < kEach; ++i) {
                tell(work.writer("a.konbit", device).append(blocked_road(device), i));
            }
        };
    };
    // The first two are one device: they share its new key and a chain.
    Child a{write("marie")}, b{write("marie")}, c{write("jean")};
    EXPECT_EQ(a.wait(), 0);
    EXPECT_EQ(b.wait(), 0);
    EXPECT_EQ(c.wait(), 0);
    const auto journal = work.writer();
    for (const auto* child : {&a, &b, &c}) {
        const auto told = child->told();
        EXPECT_EQ(told.size(), std::size_t{kEach});
        for (const auto& id : told) EXPECT_TRUE(journal.entry(id));
    }
    EXPECT_EQ(journal.size(), 3u * kEach);
    EXPECT_THAT(journal.check(), IsEmpty());
    EXPECT_THAT(journal.notices(), IsEmpty());
    std::set<ChainId> chains;
    journal.for_each(0, [&](const Entry& entry) { chains.insert(entry.head.chain); });
    EXPECT_EQ(chains.size(), 2u);
}

TEST(Writers, ThreadsOfOneProcessMayShareAJournal) {
    const Workspace work;
    auto journal = work.writer();
    const auto write = [&] {
        for (int i = 0; i < 20; ++i) {
            journal.append(blocked_road("a thread"), i);
            static_cast<void>(journal.mark());
            journal.for_each(0, [](const Entry&) {});
        }
    };
    std::thread a{write}, b{write};
    a.join();
    b.join();
    EXPECT_EQ(journal.size(), 40u);
    EXPECT_THAT(journal.check(), IsEmpty());
}

}  // namespace
}  // namespace konbit
