#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>

#include "mapper/store/map_summary.hpp"

namespace konbit {

struct ImportOptions {
    std::filesystem::path extract;            ///< whatever libosmium reads
    std::filesystem::path map;                ///< NAME.konbit to make
    bool replace = false;                     ///< an existing map is replaced (--force)
    std::size_t memory_bytes = 512u << 20;    ///< of anonymous memory, whatever the extract's size
    const std::atomic<bool>* stop = nullptr;  ///< set by Ctrl-C: ends with DataError, no map left
    /// Called with the finished map's folder before it takes its name, to add what belongs with
    /// it (derived/). What it throws ends the import like any other failure. May be empty.
    std::function<void(const std::filesystem::path& folder)> complete = {};
    /// What is being done, bytes of the extract read and in all (0: not known).
    std::function<void(std::string_view stage, std::uint64_t done, std::uint64_t total)> progress =
        {};
};

struct ImportResult {
    MapSummary summary;
    double seconds = 0;
    std::uint64_t map_bytes = 0;  ///< base.map with its parts
};

/// Makes NAME.konbit with base.map from an extract (derived/ is made by mapper/query). Objects may
/// come in any order, with history and duplicates, negative ids, missing members. Builds
/// NAME.konbit.partial, then renames: whatever goes wrong, no half map is left. DataError.
[[nodiscard]] ImportResult import_extract(const ImportOptions& options);

}  // namespace konbit
