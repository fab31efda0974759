#pragma once

#include <cstdint>
#include <vector>

namespace konbit {

/// Pixels as 0xAARRGGBB in native order, premultiplied, rows from the top: what Cairo (ARGB32) and
/// SDL (ARGB8888) take as it is.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels;

    Image() = default;
    Image(int w, int h, std::uint32_t fill = 0xFFFF'FFFFU)
        : width{w},
          height{h},
          pixels(static_cast<std::size_t>(w) * static_cast<std::size_t>(h), fill) {}
    [[nodiscard]] std::uint32_t* row(int y) noexcept {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
    [[nodiscard]] const std::uint32_t* row(int y) const noexcept {
        return pixels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
    }
    bool operator==(const Image&) const = default;
};

/// Copies the part of `from` with its upper left corner at (x, y) to (to_x, to_y); what lies
/// outside of either is left out.
void copy_pixels(const Image& from, int x, int y, int width, int height, Image& to, int to_x,
                 int to_y) noexcept;

/// Coverage 0 … 255 of some shape, with its place relative to an anchor pixel.
struct Mask {
    int left = 0, top = 0;  ///< of its first pixel, from the anchor
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage;
};

}  // namespace konbit
