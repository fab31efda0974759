#include "mapper/store/atomic_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

/// Closed whatever happens.
struct Descriptor {
    int fd;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
};

fs::path folder_of(const fs::path& file) {
    const auto folder = file.parent_path();
    return folder.empty() ? fs::path{"."} : folder;
}

void sync_folder(const fs::path& folder) {
    const Descriptor opened{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // Some file systems (FAT over FUSE) cannot sync folders; the file itself is synced.
    if (opened.fd >= 0) ::fsync(opened.fd);
}

int create_new(const fs::path& path) {
    return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
}

}  // namespace

void fail_write(int error, const fs::path& target, std::uint64_t written) {
    const auto fitted = fmt::format("{:.1f} MB were written", static_cast<double>(written) / 1e6);
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            throw DataError{"The disk is full", target.string(), fitted,
                            "Make room, or write to another disk."};
        case EFBIG:
            throw DataError{"The disk takes no file this large", target.string(), fitted,
                            "Export a part (--in AREA, --what), or write to another disk."};
        case EROFS:
        case EACCES:
        case EPERM:
            throw DataError{"The folder cannot be written to", target.string(),
                            std::strerror(error), "Choose another folder, or change its rights."};
        default:
            throw DataError{"The file cannot be written", target.string(), std::strerror(error),
                            "Look at the disk and its access rights."};
    }
}

void check_target(const fs::path& target, bool replace) {
    std::error_code error;
    if (target.filename().empty() || fs::is_directory(target, error)) {
        throw UsageError{"The output is a folder", target.string(), "a file is written",
                         "Give a file name."};
    }
    const auto folder = folder_of(target);
    if (!fs::is_directory(folder, error)) {
        throw UsageError{"There is no such folder", folder.string(),
                         fmt::format("{} cannot be written there", target.filename().string()),
                         "Make the folder first, or choose another."};
    }
    const auto there = fs::symlink_status(target, error);
    if (!fs::exists(there)) return;
    if (!fs::is_regular_file(there) && !fs::is_symlink(there)) {
        throw UsageError{"The output is no file", target.string(), "it is a device or a pipe",
                         "Give a file name."};
    }
    if (replace) return;
    throw UsageError{"The file cannot be written", target.string(), "it exists",
                     "Add --force to replace it."};
}

void publish_file(const fs::path& partial, const fs::path& target) {
    {
        const Descriptor opened{::open(partial.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC)};
        if (opened.fd < 0 || ::fsync(opened.fd) != 0) fail_write(errno, target, 0);
    }
    if (::rename(partial.c_str(), target.c_str()) != 0) fail_write(errno, target, 0);
    sync_folder(folder_of(target));
}

// ---- AtomicPath

AtomicPath::AtomicPath(fs::path target) : target_{std::move(target)}, partial_{target_} {
    partial_ += fmt::format(".partial-{}", ::getpid());
}

AtomicPath::~AtomicPath() {
    std::error_code ignored;
    if (!committed_) fs::remove(partial_, ignored);
}

void AtomicPath::commit() {
    publish_file(partial_, target_);
    committed_ = true;
}

// ---- AtomicFile

AtomicFile::AtomicFile(fs::path target) : path_{std::move(target)} {
    fd_ = create_new(path_.partial());
    if (fd_ < 0 && errno == EEXIST) {
        // Left by a process that had our number and died; never written through, only removed.
        ::unlink(path_.partial().c_str());
        fd_ = create_new(path_.partial());
    }
    if (fd_ < 0) fail_write(errno, path_.target(), 0);
}

AtomicFile::~AtomicFile() {
    if (fd_ >= 0) ::close(fd_);
}

void AtomicFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto done = ::write(fd_, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) fail_write(done < 0 ? errno : ENOSPC, path_.target(), written_);
        bytes.remove_prefix(static_cast<std::size_t>(done));
        written_ += static_cast<std::uint64_t>(done);
    }
}

void AtomicFile::commit() {
    // Network disks tell of a full disk only on closing.
    const int fd = std::exchange(fd_, -1);
    if (::close(fd) != 0) fail_write(errno, path_.target(), written_);
    path_.commit();
}

}  // namespace konbit
