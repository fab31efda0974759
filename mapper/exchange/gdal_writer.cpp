#include <cpl_conv.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogr_srs_api.h>
#include <ogrsf_frmts.h>

#include <array>
#include <fstream>
#include <mutex>
#include <optional>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/exchange/gdal_files.hpp"
#include "mapper/exchange/gdal_kml.hpp"
#include "mapper/exchange/gdal_table.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/attribution.hpp"

namespace konbit {
namespace {

constexpr std::uint64_t kRowsPerTransaction = 20'000;

struct FormatFacts {
    GdalFormat format;
    const char* ending;
    const char* driver;
};

constexpr std::array<FormatFacts, 5> kFormats{{
    {GdalFormat::gpkg, ".gpkg", "GPKG"},
    {GdalFormat::csv, ".csv", "CSV"},
    {GdalFormat::kml, ".kml", "KML"},
    {GdalFormat::fgb, ".fgb", "FlatGeobuf"},
    {GdalFormat::shp, ".shp.zip", "ESRI Shapefile"},
}};

const FormatFacts& format_of(const std::filesystem::path& out) {
    std::string name = out.filename().string();
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    for (const auto& facts : kFormats) {
        if (name.ends_with(facts.ending)) return facts;
    }
    throw UsageError{"cannot write this format", out.string(), "its ending is not known",
                     "Choose .gpkg, .csv, .kml, .fgb or .shp.zip"};
}

/// Only the drivers we write with: registering all of them takes ten times as long.
void prepare_gdal() {
    CPLSetConfigOption("GDAL_PAM_ENABLED", "NO");
    CPLSetConfigOption("OGR_SQLITE_SYNCHRONOUS", "OFF");   // one fsync at the end instead
    CPLSetConfigOption("OGR_SQLITE_JOURNAL", "OFF");       // a failed file is removed, not mended
    CPLSetConfigOption("OGR_CSV_MAX_LINE_SIZE", "-1");
    OSRSetPROJEnableNetwork(FALSE);
    RegisterOGRGeoPackage();
    RegisterOGRCSV();
    RegisterOGRKML();
    RegisterOGRFlatGeobuf();
    RegisterOGRShape();
}

std::string_view plural(GeometryKind kind) noexcept {
    switch (kind) {
        case GeometryKind::none: return "unlocated";
        case GeometryKind::point: return "points";
        case GeometryKind::line: return "lines";
        case GeometryKind::area: return "areas";
    }
    return "";
}

/// A name for files on every system.
std::string file_word(std::string_view name) {
    std::string word;
    for (const char c : name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        word += plain || c == '-' || c == '_' ? c : '_';
    }
    return word.empty() ? "layer" : word;
}

/// Where rows go depends on what a format can hold:
/// - GeoPackage, shapefile: one table for each layer and kind of geometry, made when it is needed;
/// - KML: one folder a layer;
/// - CSV, FlatGeobuf: one table a file whose columns must be known at its start: each layer is
///   written to a file of its own and, if there are several, all are copied into one at the end.
class GdalWriter final : public FeatureWriter {
public:
    GdalWriter(std::filesystem::path out, const FileFacts& facts)
        : out_{std::move(out)}, facts_{facts}, format_{format_of(out_)}, files_{out_} {
        static std::once_flag once;
        std::call_once(once, prepare_gdal);
        (void)take_write_error();
    }
    ~GdalWriter() override {
        const GdalErrors quiet;
        tables_ = {};
        data_.reset();
        (void)take_write_error();
    }

    void begin_layer(const Layer& layer) override {
        const GdalErrors errors;
        end_layer(errors);
        layer_ = OwnedLayer{layer};
        layer_begun_ = true;
        if (stages()) close(errors);
        if (!data_) create(errors);
        if (stages()) layers_.push_back(layer_);
        if (!by_kind()) (void)table(std::nullopt, errors);
    }

    void write(const FeatureRow& row) override {
        const GdalErrors errors;
        const bool placed = row.geometry != nullptr && !row.geometry->locations.empty();
        if (!placed && format_.format == GdalFormat::fgb) {   // the driver would drop it in silence
            ++left_out_;
            return;
        }
        const auto kind = placed ? row.geometry->kind : GeometryKind::none;
        auto& to = table(by_kind() ? std::optional{kind} : std::nullopt, errors);
        const bool written = to.write(row);
        if (written && format_.format == GdalFormat::gpkg && ++rows_ % kRowsPerTransaction == 0) {
            const bool kept = data_->CommitTransaction() == OGRERR_NONE &&
                              data_->StartTransaction() == OGRERR_NONE;
            errors.check(out_, !kept);
        }
        errors.check(out_, !written);
    }

    void finish() override {
        const GdalErrors errors;
        if (!layer_begun_) begin_layer(Layer{.name = "features", .columns = {}, .with_tags = false});
        end_layer(errors);
        close(errors);
        files_.publish(whole_file(errors));
    }

    [[nodiscard]] std::vector<std::string> notes() const override {
        std::vector<std::string> all;
        if (cut_texts_ > 0) {
            all.push_back(fmt::format("Shapefile: {} texts cut to {} bytes", cut_texts_, kShapeTextBytes));
        }
        if (left_out_ > 0) {
            all.push_back(fmt::format("FlatGeobuf: {} features without a place left out", left_out_));
        }
        return all;
    }

private:
    [[nodiscard]] bool by_kind() const noexcept {
        return format_.format == GdalFormat::gpkg || format_.format == GdalFormat::shp;
    }
    [[nodiscard]] bool stages() const noexcept { return repeats_facts(format_.format); }

