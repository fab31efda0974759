#pragma once

#include "mapper/model/geometry.hpp"

namespace konbit {

/// Simplifies a geometry (Douglas and Peucker 1973, with a stack) for pictures in which a pixel
/// spans `pixel_e7` 1e-7 degrees of longitude: no line moves by more than half a pixel, rings
/// that cover less than a pixel go. `into` is `none` if nothing is left to see. Points stay.
void simplify(const Geometry& from, double pixel_e7, Geometry& into);

}  // namespace konbit
