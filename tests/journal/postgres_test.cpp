// Laptops that meet in a real PostgreSQL 15, which this program starts.
#include <dlfcn.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iostream>

#include "mapper/journal/bundle.hpp"
#include "mapper/journal/entry_codec.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"
#include "postgres_server.hpp"
#include "workspace.hpp"

namespace konbit::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

bool is_long_run() {
    return ::getenv("KONBIT_LONG") != nullptr;
}

SyncPostgresSymbol module_symbol() {
    void* module = ::dlopen(KONBIT_POSTGRES_MODULE, RTLD_NOW | RTLD_LOCAL);
    if (module == nullptr) throw std::runtime_error{::dlerror()};
    return reinterpret_cast<SyncPostgresSymbol>(::dlsym(module, "konbit_sync_postgres"));
}

/// One server for all tests, a database for each.
class Postgres : public testing::Test {
protected:
    static void SetUpTestSuite() {
        if (PostgresServer::installed()) server_ = std::make_unique<PostgresServer>();
    }
    static void TearDownTestSuite() { server_.reset(); }
    void SetUp() override {
        if (!server_) GTEST_SKIP() << "PostgreSQL 15 is missing (Debian package postgresql-15)";
        database_ = "db" + std::to_string(++databases_);
        server_->sql("postgres", "create database " + database_);
    }

