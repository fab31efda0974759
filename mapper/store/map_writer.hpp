#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>

#include "mapper/model/geometry.hpp"
#include "mapper/model/object.hpp"
#include "mapper/store/map_summary.hpp"

namespace konbit {

/// Number of the simplified copies of the map for small scales, and the zoom each serves up to.
/// Overview 0 is drawn at z0–5, 1 at z6–8, 2 at z9–11; from z12 on the full features.
inline constexpr std::array<std::uint8_t, 3> kOverviewMaxZoom{5, 8, 11};

/// Writes `base.map` (and its parts) into a folder. Feed it in this order: all nodes, all ways,
/// all relations, each sorted as ObjectId sorts; features at any time; then `finish` once.
/// Memory stays under the budget: what does not fit goes to temporary files in the folder.
/// Without `finish` the folder holds nothing that opens. Errors (a full disk) are DataError.
class MapWriter {
public:
    struct Options {
        std::filesystem::path folder;             ///< exists, empty
        std::size_t memory_bytes = 256u << 20;    ///< for the writer's own buffers
        std::uint64_t part_bytes = 4'000'000'000; ///< largest file (FAT32); tests make it small
    };
    explicit MapWriter(const Options& options);
    ~MapWriter();
    MapWriter(MapWriter&&) noexcept;
    MapWriter& operator=(MapWriter&&) noexcept;

    void add_node(std::int64_t id, Location at, const ObjectMeta& meta, std::span<const Tag> tags);
    void add_way(std::int64_t id, const ObjectMeta& meta, std::span<const Tag> tags,
                 std::span<const std::int64_t> refs);
    void add_relation(std::int64_t id, const ObjectMeta& meta, std::span<const Tag> tags,
                      std::span<const Member> members);

    /// A tagged thing with a place. At most one feature an object. `min_zoom`: the smallest zoom
    /// at which it is worth drawing.
    void add_feature(ObjectId id, std::span<const Tag> tags, const Geometry& geometry,
                     std::uint8_t min_zoom);
    /// The same thing, simplified, for one overview.
    void add_overview(std::size_t overview, ObjectId id, std::span<const Tag> tags,
                      const Geometry& geometry, std::uint8_t min_zoom);

    /// Reads a way or relation back that was added before (area assembly needs them). Strings are
    /// valid until the next call. Fast for ascending ids. nullopt: not in the extract.
    [[nodiscard]] std::optional<Object> read_back(ObjectId id);

    /// Sorts the features, writes indexes, sums and header, and syncs to disk.
    void finish(const MapSummary& summary);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
