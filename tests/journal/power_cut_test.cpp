// A pulled plug at every step: what was acknowledged is there, and nothing is half.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "mapper/model/error.hpp"
#include "tests/journal/simulated_disk.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

using test::blocked_road;
using test::SimulatedDisk;
using test::Workspace;
using testing::AnyOf;
using testing::IsEmpty;

const std::string kSecret = "Jacqueline hides in the school";

bool long_run() {
    return std::getenv("KONBIT_LONG") != nullptr;
}

// What somebody did before the plug was pulled.
struct Acknowledged {
    std::vector<EntryId> entries;
    std::optional<EntryId> redacted;
    std::size_t merged = 0;
    /// How many entries there may be afterwards: all acknowledged ones, or those of the last deed,
    /// too.
    std::size_t at_least = 0, at_most = 0;
};

class PowerCut : public testing::TestWithParam<bool> {
protected:
    PowerCut() {
        auto other = work_.writer("other.konbit", "jean");
        for (int i = 0; i < 20; ++i) other.append(blocked_road("elsewhere"), 5);
        other.for_each_raw([&](const RawEntry& raw) { delivery_.push_back(raw); });
    }

    // An afternoon: reports, a delivery, a redaction. Ends early when the power goes.
    Acknowledged work(SimulatedDisk& disk, const std::filesystem::path& map) {
        Acknowledged done;
        const auto attempt = [&](std::size_t entries, const auto& deed) {
            done.at_most = done.at_least + entries;
            deed();
            done.at_least = done.at_most;
        };
        try {
            for (int opening = 0; opening < 2; ++opening) {
                auto journal =
                    Journal::open({map, Journal::Mode::write, work_.root() / "marie", disk.name()});
                const std::string text = opening == 0 ? kSecret : "one";
                attempt(1, [&] { done.entries.push_back(journal.append(blocked_road(text), 1)); });
                attempt(3, [&] {
                    const std::vector<NewEntry> run(3, blocked_road("of three"));
                    const auto ids = journal.append(run, 2);
                    done.entries.insert(done.entries.end(), ids.begin(), ids.end());
                });
                if (opening == 1) break;
                attempt(delivery_.size(), [&] {
                    std::size_t at = 0;
                    done.merged = journal
                                      .merge(
                                          [&]() -> std::optional<RawEntry> {
                                              if (at == delivery_.size()) return std::nullopt;
                                              return delivery_[at++];
                                          },
                                          "test")
                                      .entries;
                });
                attempt(1, [&] {
                    journal.redact(done.entries[0], "a name", 3);
                    done.redacted = done.entries[0];
                });
            }
        } catch (const DataError&) {  // the plug
        }
        return done;
    }

    void expect_all(const Acknowledged& done, const std::filesystem::path& map) {
        const auto journal = Journal::open({map, Journal::Mode::write, work_.root() / "marie", ""});
        ASSERT_THAT(journal.check(), IsEmpty());
        for (const auto& id : done.entries) ASSERT_TRUE(journal.entry(id)) << "lost";
        ASSERT_TRUE(!done.redacted || journal.entry(*done.redacted)->redacted);
        // Wherever the redaction stopped, opening the journal for writing finished it.
        const bool gone = !done.entries.empty() && journal.entry(done.entries[0])->redacted;
        if (gone) {
            ASSERT_THAT(test::files_with(map, kSecret), IsEmpty());
        }
        ASSERT_THAT(journal.size(), AnyOf(done.at_least, done.at_most));
        ASSERT_THAT(journal.notices(), IsEmpty());
    }

    void run(std::uint64_t cut_at, SimulatedDisk::Unsynced unsynced, unsigned seed) {
        SCOPED_TRACE("cut at step " + std::to_string(cut_at) + ", seed " + std::to_string(seed));
        const auto map = work_.map("cut.konbit");
        SimulatedDisk disk{GetParam()};
        disk.cut_power_at(cut_at);
        const auto done = work(disk, map);
        std::mt19937 random{seed};
        disk.restart(unsynced, random);
        expect_all(done, map);
        std::filesystem::remove_all(map);
    }

    std::uint64_t all_steps() {
        SimulatedDisk disk{GetParam()};
        const auto done = work(disk, work_.map("whole.konbit"));
        EXPECT_EQ(done.at_least, 9 + delivery_.size());
        return disk.steps();
    }

    Workspace work_;
    std::vector<RawEntry> delivery_;
};

