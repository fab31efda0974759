#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "mapper/model/geometry.hpp"
#include "mapper/model/object_id.hpp"
#include "mapper/store/byte_io.hpp"

namespace konbit {

/// What a feature record begins with (docs/map-format.md, "Feature records").
struct FeatureHead {
    ObjectId id;
    GeometryKind kind = GeometryKind::none;
    std::uint8_t min_zoom = 0;
};

void put_feature_head(const FeatureHead& head, ByteWriter& out);
[[nodiscard]] FeatureHead read_feature_head(ByteReader& in);

/// Tags, as numbers of the string pool: twice their number, then key, value, key, value, …
void put_tags(std::span<const std::uint32_t> tags, ByteWriter& out);
/// In place of tags: they are those of the record at `place` in the group.
void put_shared_tags(std::uint32_t place, ByteWriter& out);
/// The place whose tags these are; nullopt if they are here. Reads on a copy.
[[nodiscard]] std::optional<std::uint32_t> shared_tags(ByteReader in);
/// How many pairs follow; each takes at least two bytes of what is left.
[[nodiscard]] std::size_t read_tag_count(ByteReader& in);

/// Coordinates are stored relative to the south-west corner of the geometry's box; a point is its
/// box and takes no bytes.
void put_geometry(const Geometry& geometry, const BoundingBox& box, ByteWriter& out);
/// Replaces `into`; the bytes may be hostile.
void read_geometry(ByteReader& in, GeometryKind kind, const BoundingBox& box, Geometry& into);

}  // namespace konbit
