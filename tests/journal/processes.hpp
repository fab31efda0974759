#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <exception>
#include <functional>
#include <string>

#include "mapper/journal/entry.hpp"

namespace konbit::test {

/// A process of our own that does something and tells through a pipe what it has done.
class Child {
public:
    using Tell = std::function<void(const EntryId&)>;
    explicit Child(const std::function<void(const Tell&)>& work) {
        int ends[2];
        if (::pipe(ends) != 0) std::abort();
        pid_ = ::fork();
        if (pid_ != 0) {
            ::close(ends[1]);
            pipe_ = ends[0];
            return;
        }
        ::close(ends[0]);
        int code = 0;
        try {
            work([&](const EntryId& id) {
                if (::write(ends[1], id.bytes.data(), id.bytes.size()) < 0) ::_exit(3);
            });
        } catch (const std::exception& error) {
            code = ::write(2, error.what(), std::string_view{error.what()}.size()) < 0 ? 3 : 2;
        }
        ::_exit(code);
    }
    ~Child() {
        if (pid_ > 0) kill();
        ::close(pipe_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    void kill() {
        ::kill(pid_, SIGKILL);
        wait();
    }
    /// Its exit code, -1 if it was killed.
    int wait() {
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    /// What it told before it ended.
    [[nodiscard]] std::vector<EntryId> told() const {
        std::vector<EntryId> ids;
        for (EntryId id; ::read(pipe_, id.bytes.data(), id.bytes.size()) ==
                         static_cast<ssize_t>(id.bytes.size());) {
            ids.push_back(id);
        }
        return ids;
    }

private:
    pid_t pid_ = -1;
    int pipe_ = -1;
};

}  // namespace konbit::test
