#pragma once

#include "render/canvas/raster.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// The repeating coverage of a pattern in pictures `ratio` times as large.
[[nodiscard]] PatternTile make_pattern(Pattern pattern, double ratio);

}  // namespace konbit
