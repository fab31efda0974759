#include "mapper/journal/sql.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <chrono>
#include <thread>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr int kBusyMilliseconds = 10'000;
constexpr int kPatienceMilliseconds = 2'000;  // with readers who keep the log from being emptied
constexpr int kMostValueBytes = 1 << 20;  // far above kMostPayloadBytes; a hostile file ends here
constexpr int kMostSqlBytes = 100'000;
// Of 4 KiB. Whoever opens a journal first reads its whole log, which must not take long.
constexpr int kMostLogPages = 512;

std::string percent_encoded(const std::string& path) {
    std::string text;
    for (const char c : path) {
        if (c == '%' || c == '?' || c == '#') {
            text += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        } else {
            text += c;
        }
    }
    return text;
}

struct Reason {
    const char* why;
    const char* advice;
};

Reason reason_of(int code) {
    switch (code & 0xff) {
        case SQLITE_FULL:
            return {"the disk is full; nothing was changed", "Make room, then do it again."};
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {"another program has been writing for 10 seconds; nothing was changed",
                    "Wait for it to finish, then do it again."};
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return {"it may not be written to", "Copy the map to a disk that can be written to."};
        case SQLITE_CANTOPEN:
            return {"it cannot be opened", "Check the folder and its permissions."};
        case SQLITE_FORMAT:
        case SQLITE_TOOBIG:
        case SQLITE_ERROR:
        case SQLITE_SCHEMA:
        case SQLITE_MISMATCH:
        case SQLITE_CONSTRAINT:
            return {"it is damaged",
                    "Put it aside (keep it), then merge a bundle or a copy of this map."};
        case SQLITE_NOMEM:
            return {"there is not enough memory", "Close other programs, then do it again."};
        default:
            return {"it cannot be read or written", "Check the disk or stick, then do it again."};
    }
}

}  // namespace

SqlConnection::SqlConnection(const std::filesystem::path& file, Access access,
                             const std::string& vfs)
    : file_{file} {
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_EXRESCODE;
    if (access == Access::read_immutable) {
        flags |= SQLITE_OPEN_READONLY;
    } else {
        // A reader, too: it may have to undo what a killed writer left half.
        flags |= SQLITE_OPEN_READWRITE;
    }
    if (access == Access::write) flags |= SQLITE_OPEN_CREATE;
    auto name = "file:" + percent_encoded(std::filesystem::absolute(file).string());
    if (access == Access::read_immutable) name += "?immutable=1";
    const int code =
        sqlite3_open_v2(name.c_str(), &db_, flags, vfs.empty() ? nullptr : vfs.c_str());
    try {
        if (code != SQLITE_OK) fail(code);
        configure();
        if (access != Access::write) run("PRAGMA query_only=ON");
    } catch (...) {
        sqlite3_close_v2(db_);
        throw;
    }
}

SqlConnection::~SqlConnection() {
    sqlite3_close_v2(db_);
}

void SqlConnection::configure() {
    sqlite3_busy_timeout(db_, kBusyMilliseconds);
    sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, kMostValueBytes);
    sqlite3_limit(db_, SQLITE_LIMIT_SQL_LENGTH, kMostSqlBytes);
    sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(db_, SQLITE_LIMIT_TRIGGER_DEPTH, 1);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
    // The log stays between runs: closing costs no sync.
    sqlite3_db_config(db_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    const auto count_pages = [](void* connection, sqlite3*, const char*, int pages) {
        static_cast<SqlConnection*>(connection)->log_pages_ = pages;
        return SQLITE_OK;
    };
    sqlite3_wal_hook(db_, count_pages, this);  // instead of checkpoints of SQLite's own
    // EXTRA is FULL, and syncs the folder after a rollback journal was removed: without that a
    // pulled plug may bring the journal back and undo what was acknowledged.
    run("PRAGMA cell_size_check=ON; PRAGMA synchronous=EXTRA; PRAGMA secure_delete=ON;"
        "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000");
}

void SqlConnection::run(const std::string& sql) {
    const int code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code);
}

std::int64_t SqlConnection::number(const std::string& sql) {
    SqlStatement statement{*this, sql};
    return statement.step() ? statement.integer(0) : 0;
}

