#pragma once

#include <span>
#include <vector>

#include "render/viewer/panel.hpp"

namespace konbit {

/// A stretch of a road as pins of dots along it, evenly apart at this zoom; none of a shorter line.
[[nodiscard]] std::vector<PanelPin> dots_along(std::span<const Location> line, double zoom);

}  // namespace konbit
