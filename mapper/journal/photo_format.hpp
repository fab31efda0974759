#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

namespace konbit {

enum class PhotoFormat : std::uint8_t { jpeg, png, heic, webp };
[[nodiscard]] std::string_view to_string(PhotoFormat format) noexcept;
/// By the first bytes, never by a name.
[[nodiscard]] std::optional<PhotoFormat> photo_format(std::string_view bytes) noexcept;

/// A piece of a photo's file: a marker segment of a JPEG, a chunk of a PNG or WebP.
struct PhotoPiece {
    std::string_view whole;   ///< with its head
    std::string_view data;    ///< what it holds
    std::uint8_t marker = 0;  ///< of a JPEG: 0xE1 is APP1; a scan (0xDA) has its coded data with it
    std::string_view type;    ///< of a chunk: "IHDR", "EXIF"
};
using TakePhotoPiece = std::function<void(const PhotoPiece&)>;

/// All pieces in their order, up to the end of the picture: what cameras hang on behind it (other
/// pictures, films) is none. False if the file is cut off or no sound JPEG, PNG or WebP.
[[nodiscard]] bool for_each_piece(PhotoFormat format, std::string_view bytes,
                                  const TakePhotoPiece& take);

struct PhotoSize {
    std::uint32_t width = 0, height = 0;
};
/// As the piece that tells the size says; nullopt for other pieces.
[[nodiscard]] std::optional<PhotoSize> size_in(PhotoFormat format,
                                               const PhotoPiece& piece) noexcept;

/// The Exif block (a TIFF) that the piece holds, "" if none.
[[nodiscard]] std::string_view exif_in(PhotoFormat format, const PhotoPiece& piece) noexcept;

}  // namespace konbit
