// Files that are damaged, foreign, of a newer program, or may not be written to.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <random>

#include "mapper/model/error.hpp"
#include "tests/journal/processes.hpp"
#include "tests/journal/workspace.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using test::blocked_road;
using test::Child;
using test::texts_of;
using test::Workspace;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string read_file(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void change(const fs::path& map, const std::string& sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open((map / "journal.db").c_str(), &db), SQLITE_OK);
    char* why = nullptr;
    EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &why), SQLITE_OK) << why;
    sqlite3_close(db);
}

// Everything that reads, on whatever is there.
std::string read_all(const Workspace& work, const std::string& name) {
    try {
        const auto journal = work.reader(name);
        static_cast<void>(journal.mark());
        static_cast<void>(journal.roots());
        journal.for_each_raw([](const RawEntry&) {});
        journal.for_each(0, [](const Entry&) {});
        return {};
    } catch (const DataError& error) {
        return error.what();
    }
}

std::string write_one(const Workspace& work, const std::string& name) {
    try {
        work.writer(name).append(blocked_road("more"), 1);
        return {};
    } catch (const DataError& error) {
        return error.what();
    }
}

class HostileJournal : public testing::Test {
protected:
    HostileJournal() {
        {
            auto journal = work_.writer();
            for (int i = 0; i < 30; ++i) journal.append(blocked_road("entry"), i);
        }
        change(work_.map(), "PRAGMA wal_checkpoint(TRUNCATE)");
        good_ = read_file(work_.map() / "journal.db");
    }
    /// A map whose journal has these bytes.
    std::string with(const std::string& bytes) {
        const auto folder = work_.map("hostile.konbit");
        fs::remove_all(folder);
        std::ofstream{work_.map("hostile.konbit") / "journal.db", std::ios::binary} << bytes;
        return "hostile.konbit";
    }
    Workspace work_;
    std::string good_;
};

TEST_F(HostileJournal, AForeignDatabaseIsLeftAlone) {
    change(work_.map(), "PRAGMA application_id=5");
    EXPECT_THAT(read_all(work_, "a.konbit"), HasSubstr("no journal of konbit"));
    EXPECT_THAT(write_one(work_, "a.konbit"), HasSubstr("no journal of konbit"));
}

TEST_F(HostileJournal, OfANewerProgramItIsNotTouched) {
    change(work_.map(), "PRAGMA user_version=2");
    EXPECT_THAT(read_all(work_, "a.konbit"), HasSubstr("too new"));
    EXPECT_THAT(write_one(work_, "a.konbit"), HasSubstr("too new"));
}

TEST_F(HostileJournal, ForeignTablesAndTriggersAreRefused) {
    change(work_.map(), "CREATE TRIGGER t AFTER INSERT ON entries BEGIN DELETE FROM payloads; END");
    EXPECT_THAT(read_all(work_, "a.konbit"), HasSubstr("tables"));
    EXPECT_THAT(write_one(work_, "a.konbit"), HasSubstr("tables"));
}

