#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>

#include "mapper/exchange/feature_writer.hpp"

namespace konbit {

/// `.geojson` (a collection), or with `lines` `.geojsonl`: one feature a line, nothing else; the
/// facts about the file stand in the first feature.
[[nodiscard]] std::unique_ptr<FeatureWriter> open_geojson_writer(const std::filesystem::path& out,
                                                                 const FileFacts& facts,
                                                                 bool lines);

}  // namespace konbit
