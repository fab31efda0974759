#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "mapper/journal/photo_format.hpp"

namespace konbit {

/// The picture with nothing but what is needed to show it, colours and orientation (Exif, 1 to 8)
/// with it. nullopt if the file is cut off or no sound JPEG, PNG or WebP.
[[nodiscard]] std::optional<std::string> cleaned_photo(PhotoFormat format, std::string_view bytes,
                                                       int orientation);

}  // namespace konbit
