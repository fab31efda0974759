#pragma once

#include <filesystem>
#include <string>

#include "mapper/journal/photos.hpp"

namespace konbit {

/// Reads a photo's file and keeps it, with a small copy, in the map: what a report then shows.
/// DataError naming the file: unreadable, larger than PhotoStore::kMostBytes, no photo.
[[nodiscard]] PhotoNote take_in_photo(const PhotoStore& store, const PhotoTools& tools,
                                      const std::filesystem::path& file);

}  // namespace konbit
