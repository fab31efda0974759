#pragma once

#include <libpq-fe.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace konbit::test {

/// A PostgreSQL server of our own, in a temporary folder, that listens on a Unix socket alone. It
/// refuses to run as root, so that it runs as the user `nobody` there.
class PostgresServer {
public:
    static constexpr const char* kPrograms = "/usr/lib/postgresql/15/bin";

    [[nodiscard]] static bool installed() {
        return std::filesystem::exists(std::filesystem::path{kPrograms} / "initdb") &&
               (::geteuid() != 0 || std::filesystem::exists("/usr/bin/setpriv"));
    }

    PostgresServer() {
        auto name = (std::filesystem::temp_directory_path() / "konbit-pg-XXXXXX").string();
        if (!::mkdtemp(name.data())) throw std::runtime_error{"no temporary folder"};
        folder_ = name;
        std::filesystem::permissions(folder_, std::filesystem::perms{0777});
        must_run({"initdb", "--pgdata", data(), "--username", "chief", "--auth", "trust",
                  "--encoding", "UTF8", "--locale", "C", "--no-sync", "--no-instructions"});
        std::ofstream{data() + "/pg_hba.conf"} << "local all visitor scram-sha-256\n"
                                                  "local all all trust\n";
        start();
    }
    ~PostgresServer() {
        stop();
        std::error_code error;
        std::filesystem::remove_all(folder_, error);
    }
    PostgresServer(const PostgresServer&) = delete;
    PostgresServer& operator=(const PostgresServer&) = delete;

    void start() {
        server_ = launch({"postgres", "-D", data(), "-k", folder_.string(), "-c",
                          "listen_addresses=", "-c", "fsync=off", "-c", "shared_buffers=16MB", "-c",
                          "max_connections=30"});
        for (int i = 0; i < 600; ++i) {
            if (PQping(url("postgres").c_str()) == PQPING_OK) return;
            ::usleep(50'000);
        }
        throw std::runtime_error{"the PostgreSQL server does not start: " + log()};
    }
    /// As if its plug was pulled.
    void stop() {
        if (server_ <= 0) return;
        ::kill(server_, SIGQUIT);
        ::waitpid(server_, nullptr, 0);
        server_ = 0;
    }

    [[nodiscard]] std::string url(const std::string& database,
                                  const std::string& user = "chief") const {
        std::string host;
        for (const char c : folder_.string()) host += c == '/' ? "%2F" : std::string{c};
        return "postgresql://" + user + "@" + host + "/" + database;
    }
    [[nodiscard]] std::string data() const { return (folder_ / "data").string(); }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    /// The first column of all rows.
    std::vector<std::string> sql(const std::string& database, const std::string& text,
                                 const std::string& user = "chief") const {
        const std::unique_ptr<PGconn, void (*)(PGconn*)> connection{
            PQconnectdb(url(database, user).c_str()), PQfinish};
        PQsetNoticeProcessor(
            connection.get(), [](void*, const char*) {}, nullptr);
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result{
            PQexec(connection.get(), text.c_str()), PQclear};
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
            throw std::runtime_error{PQerrorMessage(connection.get())};
        }
        std::vector<std::string> found;
        for (int row = 0; row < PQntuples(result.get()); ++row) {
            found.emplace_back(PQgetvalue(result.get(), row, 0));
        }
        return found;
    }
    /// What `pg_dump` writes.
    [[nodiscard]] std::string dump(const std::string& database) const {
        must_run({"pg_dump", "--dbname", url(database), "--file", (folder_ / "dump.sql").string()});
        std::ifstream in{folder_ / "dump.sql"};
        return {std::istreambuf_iterator<char>{in}, {}};
    }

private:
    [[nodiscard]] std::string log() const {
        std::ifstream in{folder_ / "log"};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    pid_t launch(std::vector<std::string> words) const {
        words.front() = std::string{kPrograms} + "/" + words.front();
        if (::geteuid() == 0) {
            words.insert(words.begin(), {"/usr/bin/setpriv", "--reuid=65534", "--regid=65534",
                                         "--clear-groups", "--"});
        }
        std::vector<char*> arguments;
        for (auto& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        const auto log_file = (folder_ / "log").string();
        const pid_t child = ::fork();
        if (child != 0) return child;
        if (!::freopen(log_file.c_str(), "a", stdout) || ::dup2(1, 2) < 0) ::_exit(126);
        ::setsid();
        ::execv(arguments.front(), arguments.data());
        ::_exit(127);
    }
    void must_run(const std::vector<std::string>& words) const {
        int status = 0;
        if (::waitpid(launch(words), &status, 0) < 0 || status != 0) {
            throw std::runtime_error{words.front() + " failed: " + log()};
        }
    }

    std::filesystem::path folder_;
    pid_t server_ = 0;
};

}  // namespace konbit::test
