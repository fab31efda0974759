#pragma once

#include <filesystem>
#include <string>

namespace konbit {

/// Tells a file from its copies: inode and time of birth where the file system keeps them. Neither
/// a reboot nor another mount point nor a renamed folder changes it.
[[nodiscard]] std::string file_identity(const std::filesystem::path& file);

/// Whether a folder lies on a disk of this machine whose locks and shared memory SQLite's
/// write-ahead log may rely on; shares, FUSE and FAT are not.
[[nodiscard]] bool on_local_disk(const std::filesystem::path& folder) noexcept;

/// Whether files in a folder can be made and changed at all.
[[nodiscard]] bool can_write_into(const std::filesystem::path& folder) noexcept;

}  // namespace konbit
