#include "render/canvas/png_rows.hpp"

namespace konbit {

int index_bits(std::size_t colors) noexcept {
    if (colors <= 2) return 1;
    if (colors <= 4) return 2;
    return colors <= 16 ? 4 : 8;
}

void pack_indices(std::span<const std::uint8_t> indices, int width, int bits,
                  std::vector<std::uint8_t>& rows) {
    rows.clear();
    if (width <= 0) return;
    const auto columns = static_cast<std::size_t>(width);
    const auto per_byte = static_cast<std::size_t>(8 / bits);
    for (std::size_t begin = 0; begin < indices.size(); begin += columns) {
        const auto row = indices.subspan(begin, columns);
        rows.push_back(kNotFiltered);
        if (bits == 8) {
            rows.insert(rows.end(), row.begin(), row.end());
            continue;
        }
        for (std::size_t x = 0; x < columns; x += per_byte) {
            unsigned packed = 0;
            for (std::size_t i = 0; i < per_byte; ++i) {
                packed =
                    packed << static_cast<unsigned>(bits) | (x + i < columns ? row[x + i] : 0U);
            }
            rows.push_back(static_cast<std::uint8_t>(packed));
        }
    }
}

void append_rgb(std::span<const std::uint32_t> row, std::vector<std::uint8_t>& rows) {
    rows.push_back(kNotFiltered);
    const std::size_t begin = rows.size();
    rows.resize(begin + 3 * row.size());
    std::uint8_t* to = rows.data() + begin;
    for (const std::uint32_t pixel : row) {
        *to++ = static_cast<std::uint8_t>(pixel >> 16U);
        *to++ = static_cast<std::uint8_t>(pixel >> 8U);
        *to++ = static_cast<std::uint8_t>(pixel);
    }
}

}  // namespace konbit
