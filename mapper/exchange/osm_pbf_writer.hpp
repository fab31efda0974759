#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

#include "mapper/query/map.hpp"

namespace konbit {

/// Writes every object of the map's extract, in the order of `osmium sort`, with as much metadata
/// as the extract had. The file appears complete or not at all. Returns the number of objects.
/// DataError when `stop` (may be null) gets set.
std::uint64_t write_osm_pbf(const BaseMap& base, const std::filesystem::path& out,
                            const Progress& progress, const std::atomic<bool>* stop = nullptr);

}  // namespace konbit
