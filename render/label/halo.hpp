#pragma once

#include "render/canvas/image.hpp"

namespace konbit {

/// A shape grown on all sides by `radius_px` (a disc; fractions count).
[[nodiscard]] Mask grown(const Mask& shape, float radius_px);

}  // namespace konbit
