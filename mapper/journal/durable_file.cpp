#include "mapper/journal/durable_file.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(std::string_view what, const fs::path& file, int error) {
    throw DataError{what, file.string(), std::strerror(error),
                    error == ENOSPC ? "Make room, then do it again."
                                    : "Check the folder, its disk and its permissions."};
}

class OpenFile {
public:
    OpenFile(const fs::path& file, int flags, mode_t mode)
        : descriptor_{::open(file.c_str(), flags | O_CLOEXEC, mode)} {}
    ~OpenFile() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_;
};

fs::path temporary_name(const fs::path& file) {
    static std::atomic<unsigned> number{0};
    return fs::path{file}.concat(fmt::format(".{}-{}.partial", ::getpid(), number++));
}

void write_and_sync(const fs::path& file, std::string_view bytes, mode_t mode) {
    const OpenFile out{file, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode};
    if (out.descriptor() < 0) fail("A file cannot be made", file, errno);
    while (!bytes.empty()) {
        const auto written = ::write(out.descriptor(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("A file cannot be written", file, errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    if (::fsync(out.descriptor()) != 0) fail("A file cannot be written", file, errno);
}

// Removes what was left half, unless it was renamed.
struct Remover {
    fs::path file;
    ~Remover() { ::unlink(file.c_str()); }
};

// False if `to` is there already.
bool rename_without_replacing(const fs::path& from, const fs::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    if (errno == EEXIST) return false;
    // File systems that do not know the flag know links, or neither.
    if (::link(from.c_str(), to.c_str()) == 0) return true;
    if (errno == EEXIST) return false;
    fail("A file cannot be made", to, errno);
}

}  // namespace

void sync_folder_names(const fs::path& folder) {
    const OpenFile names{folder.empty() ? fs::path{"."} : folder, O_RDONLY | O_DIRECTORY, 0};
    if (names.descriptor() < 0) fail("A folder cannot be opened", folder, errno);
    // Some file systems cannot sync a folder: they write names at once.
    if (::fsync(names.descriptor()) != 0 && errno != EINVAL && errno != EROFS && errno != ENOTSUP) {
        fail("A folder cannot be written", folder, errno);
    }
}

void make_folder_durably(const fs::path& folder) {
    if (::mkdir(folder.c_str(), 0777) == 0) return sync_folder_names(folder.parent_path());
    std::error_code error;
    const int why = errno;
    if (!fs::is_directory(folder, error)) fail("A folder cannot be made", folder, why);
}

void write_durably(const fs::path& file, std::string_view bytes, mode_t mode) {
    const Remover partial{temporary_name(file)};
    write_and_sync(partial.file, bytes, mode);
    if (::rename(partial.file.c_str(), file.c_str()) != 0) {
        fail("A file cannot be given its name", file, errno);
    }
    sync_folder_names(file.parent_path());
}

bool create_durably(const fs::path& file, std::string_view bytes, mode_t mode) {
    const Remover partial{temporary_name(file)};
    write_and_sync(partial.file, bytes, mode);
    const bool made = rename_without_replacing(partial.file, file);
    sync_folder_names(file.parent_path());
    return made;
}

std::optional<std::string> read_small_file(const fs::path& file, std::size_t most) {
    const OpenFile in{file, O_RDONLY | O_NONBLOCK, 0};
    if (in.descriptor() < 0 && errno == ENOENT) return std::nullopt;
    struct stat facts {};
    if (in.descriptor() < 0 || ::fstat(in.descriptor(), &facts) != 0) {
        fail("A file cannot be read", file, errno);
    }
    if (!S_ISREG(facts.st_mode)) fail("A file cannot be read", file, EINVAL);
    if (static_cast<std::uint64_t>(facts.st_size) > most)
        fail("A file cannot be read", file, EFBIG);
    std::string bytes(static_cast<std::size_t>(facts.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto got = ::read(in.descriptor(), bytes.data() + done, bytes.size() - done);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail("A file cannot be read", file, errno);
        if (got == 0) break;
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

}  // namespace konbit
