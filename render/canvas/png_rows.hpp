#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "render/canvas/png_palette.hpp"

namespace konbit {

/// Every row begins with the number of its filter. Ours are not filtered: a map is flat ground and
/// the same few edges, of which deflate finds more when they are left as they are.
inline constexpr std::uint8_t kNotFiltered = 0;

/// 1, 2, 4 or 8: what so many colours need.
[[nodiscard]] int index_bits(std::size_t colors) noexcept;
/// Rows as a PNG deflates them.
void pack_indices(std::span<const std::uint8_t> indices, int width, int bits,
                  std::vector<std::uint8_t>& rows);
/// Appends a row of 24 bits a pixel.
void append_rgb(std::span<const std::uint32_t> row, std::vector<std::uint8_t>& rows);

}  // namespace konbit
