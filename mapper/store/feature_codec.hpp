#pragma once

#include <cstdint>
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

/// Coordinates are stored relative to the south-west corner of the geometry's box; a point is its
/// box and takes no bytes.
void put_geometry(const Geometry& geometry, const BoundingBox& box, ByteWriter& out);
/// Replaces `into`; the bytes may be hostile.
void read_geometry(ByteReader& in, GeometryKind kind, const BoundingBox& box, Geometry& into);

}  // namespace konbit
