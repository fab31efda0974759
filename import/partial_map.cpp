#include "import/partial_map.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;

constexpr auto kWhat = "Cannot make the map";

fs::path without_slash(const fs::path& path) {
    return path.has_filename() ? path : path.parent_path();
}

fs::path with_suffix(fs::path path, std::string_view suffix) {
    path += suffix;
    return path;
}

bool is_map(const fs::path& folder) {
    return fs::is_directory(folder) && (fs::exists(folder / "base.map") || fs::is_empty(folder));
}

void check_target(const fs::path& map, bool replace) {
    if (map.extension() != ".konbit" || map.stem().empty()) {
        throw UsageError{kWhat, map.string(), "a map is a folder that ends in .konbit",
                         "Choose a name like haiti.konbit with -o."};
    }
    if (fs::symlink_status(map).type() == fs::file_type::not_found) return;
    if (!is_map(map)) {
        throw DataError{kWhat, map.string(), "something that is not a map has this name",
                        "Choose another name with -o."};
    }
    if (!replace && !fs::is_empty(map)) {
        throw DataError{kWhat, map.string(), "there is a map of this name already",
                        "Choose another name with -o, or replace it with --force."};
    }
}

[[noreturn]] void fail(const fs::path& where, const std::error_code& error) {
    throw DataError{kWhat, where.string(), error.message(),
                    "Choose a folder you may write to with -o."};
}

// The lock on the folder itself, so that the folder stays empty. -1 where there are no locks.
int lock_folder(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) fail(folder, {errno, std::generic_category()});
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        ::close(fd);
        throw DataError{kWhat, folder.string(), "another import is building this map right now",
                        "Wait for it, or choose another name with -o."};
    }
    return fd;
}

// Made by import or from what it made; everything else in a map was added by people.
bool made_by_import(const fs::path& entry) {
    const auto name = entry.filename().string();
    return name == "derived" || name.starts_with("base.map");
}

// What people added goes into the new map too: as copies, so that a power cut at any moment
// leaves it in the old map or in both.
void keep_what_people_added(const fs::path& old_map, const fs::path& new_map) {
    for (const auto& entry : fs::directory_iterator{old_map}) {
        if (made_by_import(entry.path())) continue;
        std::error_code error;
        fs::copy(entry.path(), new_map / entry.path().filename(),
                 fs::copy_options::recursive | fs::copy_options::copy_symlinks, error);
        if (error) fail(entry.path(), error);
    }
}

// All that was written to the file system of this folder, copies included, is on the disk.
void sync_file_system(const fs::path& folder) noexcept {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return;
    ::syncfs(fd);
    ::close(fd);
}

fs::path parent_of(const fs::path& path) {
    return path.has_parent_path() ? path.parent_path() : fs::path{"."};
}

// The two folders change names in one step; false where the file system cannot (FAT).
bool exchange(const fs::path& a, const fs::path& b) noexcept {
    return ::renameat2(AT_FDCWD, a.c_str(), AT_FDCWD, b.c_str(), RENAME_EXCHANGE) == 0;
}

}  // namespace

PartialMap::PartialMap(const fs::path& map, bool replace)
    : map_{without_slash(map)}, folder_{with_suffix(map_, ".partial")}, replace_{replace} {
    check_target(map_, replace);
    std::error_code error;
    fs::create_directory(folder_, error);
    if (error) fail(folder_, error);
    lock_ = lock_folder(folder_);
    // What an import that died left behind.
    for (const auto& left : fs::directory_iterator{folder_}) {
        fs::remove_all(left.path(), error);
        if (error) fail(left.path(), error);
    }
}

PartialMap::~PartialMap() {
    if (!committed_) {
        std::error_code ignored;  // nothing better can be done while something else went wrong
        fs::remove_all(folder_, ignored);
    }
    if (lock_ >= 0) ::close(lock_);
}

void PartialMap::need_space(std::uint64_t bytes) const {
    std::error_code error;
    const auto space = fs::space(folder_, error);
    if (error || space.available >= bytes) return;
    throw DataError{kWhat, map_.string(),
                    fmt::format("the disk has {} MB left, the map needs more than {} MB",
                                space.available >> 20, bytes >> 20),
                    "Free space or choose another disk with -o."};
}

void PartialMap::commit() {
    // Looked at again: minutes have passed.
    check_target(map_, replace_);
    if (fs::exists(map_)) {
        keep_what_people_added(map_, folder_);
        sync_file_system(folder_);
        replace_old();
    } else {
        std::error_code error;
        fs::rename(folder_, map_, error);
        if (error) fail(map_, error);
    }
    committed_ = true;
    sync_file_system(parent_of(map_));
}

void PartialMap::replace_old() {
    std::error_code error;
    if (exchange(folder_, map_)) {
        fs::remove_all(folder_, error);  // it is the old map now
        return;
    }
    const fs::path old = with_suffix(map_, ".old");
    fs::remove_all(old, error);
    fs::rename(map_, old, error);
    if (error) fail(map_, error);
    fs::rename(folder_, map_, error);
    if (error) {
        std::error_code ignored;
        fs::rename(old, map_, ignored);
        fail(map_, error);
    }
    fs::remove_all(old, error);
}

}  // namespace konbit
