#pragma once

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapper/model/geometry.hpp"

namespace konbit {

/// A text field of a DBF file holds so many bytes.
inline constexpr std::size_t kShapeTextBytes = 254;

/// Column names of one shapefile: at most ten ASCII characters, each once (letter case ignored).
/// Known long names have fixed short ones (docs/formats.md), others lose their end; a name that is
/// taken already gets a number.
class ShapeNames {
public:
    [[nodiscard]] std::string shorten(std::string_view column);

private:
    std::set<std::string> taken_;
};

/// Counts what a shapefile will need, so that no part passes 2 GB: most programs read no more.
class ShapeBudget {
public:
    static constexpr std::uint64_t kMostBytes = (std::uint64_t{1} << 31U) - 1;

    ShapeBudget(std::string table, std::uint64_t dbf_header_bytes, std::uint64_t dbf_row_bytes,
                std::uint64_t most_bytes = kMostBytes);
    /// DataError, before anything is written, if the row would make a part too large.
    void add(const Geometry* geometry);

private:
    std::string table_;
    std::uint64_t dbf_row_bytes_, most_bytes_;
    std::uint64_t dbf_bytes_;
    std::uint64_t shp_bytes_ = 100;   // the header
};

/// What README.txt of a zip says: where the data are from, and the long names of the columns.
class ShapeReadme {
public:
    using Names = std::vector<std::pair<std::string, std::string>>;   ///< long, short

    void add(const std::string& table, const Names& names);
    /// DataError if the file cannot be written.
    void write(const std::filesystem::path& file, const std::string& about,
               std::uint64_t cut_texts) const;

private:
    std::string tables_;
};

/// Packs the files of `folder`, by name, into one zip; removes each as soon as it is packed, so that
/// the disk never holds all twice. False if a write failed.
[[nodiscard]] bool zip_and_remove(const std::filesystem::path& folder,
                                  const std::filesystem::path& zip);

}  // namespace konbit
