// The module konbit_photo.so: what Exiv2 and libjpeg can tell and do.
#include <fmt/format.h>

#include "mapper/journal/photo_clean.hpp"
#include "mapper/journal/photo_exif.hpp"
#include "mapper/journal/photo_format.hpp"
#include "mapper/journal/photo_small.hpp"
#include "mapper/journal/photos.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::uint64_t kMostPixels = 400'000'000;

DataError broken(const std::string& name, const std::string& why) {
    return DataError{"This is no photo that can be used", name, why,
                     "Copy it from the phone again, or take a JPEG, PNG, WebP or HEIC picture"};
}

PhotoFormat format_of(std::string_view bytes, const std::string& name) {
    if (bytes.empty()) throw broken(name, "it is empty");
    if (bytes.size() > PhotoStore::kMostBytes) {
        throw broken(name, fmt::format("it has {} MB, at most {} are taken", bytes.size() >> 20,
                                       PhotoStore::kMostBytes >> 20));
    }
    const auto format = photo_format(bytes);
    if (!format) throw broken(name, "it begins like no JPEG, PNG, WebP or HEIC file");
    return *format;
}

/// What the pieces of a JPEG, PNG or WebP say together.
struct Read {
    bool sound = false;
    PhotoSize size;
    ExifFacts exif;
};

Read read_pieces(PhotoFormat format, std::string_view bytes) {
    Read read;
    std::string_view block;
    read.sound = for_each_piece(format, bytes, [&](const PhotoPiece& piece) {
        if (const auto size = size_in(format, piece); size && read.size.width == 0)
            read.size = *size;
        if (block.empty()) block = exif_in(format, piece);
    });
    if (!block.empty()) read.exif = read_exif(block);
    return read;
}

Read read_photo(std::string_view bytes, PhotoFormat format, const std::string& name) {
    Read read;
    if (format == PhotoFormat::heic) {
        read.exif = read_heic_exif(bytes);
        read.size = {read.exif.width, read.exif.height};
        return read;
    }
    read = read_pieces(format, bytes);
    if (!read.sound) throw broken(name, "it is cut off or damaged");
    if (read.size.width == 0 || read.size.height == 0) throw broken(name, "it has no size");
    if (std::uint64_t{read.size.width} * read.size.height > kMostPixels) {
        throw broken(name, fmt::format("it claims to have {} × {} pixels", read.size.width,
                                       read.size.height));
    }
    return read;
}

PhotoFacts facts(std::string_view bytes, const std::string& name) {
    const auto format = format_of(bytes, name);
    const auto read = read_photo(bytes, format, name);
    PhotoFacts facts;
    facts.type = to_string(format);
    facts.taken = read.exif.taken;
    facts.taken_without_zone = read.exif.taken_without_zone;
    facts.at = read.exif.at;
    facts.width = read.size.width;
    facts.height = read.size.height;
    return facts;
}

std::string small_copy(std::string_view bytes) {
    if (photo_format(bytes) != PhotoFormat::jpeg) return {};
    return small_jpeg(bytes, read_pieces(PhotoFormat::jpeg, bytes).exif.orientation);
}

std::string without_metadata(std::string_view bytes, const std::string& name) {
    const auto format = format_of(bytes, name);
    if (format == PhotoFormat::heic) {
        throw broken(name, "time, place and owner cannot be taken out of a HEIC picture here");
    }
    const auto read = read_photo(bytes, format, name);
    auto cleaned = cleaned_photo(format, bytes, read.exif.orientation);
    if (!cleaned) throw broken(name, "it is cut off or damaged");
    return *std::move(cleaned);
}

}  // namespace

extern "C" __attribute__((visibility("default"))) const PhotoTools& konbit_photo_tools() {
    static const PhotoTools tools{facts, small_copy, without_metadata};
    return tools;
}

}  // namespace konbit
