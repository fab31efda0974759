#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

#include "mapper/model/error.hpp"

namespace konbit {

/// A file that no program of ours left like this.
class DamagedJournal : public DataError {
public:
    using DataError::DataError;
};

/// An open SQLite file with limits for hostile ones. Every failure is a DataError that names the
/// file and says what to do.
class SqlConnection {
public:
    enum class Access { read, read_immutable, write };
    /// `write` makes the file when it is missing. `vfs`: "" for the system's.
    SqlConnection(const std::filesystem::path& file, Access access, const std::string& vfs);
    ~SqlConnection();
    SqlConnection(const SqlConnection&) = delete;
    SqlConnection& operator=(const SqlConnection&) = delete;

    void run(const std::string& sql);
    /// The first column of the first row; 0 if there is none.
    [[nodiscard]] std::int64_t number(const std::string& sql);
    [[nodiscard]] std::string text(const std::string& sql);
    /// "wal" or "delete". Waits for other processes, which SQLite itself does not do here.
    void set_journal_mode(const std::string& mode);
    /// Moves the write-ahead log into the file and empties it; false if readers prevented it.
    [[nodiscard]] bool empty_log();
    /// The same if the log has grown large, without waiting for anybody. Never fails.
    void tidy_log() noexcept;
    /// Rows that the last statement changed.
    [[nodiscard]] std::int64_t changes() const noexcept;
    /// The position of the row that was inserted last.
    [[nodiscard]] std::int64_t last_row() const noexcept;

    [[nodiscard]] sqlite3* handle() const noexcept { return db_; }
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    [[noreturn]] void fail(int code) const;
    /// DamagedJournal
    [[noreturn]] void damaged(std::string_view why) const;

private:
    void configure();

    std::filesystem::path file_;
    sqlite3* db_ = nullptr;
    int log_pages_ = 0;  ///< after the last commit
};

/// A prepared statement. Parameters count from 1, columns from 0. Views of a row live until the
/// next step.
class SqlStatement {
public:
    SqlStatement(SqlConnection& db, std::string_view sql);
    ~SqlStatement();
    SqlStatement(const SqlStatement&) = delete;
    SqlStatement& operator=(const SqlStatement&) = delete;

    SqlStatement& bind(int parameter, std::int64_t value);
    /// Bytes that outlive the next step.
    SqlStatement& bind(int parameter, std::string_view bytes);
    SqlStatement& bind(int parameter, std::span<const std::uint8_t> bytes);
    SqlStatement& bind_null(int parameter);
    /// True: there is a row.
    bool step();
    /// Steps to the end and resets.
    void run();
    void reset();

    [[nodiscard]] bool is_null(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    /// DataError if it is no blob.
    [[nodiscard]] std::string_view blob(int column) const;
    [[nodiscard]] std::string text(int column) const;

private:
    SqlConnection& db_;
    sqlite3_stmt* statement_ = nullptr;
};

/// Takes the write lock at once, so that what is read inside stays true; undone unless committed.
class SqlTransaction {
public:
    explicit SqlTransaction(SqlConnection& db);
    ~SqlTransaction();
    SqlTransaction(const SqlTransaction&) = delete;
    SqlTransaction& operator=(const SqlTransaction&) = delete;
    void commit();

private:
    SqlConnection& db_;
    bool open_ = true;
};

}  // namespace konbit
