#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapper/journal/entry.hpp"

struct pg_conn;
struct pg_result;

namespace konbit {

/// The values of one statement, in PostgreSQL's binary form: no value is ever part of its text.
class PostgresValues {
public:
    PostgresValues& bytes(std::string_view value);
    PostgresValues& number(std::int64_t value);
    /// Arrays (`bytea[]`, `bigint[]`) for `unnest` and `any`; nullopt becomes NULL.
    PostgresValues& all_bytes(std::span<const std::optional<std::string_view>> values);
    PostgresValues& all_digests(std::span<const Digest> values);
    PostgresValues& all_numbers(std::span<const std::int64_t> values);

private:
    friend class PostgresConnection;
    PostgresValues& add(unsigned type, std::string value);
    std::vector<unsigned> types_;
    std::vector<std::string> values_;
};

/// The rows of an answer. What the server sent is checked here: a column of an unexpected size is a
/// DataError naming the server.
class PostgresRows {
public:
    [[nodiscard]] int count() const noexcept;
    [[nodiscard]] bool null(int row, int column) const noexcept;
    [[nodiscard]] std::string_view bytes(int row, int column) const noexcept;
    [[nodiscard]] std::int64_t number(int row, int column) const;
    [[nodiscard]] bool yes(int row, int column) const;
    [[nodiscard]] Digest digest(int row, int column) const;
    [[nodiscard]] std::uint64_t changed() const noexcept;  ///< by insert, update or delete

private:
    friend class PostgresConnection;
    struct Free {
        void operator()(pg_result* result) const noexcept;
    };
    PostgresRows(pg_result* result, const std::string& place) : result_{result}, place_{&place} {}
    [[noreturn]] void unexpected() const;
    std::unique_ptr<pg_result, Free> result_;
    const std::string* place_;  ///< of the connection
};

/// A session with a PostgreSQL server that trusts it with nothing: no names but those written in
/// full, limits to every wait. Every error is a DataError that names host and database and never
/// the password; the session is over then, and the server rolls back what was not committed.
class PostgresConnection {
public:
    /// `stop` may be null; when it gets set, whatever is waited for ends with DataError.
    PostgresConnection(const std::string& url, const std::atomic<bool>* stop);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection&) = delete;
    PostgresConnection& operator=(const PostgresConnection&) = delete;

    PostgresRows run(const char* statement, const PostgresValues& values = {});
    /// Of a question whose rows may be many: they come in portions. Within a transaction.
    void run_in_portions(const std::string& question, const PostgresValues& values,
                         const std::function<void(const PostgresRows&)>& visit);
    /// A DataError that names the server.
    [[noreturn]] void fail(std::string_view what, std::string_view why,
                           std::string_view advice) const;

    /// "database aid on db.example.org".
    [[nodiscard]] const std::string& place() const noexcept { return place_; }

private:
    struct Close {
        void operator()(pg_conn* connection) const noexcept;
    };
    void wait_for(short events, std::chrono::steady_clock::time_point until);
    void read_address(const std::string& url);
    void connect();
    void send(const char* statement, const PostgresValues& values);
    pg_result* take_answer();
    [[noreturn]] void refused(const pg_result* result) const;
    [[noreturn]] void lost() const;
    /// What the server or libpq says, in one line and without the password.
    [[nodiscard]] std::string harmless(const char* message) const;

    const std::atomic<bool>* stop_;
    std::vector<std::pair<std::string, std::string>> address_;  ///< libpq's keywords and values
    std::string place_;
    std::unique_ptr<pg_conn, Close> connection_;
};

}  // namespace konbit