TEST_P(PowerCut, AtEveryStepNothingAcknowledgedIsLost) {
    const auto steps = all_steps();
    ASSERT_GT(steps, 50u);
    const std::uint64_t stride = long_run() ? 1 : 3;
    for (std::uint64_t step = 1; step <= steps && !HasFatalFailure(); step += stride) {
        run(step, SimulatedDisk::Unsynced::lost, 0);
        run(step, SimulatedDisk::Unsynced::kept, 0);
        for (unsigned seed = 1; seed <= (long_run() ? 10u : 1u); ++seed) {
            run(step, SimulatedDisk::Unsynced::random, seed);
        }
    }
    RecordProperty("steps", static_cast<int>(steps));
}

// The test can fail: a disk that forgets what was synced loses acknowledged entries.
TEST(SimulatedDiskTest, ForgetsWhatNobodySynced) {
    const Workspace work;
    const auto map = work.map();
    SimulatedDisk disk;
    const auto file = map / "loose.db";
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                              disk.name().c_str()),
              SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db,
                           "PRAGMA journal_mode=WAL; CREATE TABLE a(b); PRAGMA synchronous=OFF;"
                           "INSERT INTO a VALUES(1)",
                           nullptr, nullptr, nullptr),
              SQLITE_OK);
    disk.cut_power_at(disk.steps());
    sqlite3_close(db);
    std::mt19937 random{1};
    disk.restart(SimulatedDisk::Unsynced::lost, random);
    ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
    int rows = -1;
    sqlite3_exec(
        db, "SELECT count(*) FROM a",
        [](void* into, int, char** values, char**) {
            *static_cast<int*>(into) = std::atoi(values[0]);
            return 0;
        },
        &rows, nullptr);
    sqlite3_close(db);
    EXPECT_EQ(rows, 0);
}

INSTANTIATE_TEST_SUITE_P(Modes, PowerCut, testing::Values(true, false),
                         [](const auto& mode) { return mode.param ? "Log" : "Rollback"; });

// ---- a full disk

class FullDisk : public testing::TestWithParam<bool> {};

TEST_P(FullDisk, AtEveryWriteNothingChangesAndLaterItWorks) {
    const Workspace work;
    const auto device = work.root() / "marie";
    std::uint64_t first = 0, last = 0;
    for (std::uint64_t at = 0; at == 0 || first + at <= last; ++at) {
        const auto map = work.map("full" + std::to_string(at));
        SimulatedDisk disk{GetParam()};
        auto journal = Journal::open({map, Journal::Mode::write, device, disk.name()});
        const auto before = journal.append(blocked_road("before"), 1);
        first = disk.steps();
        if (at == 0) {
            journal.append(blocked_road("measured"), 2);
            last = disk.steps();
            continue;
        }
        disk.fill_at(first + at);
        bool refused = false;
        try {
            journal.append(blocked_road("too much"), 2);
        } catch (const DataError& error) {
            refused = true;
            EXPECT_THAT(error.what(), testing::HasSubstr("disk is full"));
        }
        disk.make_room();
        EXPECT_EQ(journal.size(), refused ? 1u : 2u);
        EXPECT_TRUE(journal.entry(before));
        journal.append(blocked_road("after"), 3);
        EXPECT_EQ(journal.size(), refused ? 2u : 3u);
        EXPECT_THAT(journal.check(), IsEmpty());
    }
    EXPECT_GT(last, first + 3);
}

TEST_P(FullDisk, WhileAJournalIsMadeItCanBeMadeAgain) {
    const Workspace work;
    const auto device = work.root() / "marie";
    for (std::uint64_t at = 1; at < 60; ++at) {
        const auto map = work.map("new" + std::to_string(at));
        SimulatedDisk disk{GetParam()};
        disk.fill_at(at);
        try {
            Journal::open({map, Journal::Mode::write, device, disk.name()})
                .append(blocked_road("first"), 1);
        } catch (const DataError&) {
        }
        disk.make_room();
        auto journal = Journal::open({map, Journal::Mode::write, device, disk.name()});
        journal.append(blocked_road("second"), 1);
        EXPECT_THAT(journal.check(), IsEmpty());
    }
}

INSTANTIATE_TEST_SUITE_P(Modes, FullDisk, testing::Values(true, false),
                         [](const auto& mode) { return mode.param ? "Log" : "Rollback"; });

}  // namespace
}  // namespace konbit
