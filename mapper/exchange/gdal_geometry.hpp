#pragma once

#include <memory>

#include "mapper/model/geometry.hpp"

class OGRGeometry;

namespace konbit {

struct OgrDelete {
    void operator()(OGRGeometry* geometry) const noexcept;
};
using OgrGeometryPtr = std::unique_ptr<OGRGeometry, OgrDelete>;

/// The geometry in degrees, longitude first; null for `none`. An area of one polygon becomes a
/// polygon, or a multipolygon with one part if `always_multi` (a table with one type needs that).
[[nodiscard]] OgrGeometryPtr to_ogr(const Geometry& geometry, bool always_multi);

}  // namespace konbit
