#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/geometry.hpp"

namespace konbit {

/// Limits of a polygon file: a hostile one ends in a DataError, not in all memory.
inline constexpr std::size_t kMostPolygonFileBytes = 32u << 20;
inline constexpr std::size_t kMostPolygonLocations = 4'000'000;

/// `W,S,E,N` in degrees; west > east crosses the antimeridian. nullopt: not four numbers.
/// UsageError: out of range, or another order than that (S,W,N,E; north below south), suggesting
/// the right one. `bounds` (may be null) of the map tell orders apart that ranges do not.
[[nodiscard]] std::optional<BoundingBox> parse_box(std::string_view text,
                                                   const BoundingBox* bounds = nullptr);

/// Polygons of a GeoJSON text (Polygon, MultiPolygon, Feature, FeatureCollection,
/// GeometryCollection; other geometries are passed over). `file` is named in errors (DataError).
[[nodiscard]] Geometry polygons_of_geojson(std::string_view text, const std::string& file);
/// Polygons of an Osmosis .poly text.
[[nodiscard]] Geometry polygons_of_poly(std::string_view text, const std::string& file);

/// "~5km" at the end of a text: what stands before it, and metres. nullopt: no such ending.
/// UsageError: a radius that is none.
struct Around {
    std::string_view place;
    double radius_m = 0;
};
[[nodiscard]] std::optional<Around> parse_around(std::string_view text);

/// All within `radius_m` of the centre: a geodesic circle of 180 corners. Cut in two where
/// it crosses the antimeridian; reaching over a pole it goes along the edge of the map.
[[nodiscard]] Geometry circle(Location center, double radius_m);

/// A box as an area; two polygons if it crosses the antimeridian.
[[nodiscard]] Geometry area_of_box(const BoundingBox& box);

}  // namespace konbit
