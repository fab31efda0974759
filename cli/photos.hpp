#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "mapper/journal/entry.hpp"
#include "mapper/query/map.hpp"

namespace konbit {

/// Keeps photos in the map, through the module konbit_photo.so. DataError naming the file.
[[nodiscard]] std::vector<PhotoNote> take_in_photos(
    const Map& map, const std::vector<std::filesystem::path>& files);

/// What a person should know of the photos of a report, as whole lines: a wrong time is no proof, a
/// far place a doubt. `names` are the files as typed.
[[nodiscard]] std::vector<std::string> photo_doubts(const Report& report,
                                                    const std::vector<std::string>& names);

}  // namespace konbit
