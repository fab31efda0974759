#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "render/canvas/palette.hpp"

namespace konbit {

/// 1, 2, 4 or 8: what so many colours need.
[[nodiscard]] int index_bits(std::size_t colors) noexcept;
/// Rows as a PNG deflates them, not filtered: for indices nothing is smaller.
void pack_indices(std::span<const std::uint8_t> indices, int width, int bits,
                  std::vector<std::uint8_t>& rows);

/// Rows of 24 bits, each through the filter whose bytes are smallest in sum, when they come one
/// by one.
class RgbRows {
public:
    explicit RgbRows(int width);
    void append(std::span<const std::uint32_t> row, std::vector<std::uint8_t>& to);

private:
    std::vector<std::uint8_t> current_, above_;
    std::vector<std::uint8_t> tried_, best_;
};
void pack_rgb(const PixelView& pixels, std::vector<std::uint8_t>& rows);

/// Undoes the filter of a row in place. False for a filter that does not exist. `above` has the
/// same length; zeroes for the first row.
[[nodiscard]] bool unfilter(std::uint8_t filter, std::span<std::uint8_t> row,
                            std::span<const std::uint8_t> above, std::size_t pixel_bytes) noexcept;

}  // namespace konbit
