#pragma once

#include <filesystem>
#include <vector>

#include "mapper/journal/entry.hpp"

namespace konbit {

/// The disasters that an older program kept in a map's `event.json`, as entries before all others;
/// none without such a file. DataError if it cannot be read.
[[nodiscard]] std::vector<Entry> read_old_events(const std::filesystem::path& map_folder);
/// Once they are in the journal; a file that cannot be removed does no harm.
void remove_old_events(const std::filesystem::path& map_folder) noexcept;

}  // namespace konbit
