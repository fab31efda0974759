#pragma once

#include "mapper/model/geometry.hpp"

namespace konbit {

/// True if a stretch spans more than 180° of longitude: it goes the short way, across the
/// antimeridian.
[[nodiscard]] bool crosses_antimeridian(const Geometry& geometry) noexcept;

/// Parts of a line, each a ring-like range of `locations` (kind line, `rings` hold the parts), or
/// an area in polygons, cut where they cross ±180° (RFC 7946 §3.1.9). A ring that goes round a
/// pole is closed along it. Kind `none` if nothing is left.
[[nodiscard]] Geometry cut_at_antimeridian(const Geometry& geometry);

}  // namespace konbit
