#pragma once

#include <cstdint>
#include <filesystem>

#include "mapper/query/map.hpp"

namespace konbit {

/// Writes every object of the map's extract, in the order of `osmium sort`, with as much metadata
/// as the extract had. The file appears complete or not at all. Returns the number of objects.
std::uint64_t write_osm_pbf(const BaseMap& base, const std::filesystem::path& out,
                            const Progress& progress);

}  // namespace konbit
