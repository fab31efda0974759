#include "render/canvas/image.hpp"

#include <algorithm>

namespace konbit {

void copy_pixels(const Image& from, int x, int y, int width, int height, Image& to, int to_x,
                 int to_y) noexcept {
    const int cut_left = std::max({0, -x, -to_x});
    const int cut_top = std::max({0, -y, -to_y});
    const int columns = std::min({width, from.width - x, to.width - to_x}) - cut_left;
    const int rows = std::min({height, from.height - y, to.height - to_y}) - cut_top;
    if (columns <= 0) return;
    for (int row = cut_top; row < cut_top + rows; ++row) {
        std::copy_n(from.row(y + row) + x + cut_left, columns,
                    to.row(to_y + row) + to_x + cut_left);
    }
}

}  // namespace konbit
