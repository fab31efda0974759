#include "mapper/journal/photo_clean.hpp"

#include <algorithm>
#include <array>

namespace konbit {
namespace {

// What stays is listed, not what goes: cameras invent new places for what they know of their
// owners (maker notes, depth maps, films behind the picture) faster than anybody could follow.

/// An Exif block (big-endian TIFF) with the orientation alone.
std::string orientation_block(int orientation) {
    std::string block{"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 26};
    block[19] = static_cast<char>(orientation);
    return block;
}

bool stays_in_jpeg(const PhotoPiece& piece) {
    constexpr std::uint8_t kApp0 = 0xE0, kApp2 = 0xE2, kApp14 = 0xEE;
    constexpr std::uint8_t kFirstCoding = 0xC0;  // tables, frames, scans: 0xC0 to 0xDF
    constexpr std::size_t kPlainJfif = 14;       // larger ones have a picture in them
    if (piece.marker == kApp0) {
        return piece.data.starts_with("JFIF") && piece.data.size() == kPlainJfif;
    }
    if (piece.marker == kApp2) return piece.data.starts_with("ICC_PROFILE");
    if (piece.marker == kApp14) return piece.data.starts_with("Adobe");  // tells the colours
    return piece.marker >= kFirstCoding && piece.marker < kApp0;
}

std::optional<std::string> clean_jpeg(std::string_view bytes, int orientation) {
    std::string out{bytes.substr(0, 2)};
    bool turned = orientation == 1;
    const bool sound = for_each_piece(PhotoFormat::jpeg, bytes, [&](const PhotoPiece& piece) {
        if (!stays_in_jpeg(piece)) return;
        const bool jfif = piece.marker == 0xE0;  // must come first
        if (!turned && !jfif) {
            const auto block = orientation_block(orientation);
            out += std::string_view{"\xFF\xE1\0", 3};
            out += static_cast<char>(block.size() + 8);
            out += std::string_view{"Exif\0\0", 6};
            out += block;
            turned = true;
        }
        out += piece.whole;
    });
    if (!sound) return std::nullopt;
    return out;
}

std::optional<std::string> clean_png(std::string_view bytes) {
    constexpr std::array<std::string_view, 14> kStay{"IHDR", "PLTE", "IDAT", "IEND", "tRNS",
                                                     "gAMA", "cHRM", "sRGB", "iCCP", "sBIT",
                                                     "bKGD", "acTL", "fcTL", "fdAT"};
    std::string out{bytes.substr(0, 8)};
    const bool sound = for_each_piece(PhotoFormat::png, bytes, [&](const PhotoPiece& piece) {
        if (std::find(kStay.begin(), kStay.end(), piece.type) != kStay.end()) out += piece.whole;
    });
    if (!sound) return std::nullopt;
    return out;
}

std::optional<std::string> clean_webp(std::string_view bytes) {
    constexpr std::array<std::string_view, 7> kStay{"VP8 ", "VP8L", "VP8X", "ALPH",
                                                    "ANIM", "ANMF", "ICCP"};
    std::string out{bytes.substr(0, 12)};
    const bool sound = for_each_piece(PhotoFormat::webp, bytes, [&](const PhotoPiece& piece) {
        if (std::find(kStay.begin(), kStay.end(), piece.type) == kStay.end()) return;
        out += piece.whole;
        constexpr char kExifAndXmp = 0x0C;
        if (piece.type == "VP8X" && !piece.data.empty()) {
            auto& flags = out[out.size() - piece.whole.size() + 8];
            flags = static_cast<char>(flags & ~kExifAndXmp);
        }
    });
    if (!sound) return std::nullopt;
    const auto size = out.size() - 8;
    for (std::size_t i = 0; i < 4; ++i) out[4 + i] = static_cast<char>(size >> (8 * i) & 0xFFU);
    return out;
}

}  // namespace

// Programs turn JPEGs by their Exif, but show PNG and WebP as they are.
std::optional<std::string> cleaned_photo(PhotoFormat format, std::string_view bytes,
                                         int orientation) {
    switch (format) {
        case PhotoFormat::jpeg:
            return clean_jpeg(bytes, orientation);
        case PhotoFormat::png:
            return clean_png(bytes);
        case PhotoFormat::webp:
            return clean_webp(bytes);
        case PhotoFormat::heic:
            break;
    }
    return std::nullopt;
}

}  // namespace konbit
