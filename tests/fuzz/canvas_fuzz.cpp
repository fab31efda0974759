// Any bytes as a PNG to read, and as shapes to project, clip and draw at any scale.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>

#include "render/canvas/canvas.hpp"
#include "render/canvas/path.hpp"
#include "render/canvas/png.hpp"

namespace {

using namespace konbit;

constexpr std::size_t kMostLocations = 200;

struct Numbers {
    std::span<const std::uint8_t> bytes;
    std::int32_t next() {
        std::int32_t value = 0;
        const auto size = std::min(bytes.size(), sizeof value);
        std::memcpy(&value, bytes.data(), size);
        bytes = bytes.subspan(size);
        return value;
    }
};

Geometry shape_of(Numbers& numbers, bool area) {
    std::vector<Location> locations;
    while (!numbers.bytes.empty() && locations.size() < kMostLocations) {
        locations.push_back({numbers.next() % (Location::kMaxLon_e7 + 1),
                             numbers.next() % (Location::kMaxLat_e7 + 1)});
    }
    if (!area || locations.size() < 3) return make_line(std::move(locations));
    locations.push_back(locations.front());
    return make_area(std::move(locations));
}

void draw(std::span<const std::uint8_t> bytes) {
    Numbers numbers{bytes};
    const auto choice = static_cast<std::uint32_t>(numbers.next());
    const WebMercator scale{choice % 20 + (choice >> 8) % 10 * 0.1};
    const PixelRect rect{numbers.next() % 100'000, numbers.next() % 100'000, 64, 64};
    PathBuilder builder{scale, rect, 8};
    Path path;
    builder.add(shape_of(numbers, (choice & 0x10000) != 0), path);
    Image image{64, 64};
    Canvas canvas{image};
    canvas.fill(path, Color{10, 20, 30});
    canvas.fill_pattern(path, Pattern::hatch, Color{0, 0, 0},
                        {static_cast<double>(rect.x), static_cast<double>(rect.y)});
    const float dash[] = {3, 2};
    canvas.stroke(path, Color{200, 0, 0}, {.width_px = 1.0 + choice % 7, .dash = dash});
    const auto png = encode_png(image, PngColors::exact);
    const auto back = decode_png(png);
    if (!back || *back != image) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::span bytes{data + 1, size - 1};
    if (data[0] % 2 == 0) {
        static_cast<void>(decode_png(std::as_bytes(bytes)));
    } else {
        draw(bytes);
    }
    return 0;
}
