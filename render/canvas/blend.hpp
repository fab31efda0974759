#pragma once

#include <algorithm>
#include <cstdint>

#include "render/style/color.hpp"

namespace konbit {

/// A colour laid over premultiplied pixels; both halves of a pixel are mixed at once. The ground
/// may have holes: they are filled as far as the cover goes.
class Blender {
public:
    explicit Blender(Color color) noexcept
        : pixel_{0xFF00'0000U | std::uint32_t{color.r} << 16 | std::uint32_t{color.g} << 8 |
                 color.b},
          alpha_{color.a + (std::uint32_t{color.a} >> 7U)} {}

    void mix(std::uint32_t& ground, std::uint32_t cover) const noexcept {
        mix_by(ground, ((cover + (cover >> 7U)) * alpha_) >> 8U);
    }
    void mix_run(std::uint32_t* ground, int count, std::uint32_t cover) const noexcept {
        const std::uint32_t by = ((cover + (cover >> 7U)) * alpha_) >> 8U;
        if (by == 256) {
            std::fill_n(ground, count, pixel_);
        } else {
            for (int i = 0; i < count; ++i) mix_by(ground[i], by);
        }
    }

private:
    void mix_by(std::uint32_t& ground, std::uint32_t by) const noexcept {
        constexpr std::uint32_t kHalf = 0x00FF'00FFU;
        const std::uint32_t rest = 256 - by;
        const std::uint32_t low = (ground & kHalf) * rest + (pixel_ & kHalf) * by;
        const std::uint32_t high = ((ground >> 8U) & kHalf) * rest + ((pixel_ >> 8U) & kHalf) * by;
        ground = ((low >> 8U) & kHalf) | (high & ~kHalf);
    }

    std::uint32_t pixel_;
    std::uint32_t alpha_;  ///< 0 … 256
};

}  // namespace konbit
