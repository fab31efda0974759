#include "render/canvas/image.hpp"

#include <algorithm>

namespace konbit {

void copy_pixels(const Image& from, int x, int y, int width, int height, Image& to, int to_x,
                 int to_y) noexcept {
    const int left = std::max({0, -x, -to_x});
    const int top = std::max({0, -y, -to_y});
    const int right = std::min({width, from.width - x, to.width - to_x});
    const int bottom = std::min({height, from.height - y, to.height - to_y});
    for (int row = top; row < bottom; ++row) {
        const std::uint32_t* source = from.row(y + row);
        std::uint32_t* target = to.row(to_y + row);
        for (int column = left; column < right; ++column) {
            target[to_x + column] = source[x + column];
        }
    }
}

}  // namespace konbit
