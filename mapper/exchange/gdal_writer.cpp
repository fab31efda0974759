#include "mapper/exchange/feature_writer.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

/// Opens a writer by the ending of the path. DataError for an ending that it does not know.
extern "C" __attribute__((visibility("default"))) FeatureWriter* konbit_open_gdal_writer(
    const char* utf8_path, const FileFacts* /*facts*/) {
    throw DataError{"cannot write this format", utf8_path, "no driver for it is built in",
                    "Choose .geojson"};
}

}  // namespace konbit
