#pragma once

#include <cstdint>

#include "render/label/glyph_outlines.hpp"

namespace konbit {

/// What stands for a character that no font has: a frame with its number in hexadecimal digits,
/// as wide as its place.
[[nodiscard]] GlyphOutline missing_glyph(std::uint32_t character, double width_px, double size_px);

}  // namespace konbit
