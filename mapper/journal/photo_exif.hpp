#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "mapper/model/location.hpp"
#include "mapper/model/time.hpp"

namespace konbit {

/// What an Exif block says of its photo, as far as it can be believed.
struct ExifFacts {
    std::optional<UnixSeconds> taken, taken_without_zone;  ///< as in PhotoFacts
    std::optional<Location> at;
    int orientation = 1;                  ///< 1 to 8; 1 is upright
    std::uint32_t width = 0, height = 0;  ///< of HEIC alone
};

/// From the block itself (a TIFF). Broken blocks say nothing; nothing is thrown but bad_alloc.
[[nodiscard]] ExifFacts read_exif(std::string_view block);
/// From a whole HEIC file.
[[nodiscard]] ExifFacts read_heic_exif(std::string_view bytes);

}  // namespace konbit
