#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"
#include "render/paper/picture.hpp"

namespace konbit {
namespace {

constexpr int kDefaultWidth_px = 1600, kDefaultHeight_px = 2400;  // at ratio 1
constexpr int kLeastPage_px = 480, kLeastPageHeight_px = 160;     // at ratio 1
constexpr double kMostZoom = 20;
constexpr std::uint64_t kMostSide_px = 65'535;  // what common programs open
constexpr int kNoLimit = std::numeric_limits<int>::max();

/// Grows evenly to both sides, or shrinks what rounding added.
void set_width(PixelRect& rect, int width) {
    rect.x -= (width - rect.width) / 2;
    rect.width = width;
}

void grow_to_page(PixelRect& rect, double ratio) {
    const int width = static_cast<int>(std::lround(kLeastPage_px * ratio));
    const int height = static_cast<int>(std::lround(kLeastPageHeight_px * ratio));
    if (rect.width < width) set_width(rect, width);
    if (rect.height < height) {
        rect.y -= (height - rect.height) / 2;
        rect.height = height;
    }
}

PictureFrame frame_by_width(const RenderRequest& request, const BoundingBox& box) {
    const bool given = request.width_px.has_value();
    const int width =
        given ? *request.width_px : static_cast<int>(std::lround(kDefaultWidth_px * request.ratio));
    const int drawn_width = std::max(1, static_cast<int>(std::lround(width / request.ratio)));
    const double fit = zoom_to_fit(box, drawn_width, given ? kNoLimit : kDefaultHeight_px);
    if (fit < 0) {
        throw UsageError{"The picture is too narrow for this area",
                         fmt::format("--width {}", width),
                         "the whole world is 256 px wide at zoom 0", "Choose a larger --width"};
    }
    const WebMercator scale{std::min(fit, kMostZoom), request.ratio};
    auto rect = scale.rect_of(box);
    if (given || rect.width > width) set_width(rect, width);
    return {scale, rect};
}

/// Of whole pictures in memory, four bytes a pixel: what a program that opens it needs.
double memory_of(const PixelRect& rect) {
    return 4.0 * rect.width * rect.height;
}

std::string smaller_words(const RenderRequest& request, const PictureFrame& frame,
                          double too_large) {
    if (request.zoom_from) {
        const auto zoom = std::floor(frame.scale.zoom() - std::log2(too_large) / 2);
        return fmt::format("--zoom {:.0f}", std::max(0.0, zoom));
    }
    // At the largest zoom a narrower picture is no lower.
    const double narrower = frame.scale.zoom() < kMostZoom ? std::sqrt(too_large) : too_large;
    const double width = std::floor(frame.rect.width / narrower / 100) * 100;
    return fmt::format("--width {:.0f}", std::max(100.0, width));
}

void check_size(const RenderRequest& request, const PictureFrame& frame) {
    const auto side = static_cast<double>(std::max(frame.rect.width, frame.rect.height));
    const double by_memory = memory_of(frame.rect) / static_cast<double>(request.memory_bytes);
    const double by_side = side / static_cast<double>(kMostSide_px);
    if (by_memory <= 1 && by_side <= 1) return;
    const auto need = static_cast<std::uint64_t>(memory_of(frame.rect));
    throw UsageError{
        "The picture would be too large", request.out.string(),
        fmt::format("{} × {} px need {} of memory, and the limit is {} ({} px a side)",
                    count_text(static_cast<std::uint64_t>(frame.rect.width)),
                    count_text(static_cast<std::uint64_t>(frame.rect.height)), bytes_text(need),
                    bytes_text(request.memory_bytes), count_text(kMostSide_px)),
        fmt::format("Use {}, a smaller --in AREA, or write .mbtiles",
                    smaller_words(request, frame, std::max(by_memory, by_side * by_side)))};
}

}  // namespace

PictureFrame frame_picture(const RenderRequest& request, const BoundingBox& box) {
    auto frame = [&]() -> PictureFrame {
        if (!request.zoom_from) return frame_by_width(request, box);
        const WebMercator scale{*request.zoom_from, request.ratio};
        return {scale, scale.rect_of(box)};
    }();
    frame.rect.width = std::max(1, frame.rect.width);
    frame.rect.height = std::max(1, frame.rect.height);
    const double unit = request.ratio * request.text_scale;
    if (!request.bare && request.width_px && *request.width_px < kLeastPage_px * unit) {
        throw UsageError{"The picture is too narrow for its title and key",
                         fmt::format("--width {}", *request.width_px),
                         fmt::format("they need {:.0f} px", kLeastPage_px * unit),
                         "Choose a larger --width, or add --bare"};
    }
    if (!request.bare) grow_to_page(frame.rect, unit);
    check_size(request, frame);
    return frame;
}

}  // namespace konbit
