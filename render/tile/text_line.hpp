#pragma once

#include <optional>
#include <span>
#include <vector>

#include "render/label/label.hpp"

namespace konbit {

/// Lays a text of `width` pixels and `size` along a line, its middle `middle` pixels after the
/// line's first point: the baseline (smoothed, read from left to right, moved down so that the
/// letters are centred on the line) and the boxes it takes. Nothing if the line is too short
/// there or bends too much below the letters.
[[nodiscard]] std::optional<LabelPlace> place_along(std::span<const PixelPoint> line, double middle,
                                                    double width, double size);

}  // namespace konbit
