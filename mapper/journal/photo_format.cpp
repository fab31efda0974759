#include "mapper/journal/photo_format.hpp"

#include <array>

namespace konbit {
namespace {

constexpr std::string_view kJpegStart = "\xFF\xD8\xFF";
constexpr std::string_view kPngStart = "\x89PNG\r\n\x1A\n";
constexpr std::string_view kExifStart{"Exif\0\0", 6};
constexpr std::size_t kRiffHead = 12;  // "RIFF", size, "WEBP"

std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

constexpr std::uint8_t kEnd = 0xD9, kScan = 0xDA;

/// RST0 to RST7, SOI, TEM: a marker alone.
bool stands_alone(std::uint8_t marker) noexcept {
    return (marker >= 0xD0 && marker <= 0xD8) || marker == 0x01;
}

/// Where the coded data that begin at `at` end: at the next marker that is neither a stuffed byte
/// nor a restart.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) noexcept {
    while (true) {
        at = bytes.find('\xFF', at);
        if (at == std::string_view::npos || at + 1 >= bytes.size()) return bytes.size();
        const auto next = static_cast<std::uint8_t>(bytes[at + 1]);
        if (next == 0xFF) {
            ++at;  // fill bytes
        } else if (next == 0 || (next >= 0xD0 && next <= 0xD7)) {
            at += 2;
        } else {
            return at;
        }
    }
}

bool jpeg_pieces(std::string_view bytes, const TakePhotoPiece& take) {
    std::size_t at = 2;
    while (at + 2 <= bytes.size()) {
        if (bytes[at] != '\xFF') return false;
        const auto marker = static_cast<std::uint8_t>(bytes[at + 1]);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        if (marker == kEnd || stands_alone(marker)) {
            take({bytes.substr(at, 2), {}, marker, {}});
            if (marker == kEnd) return true;
            at += 2;
            continue;
        }
        if (at + 4 > bytes.size()) return false;
        const std::size_t length = big_endian(bytes, at + 2, 2);  // with its own two bytes
        if (length < 2 || length > bytes.size() - at - 2) return false;
        std::size_t end = at + 2 + length;
        const auto data = bytes.substr(at + 4, length - 2);
        if (marker == kScan) end = end_of_scan(bytes, end);
        take({bytes.substr(at, end - at), data, marker, {}});
        at = end;
    }
    return false;
}

bool png_pieces(std::string_view bytes, const TakePhotoPiece& take) {
    std::size_t at = kPngStart.size();
    while (bytes.size() - at >= 12) {  // length, type, sum
        const std::size_t length = big_endian(bytes, at, 4);
        if (length > bytes.size() - at - 12) return false;
        const auto type = bytes.substr(at + 4, 4);
        take({bytes.substr(at, length + 12), bytes.substr(at + 8, length), 0, type});
        if (type == "IEND") return true;
        at += length + 12;
    }
    return false;
}

bool webp_pieces(std::string_view bytes, const TakePhotoPiece& take) {
    const std::size_t claimed = std::size_t{little_endian(bytes, 4, 4)} + 8;
    if (claimed > bytes.size() || claimed < kRiffHead) return false;
    bytes = bytes.substr(0, claimed);
    std::size_t at = kRiffHead;
    bool any = false;
    while (bytes.size() - at >= 8) {
        const std::size_t length = little_endian(bytes, at + 4, 4);
        const std::size_t padded = length + length % 2;
        if (padded > bytes.size() - at - 8) return false;
        take({bytes.substr(at, padded + 8), bytes.substr(at + 8, length), 0, bytes.substr(at, 4)});
        at += padded + 8;
        any = true;
    }
    return any && at == bytes.size();
}

/// SOF0 to SOF15 without DHT, JPG and DAC, which lie among them.
bool starts_frame(std::uint8_t marker) noexcept {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

std::optional<PhotoSize> webp_size(const PhotoPiece& piece) noexcept {
    const auto data = piece.data;
    if (piece.type == "VP8X" && data.size() >= 10) {
        return PhotoSize{little_endian(data, 4, 3) + 1, little_endian(data, 7, 3) + 1};
    }
    if (piece.type == "VP8 " && data.size() >= 10) {
        return PhotoSize{little_endian(data, 6, 2) & 0x3FFFU, little_endian(data, 8, 2) & 0x3FFFU};
    }
    if (piece.type == "VP8L" && data.size() >= 5) {
        const auto bits = little_endian(data, 1, 4);
        return PhotoSize{(bits & 0x3FFFU) + 1, (bits >> 14 & 0x3FFFU) + 1};
    }
    return std::nullopt;
}

bool is_heic(std::string_view bytes) noexcept {
    if (bytes.size() < 12 || bytes.substr(4, 4) != "ftyp") return false;
    constexpr std::array<std::string_view, 6> kBrands{"heic", "heix", "heim",
                                                      "heis", "mif1", "msf1"};
    for (const auto brand : kBrands) {
        if (bytes.substr(8, 4) == brand) return true;
    }
    return false;
}

}  // namespace

std::string_view to_string(PhotoFormat format) noexcept {
    constexpr std::array<std::string_view, 4> kNames{"jpeg", "png", "heic", "webp"};
    return kNames[static_cast<std::size_t>(format)];
}

std::optional<PhotoFormat> photo_format(std::string_view bytes) noexcept {
    if (bytes.starts_with(kJpegStart)) return PhotoFormat::jpeg;
    if (bytes.starts_with(kPngStart)) return PhotoFormat::png;
    if (bytes.starts_with("RIFF") && bytes.size() > kRiffHead && bytes.substr(8, 4) == "WEBP") {
        return PhotoFormat::webp;
    }
    if (is_heic(bytes)) return PhotoFormat::heic;
    return std::nullopt;
}

bool for_each_piece(PhotoFormat format, std::string_view bytes, const TakePhotoPiece& take) {
    switch (format) {
        case PhotoFormat::jpeg:
            return jpeg_pieces(bytes, take);
        case PhotoFormat::png:
            return png_pieces(bytes, take);
        case PhotoFormat::webp:
            return webp_pieces(bytes, take);
        case PhotoFormat::heic:
            break;  // Exiv2 reads those
    }
    return false;
}

std::optional<PhotoSize> size_in(PhotoFormat format, const PhotoPiece& piece) noexcept {
    const auto data = piece.data;
    if (format == PhotoFormat::jpeg && starts_frame(piece.marker) && data.size() >= 5) {
        return PhotoSize{big_endian(data, 3, 2), big_endian(data, 1, 2)};
    }
    if (format == PhotoFormat::png && piece.type == "IHDR" && data.size() >= 8) {
        return PhotoSize{big_endian(data, 0, 4), big_endian(data, 4, 4)};
    }
    if (format == PhotoFormat::webp) return webp_size(piece);
    return std::nullopt;
}

std::string_view exif_in(PhotoFormat format, const PhotoPiece& piece) noexcept {
    constexpr std::uint8_t kApp1 = 0xE1;
    const bool jpeg =
        format == PhotoFormat::jpeg && piece.marker == kApp1 && piece.data.starts_with(kExifStart);
    if (jpeg) return piece.data.substr(kExifStart.size());
    if (format == PhotoFormat::png && piece.type == "eXIf") return piece.data;
    if (format == PhotoFormat::webp && piece.type == "EXIF") {
        // Some programs write JPEG's head here, too.
        return piece.data.substr(piece.data.starts_with(kExifStart) ? kExifStart.size() : 0);
    }
    return {};
}

}  // namespace konbit
