#include "mapper/journal/partial_file.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "mapper/journal/durable_file.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMark = ".partial-";
constexpr std::size_t kDigits = 16;

std::string random_digits() {
    std::uint64_t number = 0;
    randombytes_buf(&number, sizeof number);
    return fmt::format("{:016x}", number);
}

std::string_view advice_for(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return "Make room, or use another disk, then do it again.";
        case EFBIG:
            return "This disk takes no file this large: use `konbit sync FOLDER`, it writes many "
                   "small ones.";
        case EROFS:
        case EACCES:
        case EPERM:
            return "Use another folder or disk, or make this one writable.";
        default:
            return "Check the disk, then do it again: nothing was lost.";
    }
}

/// The time by the clock that stamps files there, which may be another computer's.
std::optional<fs::file_time_type> present_of(const fs::path& folder) {
    const auto probe = folder / fmt::format("now{}{}", kMark, random_digits());
    const int made = ::open(probe.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (made < 0) return std::nullopt;
    ::close(made);
    std::error_code error, ignored;
    const auto time = fs::last_write_time(probe, error);
    fs::remove(probe, ignored);
    if (error) return std::nullopt;
    return time;
}

/// Writers hold a lock, which a killed one loses.
bool somebody_writes(const fs::path& file) {
    const int opened = ::open(file.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (opened < 0) return true;
    const bool held = ::flock(opened, LOCK_EX | LOCK_NB) != 0;
    ::close(opened);
    return held;
}

}  // namespace

PartialFile::PartialFile(fs::path target)
    : target_{std::move(target)},
      partial_{fs::path{target_}.concat(fmt::format("{}{}", kMark, random_digits()))},
      descriptor_{
          ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666)} {
    if (descriptor_ < 0) fail(errno);
    ::flock(descriptor_, LOCK_EX | LOCK_NB);  // only a courtesy to remove_leftovers
}

PartialFile::~PartialFile() {
    if (descriptor_ < 0) return;
    ::unlink(partial_.c_str());
    ::close(descriptor_);
}

void PartialFile::fail(int error) const {
    throw DataError{"The file cannot be written", target_.string(),
                    fmt::format("{} after {:.1f} MB", std::strerror(error),
                                static_cast<double>(written_) / 1e6),
                    advice_for(error)};
}

void PartialFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto done = ::write(descriptor_, bytes.data(), bytes.size());
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) fail(done < 0 ? errno : ENOSPC);
        bytes.remove_prefix(static_cast<std::size_t>(done));
        written_ += static_cast<std::uint64_t>(done);
    }
}

void PartialFile::write_at(std::uint64_t offset, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto done =
            ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (done < 0 && errno == EINTR) continue;
        if (done <= 0) fail(done < 0 ? errno : ENOSPC);
        bytes.remove_prefix(static_cast<std::size_t>(done));
        offset += static_cast<std::uint64_t>(done);
    }
}

void PartialFile::commit() {
    commit_as(target_);
}

void PartialFile::commit_as(const fs::path& target) {
    if (::fsync(descriptor_) != 0) fail(errno);
    if (::rename(partial_.c_str(), target.c_str()) != 0) fail(errno);
    // Network disks tell of a full disk only on closing: then there is no file rather than half.
    if (::close(std::exchange(descriptor_, -1)) != 0) {
        const int error = errno;
        ::unlink(target.c_str());
        fail(error);
    }
    sync_folder_names(target.parent_path());
}

bool is_partial_name(std::string_view name) noexcept {
    const auto mark = name.rfind(kMark);
    if (mark == std::string_view::npos || name.size() != mark + kMark.size() + kDigits)
        return false;
    return std::ranges::all_of(name.substr(mark + kMark.size()), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    });
}

void remove_leftovers(const fs::path& folder, std::chrono::seconds age) noexcept try {
    std::vector<fs::path> partial;
    std::error_code error;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end;
         entry.increment(error)) {
        if (is_partial_name(entry->path().filename().string())) partial.push_back(entry->path());
    }
    if (partial.empty()) return;
    const auto now = present_of(folder);
    if (!now) return;
    for (const auto& file : partial) {
        const auto changed = fs::last_write_time(file, error);
        if (error || *now - changed < age || somebody_writes(file)) continue;
        fs::remove(file, error);
    }
} catch (const std::exception&) {
    // What cannot be tidied today is tidied another day.
}

}  // namespace konbit
