#include "mapper/journal/journal_schema.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <set>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::int64_t kApplicationId = 0x4b6e6274;  // "Knbt"
constexpr std::int64_t kVersion = 1;

// docs/journal-format.md explains them. The texts are compared with those of a file on opening.
constexpr std::array<const char*, 10> kTables{
    "CREATE TABLE state(id INTEGER PRIMARY KEY CHECK(id=1), lamport INTEGER NOT NULL, "
    "redactions INTEGER NOT NULL, wipes INTEGER NOT NULL, scrub INTEGER NOT NULL) STRICT",
    "CREATE TABLE chains(number INTEGER PRIMARY KEY, device BLOB NOT NULL, copy BLOB NOT NULL, "
    "UNIQUE(device, copy)) STRICT",
    "CREATE TABLE entries(position INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, "
    "head BLOB NOT NULL, chain INTEGER NOT NULL, sequence INTEGER NOT NULL, "
    "kind INTEGER NOT NULL, signature BLOB) STRICT",
    "CREATE INDEX entries_by_chain ON entries(chain, sequence)",
    "CREATE INDEX entries_about_trust ON entries(kind) WHERE kind IN (7, 8, 9)",
    "CREATE TABLE payloads(position INTEGER PRIMARY KEY, payload BLOB NOT NULL) STRICT",
    "CREATE TABLE redacted(entry BLOB PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE lost_photos(photo BLOB PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE copies(device BLOB PRIMARY KEY, copy BLOB NOT NULL, identity TEXT NOT NULL) "
    "STRICT, WITHOUT ROWID",
    "CREATE TABLE roots(device BLOB PRIMARY KEY) STRICT, WITHOUT ROWID",
};

/// What is read meanwhile is one state of the file, also while another process makes the tables.
/// May stand inside a transaction.
class OneState {
public:
    explicit OneState(SqlConnection& db) : db_{db} { db_.run("SAVEPOINT one_state"); }
    ~OneState() {
        // Nothing was written: ending it can lose nothing.
        sqlite3_exec(db_.handle(), "RELEASE one_state", nullptr, nullptr, nullptr);
    }
    OneState(const OneState&) = delete;
    OneState& operator=(const OneState&) = delete;

private:
    SqlConnection& db_;
};

std::set<std::string> tables_of(SqlConnection& db) {
    std::set<std::string> found;
    SqlStatement statement{
        db,
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' "
        "ESCAPE '\\'"};
    while (statement.step()) found.insert(statement.text(0));
    return found;
}

}  // namespace

void make_journal_tables(SqlConnection& db) {
    SqlTransaction transaction{db};
    if (has_journal_tables(db)) return;  // another process was quicker
    for (const char* table : kTables) db.run(table);
    db.run("INSERT INTO state VALUES(1, 0, 0, 0, 0)");
    db.run(
        fmt::format("PRAGMA application_id={}; PRAGMA user_version={}", kApplicationId, kVersion));
    transaction.commit();
}

bool has_journal_tables(SqlConnection& db) {
    const OneState state{db};
    const auto application = db.number("PRAGMA application_id");
    const auto version = db.number("PRAGMA user_version");
    const auto found = tables_of(db);
    if (application == 0 && version == 0 && found.empty()) return false;
    if (application != kApplicationId) {
        throw DataError{"This is no journal of konbit", db.file().string(),
                        "another program made it", "Move it out of the map's folder."};
    }
    if (version > kVersion) {
        throw DataError{"The journal is too new", db.file().string(),
                        fmt::format("it has version {}, this program reads {}", version, kVersion),
                        "Use the newer konbit that made it."};
    }
    if (version != kVersion || found != std::set<std::string>{kTables.begin(), kTables.end()}) {
        db.damaged("its tables are not those of a journal");
    }
    return true;
}

}  // namespace konbit
