#include "mapper/journal/file_identity.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

namespace konbit {
namespace {

constexpr std::uint32_t kFat = 0x4d44, kExfat = 0x2011bab0;
// ext2 to ext4, xfs, btrfs, tmpfs, ramfs, overlayfs, zfs, f2fs, bcachefs, jfs, reiserfs.
constexpr std::array<std::uint32_t, 11> kLocal{0xef53,     0x58465342, 0x9123683e, 0x01021994,
                                               0x858458f6, 0x794c7630, 0x2fc12fc1, 0xf2f52010,
                                               0xca451a4e, 0x3153464a, 0x52654973};

std::uint32_t kind_of(const std::filesystem::path& path) noexcept {
    struct statfs facts {};
    if (::statfs(path.c_str(), &facts) != 0) return 0;
    return static_cast<std::uint32_t>(facts.f_type);
}

}  // namespace

std::string file_identity(const std::filesystem::path& file) {
    struct statx facts {};
    if (::statx(AT_FDCWD, file.c_str(), 0, STATX_INO | STATX_BTIME, &facts) != 0) return {};
    const auto kind = kind_of(file);
    std::string text;
    // FAT has no inodes: Linux invents new ones at each mount.
    if (kind != kFat && kind != kExfat) text += fmt::format("inode {} ", facts.stx_ino);
    if (facts.stx_mask & STATX_BTIME) {
        text += fmt::format("born {}.{:09}", facts.stx_btime.tv_sec, facts.stx_btime.tv_nsec);
    }
    return text;
}

bool on_local_disk(const std::filesystem::path& folder) noexcept {
    return std::ranges::find(kLocal, kind_of(folder)) != kLocal.end();
}

bool can_write_into(const std::filesystem::path& folder) noexcept {
    return ::access(folder.c_str(), W_OK | X_OK) == 0;
}

}  // namespace konbit
