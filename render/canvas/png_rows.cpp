#include "render/canvas/png_rows.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace konbit {
namespace {

enum Filter : std::uint8_t { none, sub, up, average, paeth };
constexpr std::size_t kRgbBytes = 3;

std::uint8_t paeth_of(int left, int above, int corner) noexcept {
    const int guess = left + above - corner;
    const int to_left = std::abs(guess - left), to_above = std::abs(guess - above),
              to_corner = std::abs(guess - corner);
    if (to_left <= to_above && to_left <= to_corner) return static_cast<std::uint8_t>(left);
    return static_cast<std::uint8_t>(to_above <= to_corner ? above : corner);
}

/// What the filter expects at `i`, from what lies to the left and above.
std::uint8_t expected(Filter filter, std::span<const std::uint8_t> row,
                      std::span<const std::uint8_t> above, std::size_t i,
                      std::size_t pixel_bytes) noexcept {
    const int left = i < pixel_bytes ? 0 : row[i - pixel_bytes];
    const int corner = i < pixel_bytes ? 0 : above[i - pixel_bytes];
    switch (filter) {
        case sub:
            return static_cast<std::uint8_t>(left);
        case up:
            return above[i];
        case average:
            return static_cast<std::uint8_t>((left + above[i]) / 2);
        case paeth:
            return paeth_of(left, above[i], corner);
        default:
            return 0;
    }
}

/// The filtered row; its bytes' distance from zero in sum.
std::uint64_t filter_row(Filter filter, std::span<const std::uint8_t> row,
                         std::span<const std::uint8_t> above, std::vector<std::uint8_t>& to) {
    to.resize(row.size());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i) {
        to[i] = static_cast<std::uint8_t>(row[i] - expected(filter, row, above, i, kRgbBytes));
        sum += to[i] < 128 ? to[i] : 256U - to[i];
    }
    return sum;
}

}  // namespace

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
        rows.push_back(none);
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

RgbRows::RgbRows(int width)
    : current_(kRgbBytes * static_cast<std::size_t>(width)), above_(current_.size()) {}

void RgbRows::append(std::span<const std::uint32_t> row, std::vector<std::uint8_t>& to) {
    std::swap(current_, above_);
    for (std::size_t x = 0; x < row.size(); ++x) {
        current_[kRgbBytes * x] = static_cast<std::uint8_t>(row[x] >> 16U);
        current_[kRgbBytes * x + 1] = static_cast<std::uint8_t>(row[x] >> 8U);
        current_[kRgbBytes * x + 2] = static_cast<std::uint8_t>(row[x]);
    }
    std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
    Filter chosen = none;
    for (const Filter filter : {sub, up, paeth}) {
        const std::uint64_t sum = filter_row(filter, current_, above_, tried_);
        if (sum >= least) continue;
        least = sum;
        chosen = filter;
        std::swap(tried_, best_);
    }
    to.push_back(chosen);
    to.insert(to.end(), best_.begin(), best_.end());
}

void pack_rgb(const PixelView& pixels, std::vector<std::uint8_t>& rows) {
    rows.clear();
    RgbRows packed{pixels.width};
    for (int y = 0; y < pixels.height; ++y) packed.append(pixels.row(y), rows);
}

bool unfilter(std::uint8_t filter, std::span<std::uint8_t> row, std::span<const std::uint8_t> above,
              std::size_t pixel_bytes) noexcept {
    if (filter > paeth) return false;
    for (std::size_t i = 0; i < row.size(); ++i) {
        row[i] = static_cast<std::uint8_t>(
            row[i] + expected(static_cast<Filter>(filter), row, above, i, pixel_bytes));
    }
    return true;
}

}  // namespace konbit
