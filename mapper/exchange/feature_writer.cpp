#include "mapper/exchange/feature_writer.hpp"

#include <algorithm>
#include <array>

#include "mapper/exchange/gdal_module.hpp"
#include "mapper/exchange/geojson_writer.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

namespace {

namespace fs = std::filesystem;

using OpenGdalWriter = FeatureWriter* (*)(const char* utf8_path, const FileFacts* facts);

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

}  // namespace

std::unique_ptr<FeatureWriter> open_feature_writer(const fs::path& out, const FileFacts& facts,
                                                   const fs::path& module_folder) {
    const auto name = lower_case(out.filename().string());
    if (name.ends_with(".geojson")) return open_geojson_writer(out, facts, false);
    if (name.ends_with(".geojsonl")) return open_geojson_writer(out, facts, true);
    constexpr std::array<std::string_view, 5> kThroughGdal{".gpkg", ".csv", ".kml", ".fgb",
                                                           ".shp.zip"};
    const bool through_gdal = std::any_of(kThroughGdal.begin(), kThroughGdal.end(),
                                          [&](auto ending) { return name.ends_with(ending); });
    if (!through_gdal) {
        throw UsageError{
            "The file's ending is not known", out.string(), "it chooses the format",
            "Known are .geojson, .geojsonl, .gpkg, .csv, .kml, .fgb, .shp.zip and .osm.pbf."};
    }
    const auto open = reinterpret_cast<OpenGdalWriter>(
        find_in_gdal_module(module_folder, "konbit_open_gdal_writer", "export .geojson"));
    return std::unique_ptr<FeatureWriter>{open(out.string().c_str(), &facts)};
}

}  // namespace konbit
