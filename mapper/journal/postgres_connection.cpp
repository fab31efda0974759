#include "mapper/journal/postgres_connection.hpp"

#include <fmt/format.h>
#include <libpq-fe.h>
#include <poll.h>

#include <algorithm>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kConnecting{15};
// Longer than the server's own limit to a statement: a dead line is noticed by TCP long before.
constexpr std::chrono::seconds kAnswering{330};
constexpr std::chrono::milliseconds kBetweenLooks{200};
constexpr std::size_t kLongestMessage = 400;
constexpr std::string_view kHidden = "…";

/// What a line that dies without a word costs: half a minute.
constexpr std::pair<const char*, const char*> kDefaults[] = {
    {"application_name", "konbit"}, {"client_encoding", "UTF8"}, {"keepalives_idle", "10"},
    {"keepalives_interval", "5"},   {"keepalives_count", "4"},   {"tcp_user_timeout", "30000"}};

/// Tables and functions are found by their full names alone, whatever somebody made in `public`.
constexpr const char* kSession =
    "select pg_catalog.set_config('search_path', '', false),"
    " pg_catalog.set_config('statement_timeout', '300s', false),"
    " pg_catalog.set_config('lock_timeout', '30s', false),"
    " pg_catalog.set_config('idle_in_transaction_session_timeout', '120s', false)";

std::string value_of(const std::vector<std::pair<std::string, std::string>>& address,
                     std::string_view keyword) {
    for (const auto& [key, value] : address) {
        if (key == keyword) return value;
    }
    return {};
}

std::string described(const std::vector<std::pair<std::string, std::string>>& address) {
    auto host = value_of(address, "host");
    if (host.empty()) host = value_of(address, "hostaddr");
    if (host.empty()) host = "this computer";
    const auto port = value_of(address, "port");
    auto database = value_of(address, "dbname");
    if (database.empty()) database = value_of(address, "user");
    return fmt::format("database {} on {}{}{}", database, host,
                       port.empty() || port == "5432" ? "" : ":", port == "5432" ? "" : port);
}

void keep_silent(void*, const char*) {}

}  // namespace

