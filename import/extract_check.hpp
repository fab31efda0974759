#pragma once

#include <filesystem>

namespace konbit {

/// Looks at an extract's name and first bytes before anything is built: DataError for what is
/// missing, empty, a folder, unreadable, a web page, a change file, of an ending that libosmium
/// does not read or that does not fit the content. What lies deeper shows while reading.
void check_extract(const std::filesystem::path& extract);

}  // namespace konbit
