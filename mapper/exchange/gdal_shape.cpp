#include "mapper/exchange/gdal_shape.hpp"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <utility>
#include <vector>

#include "mapper/exchange/gdal_files.hpp"
#include "mapper/model/error.hpp"

namespace konbit {
namespace {

constexpr std::size_t kNameBytes = 10;

// docs/formats.md lists them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kShortNames{{
    {"bearing_deg", "bearing"},
    {"passability", "passable"},
    {"source_value", "src_value"},
    {"suitability", "suitable"},
}};

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::string ascii_word(std::string_view name) {
    std::string word;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || c == '_') {
            word += c;
        } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {  // one for each character
            word += '_';
        }
    }
    if (word.empty()) word.append("column");
    return word;
}

std::uint64_t shp_bytes(const Geometry& geometry) noexcept {
    const std::uint64_t points = geometry.locations.size();
    switch (geometry.kind) {
        case GeometryKind::none: return 12;
        case GeometryKind::point: return 28;
        case GeometryKind::line: return 8 + 44 + 4 + 16 * points;
        case GeometryKind::area: return 8 + 44 + 4 * geometry.rings.size() + 16 * points;
    }
    return 0;
}

bool add_to_zip(void* zip, const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    if (!in || CPLCreateFileInZip(zip, file.filename().c_str(), nullptr) != CE_None) return false;
    std::vector<char> buffer(std::size_t{1} << 18U);
    while (in) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        const auto bytes = static_cast<int>(in.gcount());
        if (bytes > 0 && CPLWriteFileInZip(zip, buffer.data(), bytes) != CE_None) return false;
    }
    return in.eof() && CPLCloseFileInZip(zip) == CE_None;
}

}  // namespace

std::string ShapeNames::shorten(std::string_view column) {
    const auto* known = std::find_if(kShortNames.begin(), kShortNames.end(),
                                     [&](const auto& entry) { return entry.first == column; });
    const std::string word =
        known != kShortNames.end() ? std::string{known->second} : ascii_word(column);
    std::string name = word.substr(0, kNameBytes);
    for (int number = 1; !taken_.insert(lower(name)).second; ++number) {
        const std::string ending = fmt::format("_{}", number);
        name = word.substr(0, kNameBytes - ending.size()) + ending;
    }
    return name;
}

ShapeBudget::ShapeBudget(std::string table, std::uint64_t dbf_header_bytes,
                         std::uint64_t dbf_row_bytes, std::uint64_t most_bytes)
    : table_{std::move(table)},
      dbf_row_bytes_{dbf_row_bytes},
      most_bytes_{most_bytes},
      dbf_bytes_{dbf_header_bytes} {}

void ShapeBudget::add(const Geometry* geometry) {
    dbf_bytes_ += dbf_row_bytes_;
    shp_bytes_ += geometry == nullptr ? 12 : shp_bytes(*geometry);
    if (std::max(dbf_bytes_, shp_bytes_) <= most_bytes_) return;
    throw DataError{"the shapefile gets too large", table_,
                    "a part of a shapefile holds 2 GB at most",
                    "Export to .gpkg, or fewer things or a smaller area"};
}

void ShapeReadme::add(const std::string& table, const Names& names) {
    tables_ += fmt::format("\n{}\n", table);
    for (const auto& [name, shortened] : names) {
        tables_ += fmt::format("  {:<10}  {}\n", shortened, name);
    }
}

void ShapeReadme::write(const std::filesystem::path& file, const std::string& about,
                        std::uint64_t cut_texts) const {
    std::ofstream out{file, std::ios::binary};
    out << about << "\n\nTexts are UTF-8, places longitude and latitude (WGS84).\n";
    if (cut_texts > 0) {
        out << fmt::format("{} texts were longer than {} bytes and are cut.\n", cut_texts, kShapeTextBytes);
    }
    out << "\nThe columns of each table, with their whole names:\n" << tables_;
    out.close();
    if (out) return;
    throw DataError{"cannot write", file.string(), "the disk may be full", "Check its free space"};
}

bool zip_and_remove(const std::filesystem::path& folder, const std::filesystem::path& zip) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    void* out = CPLCreateZip(watched(zip).c_str(), nullptr);
    if (out == nullptr) return false;
    bool good = true;
    for (const auto& file : files) {
        good = good && add_to_zip(out, file);
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
    }
    return (CPLCloseZip(out) == CE_None) && good;
}

}  // namespace konbit
