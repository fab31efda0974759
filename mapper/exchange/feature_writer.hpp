#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "mapper/model/object_id.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// A property value; monostate is null (known to be unknown). Zero never stands for unknown.
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string_view,
                           std::span<const std::string>>;

/// A column: its name and what kind of value it holds (tables need to know before the first row).
struct Column {
    enum class Type : std::uint8_t { text, integer, real, boolean, list };
    std::string_view name;
    Type type = Type::text;
};

/// What a writer is told before the first feature of a layer.
struct Layer {
    std::string name{};                 ///< "shelters", "buildings", …: a table or layer name
    std::span<const Column> columns{};  ///< of every feature, in this order; tags come beside
    bool with_tags = true;
};

/// Facts about the whole file: top-level members of GeoJSON, metadata of tables.
struct FileFacts {
    std::string data_timestamp{};  ///< ISO 8601, "" if unknown
    std::string made_before{};     ///< "earthquake 2026-04-05T06:00:00Z" if the data are older
    std::string generator = "Konbit";
    bool several_layers = false;  ///< GeoJSON: features tell their layer (property `layer`)
};

/// One feature: values in the order of the layer's columns. Geometry `none` is written as null.
struct FeatureRow {
    std::optional<ObjectId> id{};
    std::string_view other_id{};  ///< of what is no object: "report/0123456789ab", plain ASCII
    const Geometry* geometry = nullptr;
    std::span<const Value> values{};
    const Tags* tags = nullptr;  ///< under `tags` (GeoJSON), one JSON column (tables)
};

/// Streams features into one file: constant memory. The file appears under its name only in
/// `finish` (written beside it, synced, renamed); without it nothing is left. DataError on a full
/// disk, a read-only folder.
class FeatureWriter {
public:
    virtual ~FeatureWriter() = default;
    virtual void begin_layer(
        const Layer& layer) = 0;  ///< GeoJSON: one layer after another in one collection
    virtual void write(const FeatureRow& row) = 0;
    virtual void finish() = 0;
    /// What the format could not hold as it was, as whole lines; after `finish`.
    [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }
};

/// A writer by the file's ending: .geojson, .geojsonl (own), .gpkg, .csv, .kml, .fgb, .shp.zip
/// (through GDAL, in the module konbit_gdal.so of `module_folder`, loaded on demand). Upper case
/// counts too. UsageError for another ending, listing those known. An existing file is replaced
/// in the end: ask `check_target` first.
[[nodiscard]] std::unique_ptr<FeatureWriter> open_feature_writer(
    const std::filesystem::path& out, const FileFacts& facts,
    const std::filesystem::path& module_folder);

/// The same GeoJSON as `.geojson` as text, for `--json` answers: `extra` are further top-level
/// members, each a name and a ready JSON value.
[[nodiscard]] std::unique_ptr<FeatureWriter> open_geojson_stream(
    std::string& into, const FileFacts& facts,
    const std::vector<std::pair<std::string, std::string>>& extra = {});

}  // namespace konbit