std::string SqlConnection::text(const std::string& sql) {
    SqlStatement statement{*this, sql};
    return statement.step() ? statement.text(0) : std::string{};
}

void SqlConnection::set_journal_mode(const std::string& mode) {
    const auto sql = "PRAGMA journal_mode=" + mode;
    constexpr auto kPause = std::chrono::milliseconds{3};
    for (std::chrono::milliseconds waited{0};; waited += kPause) {
        const int code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
        if (code == SQLITE_OK) return;
        if ((code & 0xff) != SQLITE_BUSY || waited.count() >= kBusyMilliseconds) fail(code);
        std::this_thread::sleep_for(kPause);
    }
}

bool SqlConnection::empty_log() {
    sqlite3_busy_timeout(db_, kPatienceMilliseconds);
    const int code =
        sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(db_, kBusyMilliseconds);
    if (code == SQLITE_OK) return true;
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED) return false;
    fail(code);
}

void SqlConnection::tidy_log() noexcept {
    if (log_pages_ < kMostLogPages) return;
    sqlite3_busy_timeout(db_, 0);
    sqlite3_wal_checkpoint_v2(db_, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(db_, kBusyMilliseconds);
}

std::int64_t SqlConnection::changes() const noexcept {
    return sqlite3_changes64(db_);
}

std::int64_t SqlConnection::last_row() const noexcept {
    return sqlite3_last_insert_rowid(db_);
}

void SqlConnection::fail(int code) const {
    const int kind = code & 0xff;
    if (kind == SQLITE_CORRUPT || kind == SQLITE_NOTADB) {
        damaged(db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(code));
    }
    const auto reason = reason_of(code);
    throw DataError{
        "The journal cannot be used", file_.string(),
        fmt::format("{} ({})", reason.why, db_ ? sqlite3_errmsg(db_) : sqlite3_errstr(code)),
        reason.advice};
}

void SqlConnection::damaged(std::string_view why) const {
    throw DamagedJournal{"The journal is damaged", file_.string(), why,
                         "Put it aside (keep it), then merge a bundle or a copy of this map."};
}

SqlStatement::SqlStatement(SqlConnection& db, std::string_view sql) : db_{db} {
    const int code = sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()), 0,
                                        &statement_, nullptr);
    if (code != SQLITE_OK) db.fail(code);
}

SqlStatement::~SqlStatement() {
    sqlite3_finalize(statement_);
}

SqlStatement& SqlStatement::bind(int parameter, std::int64_t value) {
    const int code = sqlite3_bind_int64(statement_, parameter, value);
    if (code != SQLITE_OK) db_.fail(code);
    return *this;
}

SqlStatement& SqlStatement::bind(int parameter, std::string_view bytes) {
    const int code = sqlite3_bind_blob64(statement_, parameter, bytes.empty() ? "" : bytes.data(),
                                         bytes.size(), SQLITE_STATIC);
    if (code != SQLITE_OK) db_.fail(code);
    return *this;
}

SqlStatement& SqlStatement::bind(int parameter, std::span<const std::uint8_t> bytes) {
    return bind(parameter,
                std::string_view{reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

SqlStatement& SqlStatement::bind_null(int parameter) {
    const int code = sqlite3_bind_null(statement_, parameter);
    if (code != SQLITE_OK) db_.fail(code);
    return *this;
}

bool SqlStatement::step() {
    const int code = sqlite3_step(statement_);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    db_.fail(code);
}

void SqlStatement::run() {
    while (step()) {
    }
    reset();
}

void SqlStatement::reset() {
    sqlite3_reset(statement_);
}

bool SqlStatement::is_null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::int64_t SqlStatement::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}

std::string_view SqlStatement::blob(int column) const {
    if (sqlite3_column_type(statement_, column) != SQLITE_BLOB) {
        db_.damaged("a value is not of its kind");
    }
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::string SqlStatement::text(int column) const {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

SqlTransaction::SqlTransaction(SqlConnection& db) : db_{db} {
    db.run("BEGIN IMMEDIATE");
}

SqlTransaction::~SqlTransaction() {
    if (open_ && !sqlite3_get_autocommit(db_.handle())) {
        sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

void SqlTransaction::commit() {
    db_.run("COMMIT");
    open_ = false;
}

}  // namespace konbit
