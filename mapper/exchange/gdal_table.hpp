#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/exchange/gdal_shape.hpp"

class GDALDataset;
class OGRFeature;
class OGRLayer;

namespace konbit {

enum class GdalFormat : std::uint8_t { gpkg, csv, kml, fgb, shp };

/// A layer that outlives the call that named it.
struct OwnedLayer {
    struct Field {
        std::string name;
        Column::Type type = Column::Type::text;
    };
    std::string name;
    std::vector<Field> columns;
    bool with_tags = true;

    OwnedLayer() = default;
    explicit OwnedLayer(const Layer& layer);
    /// Takes in the columns of another layer; a column of two types becomes text.
    void join(const OwnedLayer& other);
};

/// Formats without a place for facts about the whole file: they repeat in every row.
[[nodiscard]] constexpr bool repeats_facts(GdalFormat format) noexcept {
    return format == GdalFormat::csv || format == GdalFormat::fgb;
}

/// One table of the output file: a layer of GDAL and how a row fills it.
class GdalTable {
public:
    /// Creates it in `into`, which must outlive it. `only`: the one kind of geometry it will hold
    /// (none: a table without geometry); nullopt: any. `stays_empty`: no row will follow.
    GdalTable(GDALDataset& into, GdalFormat format, const std::string& name,
              const OwnedLayer& layer, const FileFacts& facts, std::optional<GeometryKind> only,
              bool stays_empty = false);

    /// False if GDAL refused the row.
    [[nodiscard]] bool write(const FeatureRow& row);
    /// Copies every row of another table, field by field of equal name. False if GDAL refused one.
    [[nodiscard]] bool append(OGRLayer& from);

    [[nodiscard]] std::uint64_t cut_texts() const noexcept { return cut_texts_; }
    /// Long and short names of the columns, in order (shapefiles).
    [[nodiscard]] const auto& short_names() const noexcept { return short_names_; }

private:
    void create_fields();
    int add_field(const std::string& name, Column::Type type);
    void set_text(OGRFeature& feature, int field, std::string_view text);
    void set_value(OGRFeature& feature, int field, const Value& value);
    void set_place(OGRFeature& feature, const Geometry& geometry);
    void set_label(OGRFeature& feature, const FeatureRow& row);
    [[nodiscard]] bool is_label(const std::string& column) const;

    GdalFormat format_;
    OwnedLayer layer_;
    FileFacts facts_;
    std::optional<GeometryKind> only_;
    OGRLayer* table_ = nullptr;
    ShapeNames names_;
    std::optional<ShapeBudget> budget_;
    std::vector<std::pair<std::string, std::string>> short_names_;
    std::uint64_t cut_texts_ = 0;
    // Indices of fields; -1: this format has none.
    int name_ = -1, description_ = -1, osm_id_ = -1, layer_name_ = -1, lon_ = -1, lat_ = -1;
    int tags_ = -1, attribution_ = -1, data_timestamp_ = -1, made_before_ = -1;
    std::vector<int> columns_;
    std::string text_, clean_, line_;   ///< kept for their memory
};

/// "© OpenStreetMap contributors, …. Data of TIME. Made before …": for people, one line.
[[nodiscard]] std::string describe(const FileFacts& facts);

}  // namespace konbit
