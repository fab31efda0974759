#pragma once

#include <array>

#include "render/style/color.hpp"

namespace konbit {

/// Contrast of WCAG 2: 1 … 21.
[[nodiscard]] double contrast(Color a, Color b);

enum class Vision { full, deuteranopia, protanopia };

/// CIE L*, a*, b* (D65) of a colour as people with this vision see it: Machado, Oliveira and
/// Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009).
struct Lab {
    double l = 0, a = 0, b = 0;
};
[[nodiscard]] Lab seen_as(Color color, Vision vision);

/// ΔE00: Sharma, Wu and Dalal, "The CIEDE2000 Color-Difference Formula" (2005).
[[nodiscard]] double difference(Lab p, Lab q);

}  // namespace konbit
