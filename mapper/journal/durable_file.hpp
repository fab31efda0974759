#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace konbit {

/// Writes a file beside its place, syncs it and renames it, so that it is there whole or not at
/// all, whatever happens. DataError naming the file.
void write_durably(const std::filesystem::path& file, std::string_view bytes, mode_t mode = 0666);
/// The same, but never over a file that is there already: false then.
[[nodiscard]] bool create_durably(const std::filesystem::path& file, std::string_view bytes,
                                  mode_t mode);
/// A whole file of at most `most` bytes; nullopt if there is none. DataError if it is larger or
/// cannot be read.
[[nodiscard]] std::optional<std::string> read_small_file(const std::filesystem::path& file,
                                                         std::size_t most);
/// Makes a folder in one that is there, unless it is there itself.
void make_folder_durably(const std::filesystem::path& folder);
/// Makes the names in a folder durable.
void sync_folder_names(const std::filesystem::path& folder);

}  // namespace konbit
