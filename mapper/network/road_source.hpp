#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "mapper/model/location.hpp"
#include "mapper/model/object.hpp"
#include "mapper/network/kind_table.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {

/// A way of the network, or an outline of a walkable relation, before it is cut into segments.
struct SourceWay {
    std::int64_t ref = 0;
    std::uint64_t first = 0;  ///< in RoadSource::refs
    std::uint32_t count = 0;  ///< nodes
    std::uint32_t kind = 0;
    std::uint16_t first_position = 0;  ///< of its first node in the object (outlines: added up)
    bool relation = false;
    bool area = false;  ///< closed, and walked over in any direction
};

/// A node with tags that matter.
struct SourceNode {
    std::uint32_t node = 0;  ///< in RoadSource::locations
    std::uint32_t kind = 0;
};

/// A type=restriction relation as the extract has it.
struct SourceRestriction {
    std::int64_t relation = 0;
    std::vector<ObjectId> from, via, to;
    std::vector<std::pair<std::string, std::string>> tags;
};

/// A walkable multipolygon: which ways make its outline.
struct SourceArea {
    std::int64_t relation = 0;
    std::uint32_t kind = 0;
    std::vector<std::size_t>
        outlines;  ///< in RoadSource::ways, also ways that are roads themselves
};

/// All that a network is made from, read from base.map type by type. Memory grows with the roads.
struct RoadSource {
    static constexpr std::uint32_t kMissing = UINT32_MAX;
    static constexpr std::size_t kMaxWayNodes = 65'535;

    std::vector<SourceWay> ways;      ///< ways by id, then outlines of relations
    std::vector<std::uint32_t> refs;  ///< positions in `locations`, kMissing: not in the extract
    std::vector<std::uint64_t> node_keys;  ///< of their ids (`sort_key`), rising
    std::vector<Location> locations;
    std::vector<SourceNode> nodes;  ///< by position
    std::vector<SourceRestriction> restrictions;
    std::vector<SourceArea> areas;
    KindTable kinds;
    std::uint64_t long_ways = 0;  ///< left out: over kMaxWayNodes nodes
};

/// The order of osmium sort as numbers: 0, then negative ids by absolute value, then positive ones.
[[nodiscard]] constexpr std::uint64_t sort_key(std::int64_t ref) noexcept {
    constexpr auto kPositive = std::uint64_t{1} << 63;
    return ref > 0 ? kPositive + static_cast<std::uint64_t>(ref)
                   : 0 - static_cast<std::uint64_t>(ref);
}
[[nodiscard]] constexpr std::int64_t ref_of_key(std::uint64_t key) noexcept {
    constexpr auto kPositive = std::uint64_t{1} << 63;
    return static_cast<std::int64_t>(key >= kPositive ? key - kPositive : 0 - key);
}

using RoadProgress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

[[nodiscard]] RoadSource read_road_source(const BaseMap& base, const RoadProgress& tell);

}  // namespace konbit
