#pragma once

#include "tests/bench/replica_grid.hpp"

#include <osmium/io/header.hpp>
#include <osmium/memory/buffer.hpp>
#include <osmium/osm/item_type.hpp>
#include <osmium/osm/metadata_options.hpp>
#include <osmium/osm/object.hpp>
#include <osmium/osm/timestamp.hpp>
#include <osmium/osm/types.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

enum class IdMode {
    small,  ///< numbered 1, 2, 3, … in the order of the original ids
    real,   ///< as in the original; a copy's ids lie above those of the copy before it
};

/// The ids of one type of object, in every copy.
class CopyIds {
public:
    void note(std::int64_t id) { original_.push_back(id); }
    void close(IdMode mode);  ///< after the last note(), before the first id()

    /// The id that `original` (noted before) has in the given copy.
    [[nodiscard]] std::int64_t id(std::int64_t original, int copy) const;
    /// The first id above those of all copies.
    [[nodiscard]] std::int64_t end(int copies) const;

private:
    std::vector<std::int64_t> original_;
    IdMode mode_ = IdMode::small;
};

/// An extract held in memory, decoded (some 13 times the size of its PBF), and its copies.
class ExtractCopies {
public:
    /// Reads a whole file. Throws std::runtime_error if it is not sorted by type and id, has ids
    /// below 1 or no located nodes; else what libosmium throws.
    ExtractCopies(const std::string& path, IdMode mode);

    [[nodiscard]] const osmium::io::Header& header() const noexcept { return header_; }
    [[nodiscard]] const Extent& extent() const noexcept { return extent_; }
    [[nodiscard]] osmium::metadata_options metadata() const noexcept { return metadata_; }
    [[nodiscard]] osmium::Timestamp newest() const noexcept { return newest_; }
    [[nodiscard]] const CopyIds& ids(osmium::item_type type) const;

    [[nodiscard]] std::size_t chunks() const noexcept { return chunks_.size(); }
    /// The objects of one type of one chunk as they are in a copy.
    [[nodiscard]] osmium::memory::Buffer copy_of(std::size_t chunk, osmium::item_type type,
                                                 int copy, Shift shift) const;
    /// Where the nodes with the given ids (sorted) lie, in the order of their ids; nodes without
    /// a location are left out.
    struct LocatedNode {
        std::int64_t id = 0;
        std::int32_t lon_e7 = 0;
        std::int32_t lat_e7 = 0;
    };
    [[nodiscard]] std::vector<LocatedNode> locate(const std::vector<std::int64_t>& ids) const;

private:
    void note(const osmium::OSMObject& object);
    void move_object(osmium::OSMObject& object, int copy, Shift shift) const;
    [[nodiscard]] CopyIds& ids(osmium::item_type type);

    osmium::io::Header header_;
    std::vector<osmium::memory::Buffer> chunks_;
    Extent extent_;
    osmium::metadata_options metadata_{"none"};
    osmium::Timestamp newest_;
    CopyIds node_ids_;
    CopyIds way_ids_;
    CopyIds relation_ids_;
};
