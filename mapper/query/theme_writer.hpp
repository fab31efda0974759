#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "mapper/query/theme_file.hpp"

namespace konbit {

/// A record before its place in the file is known.
struct ThemeEntry {
    theme_format::Record record;
    BoundingBox box;
    std::uint32_t wikidata = 0;     ///< text; for merging duplicates
    std::uint32_t folded_name = 0;  ///< text; for merging duplicates
    bool merged = false;            ///< into another entry: not written
};

/// Sorts along the Hilbert curve of BoxIndex; merged entries are dropped.
void sort_along_curve(std::vector<ThemeEntry>& entries);

/// Collects the entries of all layers in memory and writes `themes.idx`.
class ThemeWriter {
public:
    [[nodiscard]] std::uint32_t text(std::string_view text);  ///< the same offset for the same text
    [[nodiscard]] std::uint32_t texts(std::span<const std::string> list);
    [[nodiscard]] std::string_view text_at(std::uint32_t offset) const;
    /// Fills the record's geometry_offset and geometry_bytes.
    void store_geometry(const Geometry& geometry, theme_format::Record& record);
    void read_geometry(const theme_format::Record& record, const BaseMap& base,
                       Geometry& into) const;

    [[nodiscard]] std::vector<ThemeEntry>& layer(std::size_t number) { return layers_[number]; }
    theme_format::Header header;  ///< the counts are filled on writing

    /// The layers must be sorted (sort_along_curve).
    void write(const std::filesystem::path& path);

private:
    std::string texts_{'\0'};
    std::unordered_map<std::string, std::uint32_t> text_offsets_;
    std::vector<std::byte> geometries_;
    std::array<std::vector<ThemeEntry>, theme_format::kLayerCount> layers_;
};

}  // namespace konbit
