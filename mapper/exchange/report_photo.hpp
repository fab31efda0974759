#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace konbit {

/// A file's name alone: no folder, no "..", nothing hidden.
[[nodiscard]] bool is_photo_name(std::string_view name) noexcept;

/// The photo of that name beside a survey's table, in `media` below it, or (as Kobo packs them) in
/// a folder of the row's id there. Links that lead out of the folder are not followed.
[[nodiscard]] std::optional<std::filesystem::path> find_photo(const std::filesystem::path& folder,
                                                              const std::string& name,
                                                              const std::string& id);

}  // namespace konbit
