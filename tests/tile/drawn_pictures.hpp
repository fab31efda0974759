#pragma once

#include <cmath>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "mapper/query/map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/canvas/mercator.hpp"
#include "render/style/style.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {

inline Map open_drawn(const std::filesystem::path& folder) {
    return Map::open(
        {.folder = folder,
         .rules_folder = std::filesystem::path{KONBIT_SOURCE_DIR} / "mapper/meaning/rules",
         .progress = {},
         .device_folder = folder.parent_path() / "device"});
}

inline const Style& humanitarian() {
    static const Style style = Style::find(
        std::filesystem::path{KONBIT_SOURCE_DIR} / "render/style/styles", "humanitarian");
    return style;
}

inline const Rule& rule_named(std::string_view name) {
    for (const Rule& rule : humanitarian().rules()) {
        if (rule.name == name) return rule;
    }
    throw std::runtime_error{"the style has no rule " + std::string{name}};
}

inline std::uint32_t pixel_of(Color color) {
    return 0xFF00'0000U | std::uint32_t{color.r} << 16U | std::uint32_t{color.g} << 8U | color.b;
}

/// A rectangle with that place in its middle.
inline PixelRect rect_around(const WebMercator& scale, double lat, double lon, int width,
                             int height) {
    const PixelPoint at = scale.to_pixels(location_from_degrees(lon, lat));
    return {static_cast<std::int64_t>(std::floor(at.x)) - width / 2,
            static_cast<std::int64_t>(std::floor(at.y)) - height / 2, width, height};
}

/// The pixel of an image of `rect` that shows a place.
inline std::uint32_t pixel_at(const Image& image, const WebMercator& scale, const PixelRect& rect,
                              double lat, double lon) {
    const PixelPoint at = scale.to_pixels(location_from_degrees(lon, lat));
    const double around = scale.world_px();
    double x = std::floor(at.x) - static_cast<double>(rect.x);
    x -= std::floor(x / around) * around;
    const int y = static_cast<int>(std::floor(at.y)) - static_cast<int>(rect.y);
    if (x >= image.width || y < 0 || y >= image.height) {
        throw std::runtime_error{"the picture does not show that place"};
    }
    return image.row(y)[static_cast<int>(x)];
}

}  // namespace konbit::test
