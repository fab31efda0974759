#pragma once

#include "render/canvas/path.hpp"
#include "render/style/icon.hpp"

namespace konbit {

/// Appends a part of an icon, its curves flattened, with the grid's middle at `at` and one unit of
/// the grid `scale` pixels long. What lacks its points is left out.
void add_icon_part(const Icon::Part& part, PixelPoint at, double scale, Path& to);

}  // namespace konbit