TEST_F(HostileJournal, TextThatIsNoDatabaseIsNamed) {
    EXPECT_THAT(read_all(work_, with(std::string(10'000, 'x'))), HasSubstr("journal.db"));
    EXPECT_THAT(write_one(work_, with(std::string(10'000, 'x'))), HasSubstr("journal.db"));
    EXPECT_EQ(read_all(work_, with("")), "") << "made, but nothing in it yet";
}

TEST_F(HostileJournal, AHugePayloadIsRefused) {
    change(work_.map(), "UPDATE payloads SET payload=randomblob(5000000) WHERE position=3");
    EXPECT_THAT(read_all(work_, "a.konbit"), HasSubstr("damaged"));
    EXPECT_THAT(work_.reader().check(), Not(IsEmpty()));
    change(work_.map(), "UPDATE payloads SET payload=randomblob(900000) WHERE position=3");
    EXPECT_THAT(read_all(work_, "a.konbit"), HasSubstr("damaged"));
}

TEST_F(HostileJournal, ChangedRowsAreFoundByTheCheck) {
    const auto expect_found = [&](const std::string& sql, const std::string& line) {
        std::ofstream{work_.map() / "journal.db", std::ios::binary} << good_;
        fs::remove(work_.map() / "journal.db-wal");
        fs::remove(work_.map() / "journal.db-shm");
        EXPECT_THAT(work_.reader().check(), IsEmpty());
        change(work_.map(), sql);
        EXPECT_THAT(work_.reader().check(), testing::Contains(HasSubstr(line))) << sql;
    };
    expect_found(
        "UPDATE payloads SET payload=CAST(replace(CAST(payload AS TEXT), 'entry', 'ENTRY')"
        " AS BLOB) WHERE position=4",
        "content that nobody wrote");
    expect_found("DELETE FROM entries WHERE position=4", "follows an entry that is missing");
    expect_found("UPDATE entries SET signature=NULL WHERE position=30", "nobody signed it");
    expect_found("UPDATE entries SET signature=randomblob(64) WHERE position=7",
                 "wrong signature");
    expect_found("UPDATE entries SET head=randomblob(140) WHERE position=9",
                 "not what its name says");
    expect_found("UPDATE entries SET sequence=99 WHERE position=9", "wrong place");
    expect_found("UPDATE entries SET id=randomblob(31) WHERE position=9", "wrong length");
}

TEST_F(HostileJournal, TruncatedAnywhereNothingCrashes) {
    for (std::size_t bytes = 0; bytes < good_.size(); bytes += 1'021) {
        static_cast<void>(read_all(work_, with(good_.substr(0, bytes))));
        if (bytes % 5 == 0) static_cast<void>(write_one(work_, with(good_.substr(0, bytes))));
    }
}

TEST_F(HostileJournal, WithRandomBytesNothingCrashes) {
    std::mt19937 random{5};
    for (int i = 0; i < 150; ++i) {
        auto bytes = good_;
        for (auto n = 1 + random() % 20; n > 0; --n) {
            bytes[random() % (i % 2 ? bytes.size() : 4'096)] = static_cast<char>(random());
        }
        static_cast<void>(read_all(work_, with(bytes)));
        try {
            static_cast<void>(work_.reader("hostile.konbit").check());
        } catch (const DataError&) {
        }
        if (i % 5 == 0) static_cast<void>(write_one(work_, with(bytes)));
    }
}

// ---- a stick that may only be read

// As a user who is not root: root may write anywhere.
int as_somebody(const std::function<void()>& work) {
    Child child{[&](const Child::Tell&) {
        if (::geteuid() == 0 && (::setgid(65'534) != 0 || ::setuid(65'534) != 0)) ::_exit(9);
        work();
    }};
    return child.wait();
}

class ReadOnlyMap : public testing::TestWithParam<bool> {};

TEST_P(ReadOnlyMap, IsReadWithEverythingInItAndNotWritten) {
    const Workspace work;
    work.writer().append(blocked_road("a"), 1);
    if (GetParam()) change(work.map(), "PRAGMA wal_checkpoint(TRUNCATE)");
    fs::remove(work.map() / "journal.db-shm");
    for (const auto& entry : fs::directory_iterator{work.map()})
        ::chmod(entry.path().c_str(), 0444);
    ::chmod(work.root().c_str(), 0777);
    ::chmod(work.map().c_str(), 0555);
    EXPECT_EQ(as_somebody([&] {
                  const auto journal = work.reader();
                  if (texts_of(journal) != std::vector<std::string>{"a"}) ::_exit(4);
                  if (!journal.check().empty()) ::_exit(5);
                  if (journal.mark().last != 1) ::_exit(6);
              }),
              0);
    EXPECT_EQ(as_somebody([&] {
                  try {
                      static_cast<void>(work.writer());
                  } catch (const DataError&) {
                      ::_exit(7);
                  }
              }),
              7);
    ::chmod(work.map().c_str(), 0755);
    EXPECT_FALSE(fs::exists(work.map() / "journal.db-shm"));
}

INSTANTIATE_TEST_SUITE_P(Logs, ReadOnlyMap, testing::Values(true, false),
                         [](const auto& mode) { return mode.param ? "Empty" : "Full"; });

}  // namespace
}  // namespace konbit
