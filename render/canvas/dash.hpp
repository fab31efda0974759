#pragma once

#include <functional>
#include <span>
#include <vector>

#include "render/canvas/mercator.hpp"

namespace konbit {

/// False for a pattern that cannot be walked (empty, not finite, nothing but specks).
[[nodiscard]] bool can_dash(std::span<const float> dash) noexcept;

/// Cuts a line into dashes (on, off, …; a pattern with an odd count is gone through twice).
/// `start_px`: how far into the pattern the line begins. `scratch` holds the dash while it is told.
void cut_dashes(std::span<const PixelPoint> line, bool closed, std::span<const float> dash,
                double start_px, std::vector<PixelPoint>& scratch,
                const std::function<void(std::span<const PixelPoint>)>& tell);

}  // namespace konbit