    SyncResult sync(const std::string& map, const std::string& device,
                    const std::string& user = "chief", const JournalProgress& progress = {},
                    const std::atomic<bool>* stop = nullptr) const {
        auto journal = work_.writer(map, device);
        return sync_(journal, work_.map(map), server_->url(database_, user), progress, stop);
    }
    std::string failure(const std::string& map, const std::string& device,
                        const std::string& user = "chief",
                        const JournalProgress& progress = {}) const {
        try {
            sync(map, device, user, progress);
        } catch (const DataError& error) {
            return error.what();
        }
        return "no error";
    }
    /// Its `count` reports, in runs of `run`.
    std::vector<EntryId> write(const std::string& map, const std::string& device, int count,
                               int run = 1) const {
        auto journal = work_.writer(map, device);
        std::vector<EntryId> ids;
        for (int done = 0; done < count; done += run) {
            std::vector<NewEntry> entries;
            for (int i = done; i < std::min(count, done + run); ++i) {
                entries.push_back(blocked_road(device + " says " + std::to_string(i)));
            }
            const auto written = journal.append(entries, 1'700'000'000);
            ids.insert(ids.end(), written.begin(), written.end());
        }
        return ids;
    }
    std::vector<std::string> sorted_ids(const std::string& map) const {
        std::vector<std::string> ids;
        for (const auto& entry : all_of(work_.reader(map))) ids.push_back(to_hex(entry.id));
        std::ranges::sort(ids);
        return ids;
    }
    std::vector<std::string> sql(const std::string& text) const {
        return server_->sql(database_, text);
    }

    static inline std::unique_ptr<PostgresServer> server_;
    static inline int databases_ = 0;
    Workspace work_;
    std::string database_;
    SyncPostgresSymbol sync_ = module_symbol();
};

TEST_F(Postgres, LaptopsThatMeetThereKnowTheSame) {
    write("a.konbit", "anna", 3);
    write("b.konbit", "ben", 5, 5);
    EXPECT_EQ(sync("a.konbit", "anna").sent_entries, 3u);
    const auto ben = sync("b.konbit", "ben");
    EXPECT_EQ(ben.sent_entries, 5u);
    EXPECT_EQ(ben.came.entries, 3u);
    EXPECT_THAT(ben.came.new_devices, SizeIs(1));
    EXPECT_EQ(sync("a.konbit", "anna").came.entries, 5u);
    EXPECT_THAT(sorted_ids("a.konbit"), SizeIs(8));
    EXPECT_EQ(sorted_ids("a.konbit"), sorted_ids("b.konbit"));
    EXPECT_THAT(work_.reader("a.konbit").check(), IsEmpty());
    EXPECT_THAT(work_.reader("b.konbit").check(), IsEmpty());
}

TEST_F(Postgres, OnlyWhatTheOtherSideLacksMoves) {
    write("a.konbit", "anna", 4);
    sync("a.konbit", "anna");
    sync("b.konbit", "ben");
    for (const auto* map : {"a.konbit", "b.konbit"}) {
        const auto again = sync(map, map[0] == 'a' ? "anna" : "ben");
        EXPECT_EQ(again.sent_entries, 0u);
        EXPECT_EQ(again.came.entries + again.came.already_known, 0u);
    }
    write("a.konbit", "anna", 2);
    EXPECT_EQ(sync("a.konbit", "anna").sent_entries, 2u);
    const auto came = sync("b.konbit", "ben").came;
    EXPECT_EQ(came.entries, 2u);
    EXPECT_EQ(came.already_known, 0u);
}

TEST_F(Postgres, AReaderOfABundleHandsOnWhatItHoldsOfAChain) {
    write("a.konbit", "anna", 3);
    sync("a.konbit", "anna");
    write("a.konbit", "anna", 3);
    auto ben = work_.writer("b.konbit", "ben");
    merge_all(ben, work_.reader("a.konbit"));  // signatures in the middle need not survive it
    EXPECT_EQ(sync("b.konbit", "ben").sent_entries, 3u);
    EXPECT_EQ(sync("c.konbit", "cleo").came.entries, 6u);
    EXPECT_THAT(work_.reader("c.konbit").check(), IsEmpty());
}

/// The entry after `before` that a device writes who forgot that it had written another one.
RawEntry fork_after(const Entry& before, const Device& device, const std::string& text) {
    auto entry = blocked_road(text);
    RawEntry raw;
    raw.payload = encode_payload(entry);
    EntryHead head = before.head;
    head.sequence += 1;
    head.lamport += 1;
    head.previous = before.id;
    head.payload = digest_of(*raw.payload);
    raw.head = encode_head(head);
    raw.id = digest_of(raw.head);
    raw.signature = device.sign(raw.id);
    return raw;
}

TEST_F(Postgres, BothSidesOfAForkTravel) {
    write("a.konbit", "anna", 3);
    auto ben = work_.writer("b.konbit", "ben");
    merge_all(ben, work_.reader("a.konbit"));
    const auto second = all_of(ben)[1];
    const auto other = fork_after(second, Device::open(work_.root() / "anna"), "another third one");
    bool given = false;
    ben.merge(
        [&]() -> std::optional<RawEntry> {
            if (std::exchange(given, true)) return std::nullopt;
            return other;
        },
        "a test");
    EXPECT_EQ(sync("b.konbit", "ben").sent_entries, 4u);
    EXPECT_EQ(sync("a.konbit", "anna").came.entries, 1u);
    write("a.konbit", "anna", 1);
    EXPECT_EQ(sync("a.konbit", "anna").sent_entries, 1u);
    EXPECT_EQ(sync("b.konbit", "ben").came.entries, 1u);
    const auto third = sync("c.konbit", "cleo");
    EXPECT_EQ(third.came.entries, 5u);
    EXPECT_THAT(third.came.notes, SizeIs(1));
    EXPECT_EQ(sorted_ids("c.konbit"), sorted_ids("a.konbit"));
    EXPECT_EQ(sorted_ids("c.konbit"), sorted_ids("b.konbit"));
}

TEST_F(Postgres, ManyProcessesAtOnce) {
    constexpr int kLaptops = 4;
    std::vector<pid_t> children;
    for (int i = 0; i < kLaptops; ++i) {
        const pid_t child = ::fork();
        if (child == 0) {  // the first of them makes the schema, the others wait for it
            const auto name = std::string(1, static_cast<char>('a' + i));
            int code = 0;
            try {
                for (int round = 0; round < 4; ++round) {
                    write(name + ".konbit", "device " + name, 100, 20);
                    sync(name + ".konbit", "device " + name);
                }
            } catch (const std::exception& error) {
                std::cerr << error.what() << '\n';
                code = 1;
            }
            ::_exit(code);
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        EXPECT_EQ(status, 0);
    }
    for (const char* name : {"a", "b", "c", "d"}) {
        sync(std::string{name} + ".konbit", std::string{"device "} + name);
        EXPECT_EQ(sorted_ids(std::string{name} + ".konbit"), sorted_ids("a.konbit")) << name;
    }
    EXPECT_THAT(sorted_ids("a.konbit"), SizeIs(400 * kLaptops));
}

/// A PNG by its first bytes.
const std::string kPhoto = std::string{"\x89PNG\r\n\x1a\n", 8} + std::string(3'000'000, 'p');

NewEntry with_photo(const Digest& photo, const std::string& text) {
    auto entry = blocked_road(text);
    std::get<Report>(entry.payload).photos.push_back({photo, "png", {}, {}});
    return entry;
}

TEST_F(Postgres, PhotosTravel) {
    const auto photo = PhotoStore{work_.map("a.konbit")}.add(kPhoto, "png", "");
    work_.writer("a.konbit", "anna").append(with_photo(photo, "see the photo"), 1'700'000'000);
    EXPECT_EQ(sync("a.konbit", "anna").sent_photos, 1u);
    EXPECT_EQ(sync("b.konbit", "ben").came.photos, 1u);
    EXPECT_EQ(PhotoStore{work_.map("b.konbit")}.read(photo), kPhoto);
    EXPECT_EQ(sync("b.konbit", "ben").came.photos, 0u);
}

TEST_F(Postgres, ADamagedPhotoIsLeftOutAndNamed) {
    const auto photo = PhotoStore{work_.map("a.konbit")}.add(kPhoto, "png", "");
    work_.writer("a.konbit", "anna").append(with_photo(photo, "see the photo"), 1'700'000'000);
    sync("a.konbit", "anna");
    sql("update konbit.photos set bytes = substr(bytes, 1, 20000)");
    const auto ben = sync("b.konbit", "ben").came;
    EXPECT_EQ(ben.entries, 1u);
    EXPECT_EQ(ben.photos, 0u);
    EXPECT_THAT(ben.notes, ElementsAre(HasSubstr(short_id(photo))));
    EXPECT_FALSE(PhotoStore{work_.map("b.konbit")}.has(photo));
}

/// Whether any file of the database's tables holds the text.
bool tables_hold(const PostgresServer& server, const std::string& text) {
    for (const auto& entry : fs::recursive_directory_iterator{server.data() + "/base"}) {
        if (!entry.is_regular_file()) continue;
        std::ifstream in{entry.path(), std::ios::binary};
        const std::string bytes{std::istreambuf_iterator<char>{in}, {}};
        if (bytes.find(text) != std::string::npos) return true;
    }
    return false;
}

TEST_F(Postgres, WhatIsRedactedIsDestroyedThereToo) {
    const std::string secret = "the name of the child is Mirlande";
    const auto photo = PhotoStore{work_.map("a.konbit")}.add(kPhoto, "png", "");
    const auto id =
        work_.writer("a.konbit", "anna").append(with_photo(photo, secret), 1'700'000'000);
    sync("a.konbit", "anna");
    sync("b.konbit", "ben");
    sql("checkpoint");
    EXPECT_THAT(texts_of(work_.reader("b.konbit")), ElementsAre(secret));
    EXPECT_TRUE(tables_hold(*server_, secret));

    work_.writer("a.konbit", "anna").redact(id, "a child", 1'700'000'100);
    EXPECT_THAT(sync("a.konbit", "anna").came.notes, ElementsAre(HasSubstr("1 redacted entry")));
    sql("checkpoint");
    EXPECT_FALSE(tables_hold(*server_, secret));
    std::string hex;
    for (const unsigned char c : secret) {
        hex += "0123456789abcdef"[c >> 4];
        hex += "0123456789abcdef"[c & 15];
    }
    EXPECT_THAT(server_->dump(database_), AllOf(HasSubstr("entries"), Not(HasSubstr(hex))));
    EXPECT_THAT(sql("select count(*) from konbit.photos where bytes is not null"),
                ElementsAre("0"));

    EXPECT_EQ(sync("b.konbit", "ben").came.redacted, 1u);
    EXPECT_THAT(texts_of(work_.reader("b.konbit")), ElementsAre(""));
    EXPECT_FALSE(PhotoStore{work_.map("b.konbit")}.has(photo));
    EXPECT_EQ(sync("c.konbit", "cleo").came.entries, 2u);
    EXPECT_THAT(texts_of(work_.reader("c.konbit")), ElementsAre(""));
}

TEST_F(Postgres, AStrangersRedactionDestroysNothing) {
    const auto ids = write("a.konbit", "anna", 1);
    sync("a.konbit", "anna");
    auto ben = work_.writer("b.konbit", "ben");
    merge_all(ben, work_.reader("a.konbit"));
    ben.redact(ids[0], "I do not like it", 1'700'000'100);
    // Cleo has it from Ben, without its content, and does not know Ben.
    auto cleo = work_.writer("c.konbit", "cleo");
    merge_all(cleo, ben);
    EXPECT_THAT(texts_of(cleo), ElementsAre(""));
    sync("c.konbit", "cleo");
    EXPECT_THAT(texts_of(work_.reader("c.konbit")), ElementsAre("anna says 0"));
    EXPECT_THAT(sql("select count(*) from konbit.entries where payload is null"), ElementsAre("0"));
}

TEST_F(Postgres, AServerThatStopsWhileWeSend) {
    write("a.konbit", "anna", 9000, 3000);
    bool stopped = false;
    const auto pull_the_plug = [&](std::string_view what, std::uint64_t, std::uint64_t) {
        if (what != "entries sent" || std::exchange(stopped, true)) return;
        server_->stop();
    };
    const auto message = failure("a.konbit", "anna", "chief", pull_the_plug);
    server_->start();
    EXPECT_THAT(message, AllOf(HasSubstr("database " + database_), HasSubstr("was lost")));
    EXPECT_THAT(sql("select count(*) from konbit.entries"), ElementsAre("0"));
    EXPECT_EQ(sync("a.konbit", "anna").sent_entries, 9000u);
}

TEST_F(Postgres, AServerThatStopsWhileWeReceive) {
    write("a.konbit", "anna", 9000, 3000);
    sync("a.konbit", "anna");
    write("b.konbit", "ben", 2);
    const auto before = sorted_ids("b.konbit");
    bool stopped = false;
    const auto pull_the_plug = [&](std::string_view what, std::uint64_t, std::uint64_t) {
        if (what != "entries received" || std::exchange(stopped, true)) return;
        server_->stop();
    };
    const auto message = failure("b.konbit", "ben", "chief", pull_the_plug);
    server_->start();
    EXPECT_THAT(message, AllOf(HasSubstr("database " + database_), HasSubstr("was lost")));
    EXPECT_EQ(sorted_ids("b.konbit"), before);
    EXPECT_EQ(sync("b.konbit", "ben").came.entries, 9000u);
    EXPECT_THAT(work_.reader("b.konbit").check(), IsEmpty());
}

TEST_F(Postgres, SomebodyWhoWantsToStopMay) {
    write("a.konbit", "anna", 3);
    const std::atomic<bool> stop{true};
    EXPECT_THROW(sync("a.konbit", "anna", "chief", {}, &stop), DataError);
    EXPECT_EQ(sync("a.konbit", "anna").sent_entries, 3u);
}

TEST_F(Postgres, AUserWithoutRightsIsTold) {
    write("a.konbit", "anna", 1);
    server_->sql("postgres", "drop role if exists guest; create role guest login");
    EXPECT_THAT(failure("a.konbit", "anna", "guest"),
                AllOf(HasSubstr("database " + database_),
                      HasSubstr("create schema konbit authorization \"guest\"")));
    sync("a.konbit", "anna");
    write("a.konbit", "anna", 1);
    EXPECT_THAT(failure("a.konbit", "anna", "guest"), HasSubstr("grant usage on schema konbit"));
    sql("grant usage on schema konbit to guest;"
        "grant select, insert, update on all tables in schema konbit to guest");
    EXPECT_EQ(sync("a.konbit", "anna", "guest").sent_entries, 1u);
}

TEST_F(Postgres, PasswordsAreNeverShown) {
    write("a.konbit", "anna", 1);
    server_->sql("postgres",
                 "drop role if exists visitor; create role visitor login password 'right'");
    EXPECT_THAT(failure("a.konbit", "anna", "visitor:tops3cret"),
                AllOf(HasSubstr("database " + database_), HasSubstr("password authentication"),
                      Not(HasSubstr("tops3cret"))));
    auto journal = work_.writer("a.konbit", "anna");
    const auto told = [&](const std::string& url) -> std::string {
        try {
            sync_(journal, work_.map("a.konbit"), url, {}, nullptr);
        } catch (const Error& error) {
            return error.what();
        }
        return "no error";
    };
    EXPECT_THAT(told("postgresql://chief:tops3cret@[::1/x"),
                AllOf(HasSubstr("postgresql://USER@HOST/DATABASE"), Not(HasSubstr("tops3cret"))));
    EXPECT_THAT(told("postgresql://chief:tops3cret@%2Fnowhere/aid"),
                AllOf(HasSubstr("database aid on /nowhere"), Not(HasSubstr("tops3cret"))));
    EXPECT_THAT(told(server_->url("no_such_database")), HasSubstr("no_such_database"));
}

/// Hostile rows: what to do to a table that holds Anna's three entries.
struct Hostile {
    const char* name;
    const char* sql;
};

class PostgresHostile : public Postgres, public testing::WithParamInterface<Hostile> {};

TEST_P(PostgresHostile, RowsAreRefusedAndNamed) {
    const auto ids = write("a.konbit", "anna", 3);
    sync("a.konbit", "anna");
    write("b.konbit", "ben", 1);
    const auto before = sorted_ids("b.konbit");
    sql("alter table konbit.entries drop constraint entries_payload_check,"
        " drop constraint entries_head_check, drop constraint entries_signature_check,"
        " drop constraint entries_id_check");
    sql(GetParam().sql);
    const auto message = failure("b.konbit", "ben");
    EXPECT_THAT(message, HasSubstr("database " + database_)) << message;
    EXPECT_THAT(message, testing::MatchesRegex(".*(nothing was changed|is no answer).*"));
    EXPECT_EQ(sorted_ids("b.konbit"), before);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, PostgresHostile,
    testing::Values(
        Hostile{"changed_text", "update konbit.entries set payload = payload || ' '"},
        Hostile{"a_large_text",
                "update konbit.entries set payload = convert_to(repeat('x', 20000000), 'UTF8')"},
        Hostile{"a_changed_head",
                "update konbit.entries set head = set_byte(head, 100, get_byte(head, 100) # 1)"},
        Hostile{"a_short_head", "update konbit.entries set head = substr(head, 1, 58)"},
        Hostile{"a_large_head",
                "update konbit.entries set head = head ||"
                " convert_to(repeat('x', 1000000), 'UTF8')"},
        Hostile{"a_wrong_signature",
                "update konbit.entries set signature = set_byte(signature, 5, 77)"},
        Hostile{"a_short_signature", "update konbit.entries set signature = '\\x00'"},
        Hostile{"no_signature", "update konbit.entries set signature = null"},
        Hostile{"a_gap", "delete from konbit.entries where sequence = 2"},
        Hostile{"a_short_name",
                "update konbit.entries set id = substr(id, 1, 9) where sequence = 3"},
        Hostile{"a_forged_author",
                "insert into konbit.entries (id, head, payload, signature) select"
                " set_byte(id, 0, get_byte(id, 0) # 1), set_byte(head, 5, get_byte(head, 5) # 1),"
                " payload, signature from konbit.entries"}),
    [](const auto& row) { return row.param.name; });

TEST_F(Postgres, AForeignSearchPathCatchesNobody) {
    write("a.konbit", "anna", 2);
    sync("a.konbit", "anna");
    server_->sql("postgres", "drop role if exists member; create role member login superuser");
    sql("create table public.caught (who text);"
        "grant all on public.caught to public;"
        "create function public.substr(bytea, integer, integer) returns bytea language sql as"
        " $$ insert into public.caught values (current_user); select pg_catalog.substr($1, $2, $3)"
        " $$;"
        "alter role member set search_path = public, pg_catalog");
    EXPECT_EQ(sync("b.konbit", "ben", "member").came.entries, 2u);
    EXPECT_THAT(sql("select * from public.caught"), IsEmpty());
}

TEST_F(Postgres, TablesOfANewerProgramAreLeftAlone) {
    write("a.konbit", "anna", 1);
    sync("a.konbit", "anna");
    sql("update konbit.version set version = 2");
    write("a.konbit", "anna", 1);
    EXPECT_THAT(failure("a.konbit", "anna"), HasSubstr("Update konbit"));
    EXPECT_THAT(sql("select count(*) from konbit.entries"), ElementsAre("1"));
}

TEST_F(Postgres, ManyEntriesTakeSeconds) {
    const int count = is_long_run() ? 100'000 : 5'000;
    write("a.konbit", "anna", count, 5'000);
    using Clock = std::chrono::steady_clock;
    const auto timed = [&](const char* what, const std::string& map, const std::string& device) {
        const auto begin = Clock::now();
        const auto result = sync(map, device);
        const std::chrono::duration<double> took = Clock::now() - begin;
        std::cout << what << ' ' << count << " entries: " << took.count() << " s\n";
        return result;
    };
    EXPECT_EQ(timed("sent", "a.konbit", "anna").sent_entries, static_cast<unsigned>(count));
    EXPECT_EQ(timed("received", "b.konbit", "ben").came.entries, static_cast<unsigned>(count));
    write("a.konbit", "anna", 1);
    EXPECT_EQ(timed("one more beside", "a.konbit", "anna").sent_entries, 1u);
}

}  // namespace
}  // namespace konbit::test
