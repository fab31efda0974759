#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "render/canvas/image.hpp"

namespace konbit {

/// A rectangle of pixels somewhere in an image.
struct PixelView {
    const std::uint32_t* first = nullptr;
    std::size_t stride = 0;
    int width = 0, height = 0;
    [[nodiscard]] std::size_t size() const noexcept {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }
    [[nodiscard]] std::span<const std::uint32_t> row(int y) const noexcept {
        return {first + static_cast<std::size_t>(y) * stride, static_cast<std::size_t>(width)};
    }
};

/// Pixels as numbers of at most 256 colours. Keeps its scratch between pictures.
class PngPalette {
public:
    /// False, and nothing of use in here, if there are more colours.
    [[nodiscard]] bool index_exactly(const PixelView& pixels);
    /// Keeps the most frequent colours as they are, puts those alike together for the rest, and
    /// sends what is left to the nearest of both.
    void index_nearest(const PixelView& pixels);

    [[nodiscard]] std::span<const std::uint32_t> colors() const noexcept { return colors_; }
    /// A byte a pixel, row after row.
    [[nodiscard]] std::span<const std::uint8_t> indices() const noexcept { return indices_; }

private:
    struct Counted {
        std::uint32_t color = 0;  ///< 0x00RRGGBB
        std::uint32_t count = 0;
    };
    /// Neighbours of one colour in a row.
    struct Run {
        std::uint32_t id = 0;
        std::uint32_t length = 0;
    };
    /// Colours alike, in sum.
    struct Group {
        std::uint64_t red = 0, green = 0, blue = 0, count = 0;
        int index = -1;  ///< in the palette, if it is in it
    };
    void count(const PixelView& pixels, std::size_t most_colors);
    void count_row(std::span<const std::uint32_t> row);
    [[nodiscard]] std::uint32_t id_of(std::uint32_t color);
    void grow();
    void choose();
    void choose_alike(std::span<const std::uint32_t> ids);
    void keep_all(std::size_t pixels);
    void write_indices(std::size_t pixels);

    std::vector<Counted> found_;        ///< by id, in the order of first appearance
    std::vector<std::uint32_t> slots_;  ///< hash table: id + 1, 0 for none
    unsigned slot_bits_ = 0;
    std::vector<Run> runs_;      ///< row after row
    std::vector<Group> groups_;  ///< by the colours' upper bits; zeroes between pictures
    std::vector<std::uint32_t> used_groups_, order_;
    std::vector<std::uint8_t> index_of_id_;
    std::vector<std::uint32_t> colors_;
    std::vector<std::uint8_t> indices_;
};

}  // namespace konbit
