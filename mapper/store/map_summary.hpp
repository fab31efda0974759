#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/time.hpp"

namespace konbit {

/// Something in the extract that is not in the map as it was meant, and why.
struct Skipped {
    std::string object;  ///< "way/123"
    std::string why;
};

/// What a map holds and what was left out on import. Written once by the importer.
struct MapSummary {
    std::string extract_name;         ///< file name of the extract, without folders
    std::uint64_t extract_bytes = 0;
    UnixSeconds imported_at = 0;      ///< when import ran
    UnixSeconds data_timestamp = 0;   ///< of the extract's header, else its newest object; 0 unknown
    std::array<std::uint64_t, 3> objects{};  ///< nodes, ways, relations
    std::uint64_t areas = 0;          ///< areas assembled (from ways and relations)
    std::uint64_t features = 0;       ///< tagged objects with a place
    BoundingBox bounds;               ///< of all valid node locations
    bool has_versions = false;        ///< any object with a version (upload is possible)

    std::uint64_t old_versions = 0;       ///< history and duplicates left out
    std::uint64_t deleted = 0;            ///< invisible objects left out
    std::uint64_t invalid_locations = 0;  ///< nodes out of range: kept, not in geometry
    std::uint64_t missing_nodes = 0;      ///< references of ways to nodes that the extract lacks
    std::uint64_t missing_members = 0;    ///< of relations
    std::uint64_t broken_areas = 0;       ///< kept as lines
    std::uint64_t broken_strings = 0;     ///< objects whose tags hold a NUL or are not UTF-8
    std::vector<Skipped> skipped;         ///< the first kMaxSkipped of all these by name
    static constexpr std::size_t kMaxSkipped = 10'000;
};

}  // namespace konbit