    /// Opens a new temporary file (for shapefiles: a folder) as `data_`.
    void create(const GdalErrors& errors) {
        const bool shape = format_.format == GdalFormat::shp;
        const auto name = files_.add(shape ? ".parts" : format_.ending);
        std::error_code error;
        if (shape && !std::filesystem::create_directory(name, error)) {
            throw DataError{"cannot write", out_.string(), error.message(),
                            "Check that the folder may be written"};
        }
        const bool sqlite = format_.format == GdalFormat::gpkg;
        auto* driver = GetGDALDriverManager()->GetDriverByName(format_.driver);
        if (driver == nullptr) {
            throw DataError{"cannot write", out_.string(),
                            fmt::format("this GDAL has no driver {}", format_.driver),
                            "Choose another format"};
        }
        const std::string gdal_name = sqlite ? name.string() : watched(name);
        data_.reset(driver->Create(gdal_name.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        errors.check(out_, !data_);
        temporary_.push_back(name);
        if (!sqlite) return;
        data_->SetMetadataItem("ATTRIBUTION", kAttribution.data());
        data_->SetMetadataItem("DESCRIPTION", describe(facts_).c_str());
        if (!facts_.data_timestamp.empty()) {
            data_->SetMetadataItem("DATA_TIMESTAMP", facts_.data_timestamp.c_str());
        }
        errors.check(out_, data_->StartTransaction() != OGRERR_NONE);
    }

    GdalTable& table(std::optional<GeometryKind> kind, const GdalErrors& errors,
                     bool stays_empty = false) {
        auto& found = tables_[kind ? static_cast<std::size_t>(*kind) : 0];
        if (found) return *found;
        std::string name = format_.format == GdalFormat::shp ? file_word(layer_.name) : layer_.name;
        if (kind) name += fmt::format("_{}", plural(*kind));
        found.emplace(*data_, format_.format, name, layer_, facts_, kind, stays_empty);
        errors.check(out_);
        if (format_.format == GdalFormat::shp) readme_.add(name, found->short_names());
        return *found;
    }

    void end_layer(const GdalErrors& errors) {
        if (!layer_begun_) return;
        bool any = false;
        for (const auto& table : tables_) any = any || table.has_value();
        if (!any) (void)table(GeometryKind::point, errors);   // an empty layer is there, empty
        for (auto& table : tables_) {
            if (table) cut_texts_ += table->cut_texts();
            table.reset();
        }
    }

    void close(const GdalErrors& errors) {
        if (!data_) return;
        bool good = true;
        if (format_.format == GdalFormat::gpkg) good = data_->CommitTransaction() == OGRERR_NONE;
        data_->FlushCache(false);
        data_.reset();
        errors.check(out_, !good);
    }

    /// The one file that holds everything, closed.
    std::filesystem::path whole_file(const GdalErrors& errors) {
        if (format_.format == GdalFormat::shp) return zipped(errors);
        if (format_.format == GdalFormat::kml) {
            auto described = files_.add(".kml");
            describe_kml(temporary_.front(), described, describe(facts_));
            return described;
        }
        const bool whole = temporary_.size() == 1 && !std::filesystem::is_empty(temporary_.front());
        return whole ? temporary_.front() : joined(errors);
    }

    std::filesystem::path zipped(const GdalErrors& errors) {
        readme_.write(temporary_.front() / "README.txt", describe(facts_), cut_texts_);
        auto zip = files_.add(".zip");
        const bool good = zip_and_remove(temporary_.front(), zip);
        errors.check(out_, !good);
        return zip;
    }

    /// All staged tables as one with the columns of all.
    std::filesystem::path joined(const GdalErrors& errors) {
        auto parts = std::exchange(temporary_, {});
        std::erase_if(parts, [](const auto& part) { return std::filesystem::is_empty(part); });
        layer_ = {};
        for (const auto& layer : layers_) layer_.join(layer);
        layer_.name = out_.stem().string();
        create(errors);
        auto& all = table(std::nullopt, errors, parts.empty());
        for (const auto& part : parts) {
            const std::array<const char*, 2> drivers{format_.driver, nullptr};
            std::unique_ptr<GDALDataset> from{
                GDALDataset::Open(part.c_str(), GDAL_OF_VECTOR, drivers.data())};
            const bool good = from && from->GetLayerCount() == 1 && all.append(*from->GetLayer(0));
            errors.check(out_, !good);
        }
        tables_ = {};
        close(errors);
        return temporary_.front();
    }

    std::filesystem::path out_;
    FileFacts facts_;
    const FormatFacts& format_;
    TemporaryFiles files_;
    std::vector<std::filesystem::path> temporary_;   ///< what `data_` was and is
    std::unique_ptr<GDALDataset> data_;
    OwnedLayer layer_;
    bool layer_begun_ = false;
    std::vector<OwnedLayer> layers_;                 ///< those staged
    std::array<std::optional<GdalTable>, 4> tables_; ///< by kind of geometry; [0] if there is one for all
    ShapeReadme readme_;
    std::uint64_t rows_ = 0;
    std::uint64_t cut_texts_ = 0;
    std::uint64_t left_out_ = 0;
};

}  // namespace

/// Opens a writer by the ending of the path. UsageError for an ending that it does not know.
extern "C" __attribute__((visibility("default"))) FeatureWriter* konbit_open_gdal_writer(
    const char* utf8_path, const FileFacts* facts) {
    return new GdalWriter{utf8_path, *facts};
}

}  // namespace konbit