PostgresConnection::PostgresConnection(const std::string& url, const std::atomic<bool>* stop)
    : stop_{stop} {
    read_address(url);
    connect();
    run(kSession);
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::Close::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

void PostgresConnection::read_address(const std::string& url) {
    char* message = nullptr;
    PQconninfoOption* options = PQconninfoParse(url.c_str(), &message);
    PQfreemem(message);  // not shown: it may hold the whole address with the password
    if (options == nullptr) {
        throw UsageError{"This address of a database cannot be understood", "",
                         "it does not follow PostgreSQL's form",
                         "Write postgresql://USER@HOST/DATABASE, with %40 for an @ in a name"};
    }
    for (const auto* option = options; option->keyword != nullptr; ++option) {
        if (option->val != nullptr) address_.emplace_back(option->keyword, option->val);
    }
    PQconninfoFree(options);
    place_ = described(address_);
    for (const auto& [keyword, value] : kDefaults) {
        if (value_of(address_, keyword).empty()) address_.emplace_back(keyword, value);
    }
}

void PostgresConnection::connect() {
    std::vector<const char*> keywords, values;
    for (const auto& [keyword, value] : address_) {
        keywords.push_back(keyword.c_str());
        values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
    connection_.reset(PQconnectStartParams(keywords.data(), values.data(), 0));
    if (connection_ == nullptr) throw std::bad_alloc{};
    PQsetNoticeProcessor(connection_.get(), keep_silent, nullptr);
    const auto until = Clock::now() + kConnecting;
    for (auto state = PGRES_POLLING_WRITING; state != PGRES_POLLING_OK;
         state = PQconnectPoll(connection_.get())) {
        if (state == PGRES_POLLING_FAILED || PQstatus(connection_.get()) == CONNECTION_BAD) {
            fail("No connection to the database", harmless(PQerrorMessage(connection_.get())),
                 "Check the address, the password and the network, then sync again");
        }
        wait_for(state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until);
    }
    PQsetnonblocking(connection_.get(), 1);
}

void PostgresConnection::wait_for(short events, Clock::time_point until) {
    for (;;) {
        if (stop_ != nullptr && *stop_) {
            fail("The sync was stopped", "somebody asked for it",
                 "Nothing is half done; sync again to go on");
        }
        if (Clock::now() >= until) {
            fail("The database does not answer", "the time for it is over",
                 "Check the network, then sync again");
        }
        pollfd waiting{PQsocket(connection_.get()), events, 0};
        if (::poll(&waiting, 1, kBetweenLooks.count()) != 0)
            return;  // errors: libpq will find them
    }
}

void PostgresConnection::send(const char* statement, const PostgresValues& values) {
    std::vector<const char*> pointers;
    std::vector<int> lengths;
    const std::vector<int> formats(values.values_.size(), 1);
    for (const auto& value : values.values_) {
        pointers.push_back(value.data());
        lengths.push_back(static_cast<int>(value.size()));
    }
    auto* connection = connection_.get();
    if (PQsendQueryParams(connection, statement, static_cast<int>(pointers.size()),
                          values.types_.data(), pointers.data(), lengths.data(), formats.data(),
                          1) == 0) {
        lost();
    }
    for (int left = PQflush(connection); left != 0; left = PQflush(connection)) {
        if (left < 0) lost();
        wait_for(POLLIN | POLLOUT, Clock::now() + kAnswering);
        if (PQconsumeInput(connection) == 0) lost();
    }
}

pg_result* PostgresConnection::take_answer() {
    auto* connection = connection_.get();
    while (PQisBusy(connection) != 0) {
        wait_for(POLLIN, Clock::now() + kAnswering);
        if (PQconsumeInput(connection) == 0) lost();
    }
    return PQgetResult(connection);
}

PostgresRows PostgresConnection::run(const char* statement, const PostgresValues& values) {
    send(statement, values);
    auto* first = take_answer();
    if (first == nullptr) lost();
    PostgresRows rows{first, place_};
    while (auto* more = take_answer()) PQclear(more);
    const auto status = PQresultStatus(first);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        if (PQstatus(connection_.get()) == CONNECTION_BAD) lost();
        refused(first);
    }
    return rows;
}

void PostgresConnection::run_in_portions(const std::string& question, const PostgresValues& values,
                                         const std::function<void(const PostgresRows&)>& visit) {
    run(("declare konbit_rows no scroll cursor for " + question).c_str(), values);
    for (;;) {
        const auto rows = run("fetch forward 500 from konbit_rows");
        if (rows.count() == 0) break;
        visit(rows);
    }
    run("close konbit_rows");
}

void PostgresConnection::refused(const pg_result* result) const {
    const char* found = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = found != nullptr ? found : "";
    const auto why = harmless(PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
    if (state == "42501") {  // insufficient_privilege
        fail(
            "The database does not let us in everywhere", why,
            fmt::format("Ask its administrator: create schema konbit authorization \"{0}\"; or, if "
                        "it is there: grant usage on schema konbit to \"{0}\"; grant select, "
                        "insert, update on all tables in schema konbit to \"{0}\"",
                        PQuser(connection_.get())));
    }
    fail("The database refused", why, "Sync again; if that fails, ask its administrator");
}

void PostgresConnection::lost() const {
    fail("The connection to the database was lost", harmless(PQerrorMessage(connection_.get())),
         "Nothing is half done; sync again when the network is back");
}

void PostgresConnection::fail(std::string_view what, std::string_view why,
                              std::string_view advice) const {
    throw DataError{what, place_, why, fmt::format("{}.", advice)};
}

std::string PostgresConnection::harmless(const char* message) const {
    std::string text = message != nullptr ? message : "";
    const char* used = PQpass(connection_.get());  // also from ~/.pgpass or the environment
    for (const auto& password : {value_of(address_, "password"), std::string{used ? used : ""}}) {
        if (password.empty()) continue;
        for (auto at = text.find(password); at != std::string::npos;
             at = text.find(password, at + kHidden.size())) {
            text.replace(at, password.size(), kHidden);
        }
    }
    std::ranges::replace_if(
        text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, ' ');
    while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
    if (text.size() > kLongestMessage)
        text.resize(std::min(text.rfind(' ', kLongestMessage), kLongestMessage));
    return text.empty() ? "the server said nothing" : text;
}

}  // namespace konbit
