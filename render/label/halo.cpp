#include "render/label/halo.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace konbit {
namespace {

constexpr int kRun = 16;  // bytes handled at once: one SSE2 register
constexpr float kWidest_px = 64;

struct Offset {
    int dx = 0, dy = 0;
};

// A disc as offsets, grouped by how much of the pixel there it covers (1 … 255).
std::map<int, std::vector<Offset>> disc(float radius_px, int reach) {
    std::map<int, std::vector<Offset>> groups;
    for (int dy = -reach; dy <= reach; ++dy) {
        for (int dx = -reach; dx <= reach; ++dx) {
            const float away = std::sqrt(static_cast<float>(dx * dx + dy * dy));
            const int weight =
                static_cast<int>(std::lround(255 * std::clamp(radius_px + 0.5F - away, 0.F, 1.F)));
            if (weight >= 8) groups[weight].push_back({dx, dy});
        }
    }
    return groups;
}

void raise_row(const std::uint8_t* __restrict from, std::uint8_t* __restrict to, int runs) {
    for (int run = 0; run < runs; ++run) {
        for (int i = 0; i < kRun; ++i) to[i] = std::max(to[i], from[i]);
        from += kRun;
        to += kRun;
    }
}

void scale(const std::vector<std::uint8_t>& from, int weight, std::vector<std::uint8_t>& to) {
    std::array<std::uint8_t, 256> table{};
    for (int i = 0; i < 256; ++i) {
        table[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>((i * weight + 127) / 255);
    }
    std::transform(from.begin(), from.end(), to.begin(), [&](std::uint8_t c) { return table[c]; });
}

}  // namespace

Mask grown(const Mask& shape, float radius_px) {
    radius_px = std::min(radius_px, kWidest_px);
    if (shape.width == 0 || shape.height == 0 || !(radius_px > 0)) return shape;
    const int reach = static_cast<int>(std::ceil(radius_px));
    // Rows padded to whole runs, so that the loop has no rest.
    const int runs = (shape.width + kRun - 1) / kRun;
    const std::size_t stride = static_cast<std::size_t>(runs) * kRun;
    std::vector<std::uint8_t> source(stride * static_cast<std::size_t>(shape.height));
    for (int y = 0; y < shape.height; ++y) {
        std::copy_n(shape.coverage.begin() + std::ptrdiff_t{y} * shape.width, shape.width,
                    source.begin() + static_cast<std::ptrdiff_t>(stride) * y);
    }
    const std::size_t wide = stride + 2 * static_cast<std::size_t>(reach);
    const int height = shape.height + 2 * reach;
    std::vector<std::uint8_t> result(wide * static_cast<std::size_t>(height));
    std::vector<std::uint8_t> scaled(source.size());
    for (const auto& [weight, offsets] : disc(radius_px, reach)) {
        scale(source, weight, scaled);
        for (const auto& [dx, dy] : offsets) {
            for (int y = 0; y < shape.height; ++y) {
                raise_row(
                    scaled.data() + stride * static_cast<std::size_t>(y),
                    result.data() + wide * static_cast<std::size_t>(y + reach + dy) + reach + dx,
                    runs);
            }
        }
    }
    Mask grown_shape{shape.left - reach, shape.top - reach, shape.width + 2 * reach, height, {}};
    grown_shape.coverage.resize(static_cast<std::size_t>(grown_shape.width) *
                                static_cast<std::size_t>(height));
    for (int y = 0; y < height; ++y) {
        std::copy_n(result.begin() + static_cast<std::ptrdiff_t>(wide) * y, grown_shape.width,
                    grown_shape.coverage.begin() + std::ptrdiff_t{y} * grown_shape.width);
    }
    return grown_shape;
}

}  // namespace konbit
