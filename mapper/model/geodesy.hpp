#pragma once

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// Geodesic distance on the WGS84 ellipsoid (Karney 2013), in metres, right to 1 mm (near places
/// by Gauss's mid-latitude formula). Infinity if either location is undefined.
[[nodiscard]] double distance_m(Location from, Location to) noexcept;

/// Geodesic distance to the nearest point of the geometry, in metres; 0 inside an area.
/// Infinity for a geometry without locations. Also right across the antimeridian. Segments are
/// straight in degrees, as in OSM. Right to 0.1 % + 1 m; for near things to millimetres.
[[nodiscard]] double distance_m(Location from, const Geometry& to) noexcept;

/// The nearest point of the geometry (the location itself if it is inside an area).
[[nodiscard]] Location nearest_point(Location from, const Geometry& to) noexcept;

/// A lower bound of the distance to anything inside the box, in metres; never more than the true
/// distance, within 1 % of it for boxes up to 100 km away. Right across the antimeridian.
[[nodiscard]] double distance_lower_bound_m(Location from, const BoundingBox& box) noexcept;

/// Initial bearing in degrees clockwise from north, [0, 360).
[[nodiscard]] double bearing_deg(Location from, Location to) noexcept;

/// A box that holds every place within `radius_m` of the location, at most 1 % wider than needed
/// for radii up to 100 km. Around a pole it spans all longitudes; it may cross the antimeridian
/// (west > east).
[[nodiscard]] BoundingBox box_around(Location center, double radius_m) noexcept;

/// Area on the ellipsoid in square metres (holes taken off); 0 for points and lines.
[[nodiscard]] double area_m2(const Geometry& geometry);

/// Length on the ellipsoid in metres; 0 for points, the perimeter for areas.
[[nodiscard]] double length_m(const Geometry& geometry) noexcept;

}  // namespace konbit
