#include "render/viewer/frame.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace konbit {
namespace {

constexpr int kMostLevelsUp = 8;
constexpr int kMostLevelsDown = 2;

/// [left, right) × [top, bottom).
struct Box {
    int left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool empty() const noexcept { return left >= right || top >= bottom; }
};

Box common(const Box& a, const Box& b) noexcept {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
            std::min(a.bottom, b.bottom)};
}

Box area_in(const MapView& view, const Image& frame) noexcept {
    const auto& area = view.area();
    const auto x = static_cast<int>(area.x);
    const auto y = static_cast<int>(area.y);
    return common({x, y, x + area.width, y + area.height}, {0, 0, frame.width, frame.height});
}

void fill(Image& frame, const Box& box, std::uint32_t color) noexcept {
    for (int y = box.top; y < box.bottom; ++y) {
        std::fill_n(frame.row(y) + box.left, std::max(box.right - box.left, 0), color);
    }
}

/// A part of a picture, in its own pixels.
struct Part {
    double x = 0, y = 0, width = 0, height = 0;
};

/// Draws the part into `place` as far as `clip` reaches, by nearest pixels.
void draw_scaled(const Image& from, const Part& part, const Box& place, const Box& clip,
                 Image& frame) {
    const auto seen = common(place, clip);
    if (seen.empty() || from.width == 0 || from.height == 0) return;
    const double step_x = part.width / (place.right - place.left);
    const double step_y = part.height / (place.bottom - place.top);
    constexpr double kOne = 65'536;
    const auto step = static_cast<std::int64_t>(step_x * kOne);
    for (int y = seen.top; y < seen.bottom; ++y) {
        const double from_y = part.y + (y - place.top + 0.5) * step_y;
        const auto* row = from.row(std::clamp(static_cast<int>(from_y), 0, from.height - 1));
        auto* to = frame.row(y);
        auto at =
            static_cast<std::int64_t>((part.x + (seen.left - place.left + 0.5) * step_x) * kOne);
        for (int x = seen.left; x < seen.right; ++x, at += step) {
            to[x] = row[std::clamp(static_cast<int>(at >> 16), 0, from.width - 1)];
        }
    }
}

void draw_block(const Image& image, const Box& place, const Box& clip, Image& frame) {
    if (place.right - place.left == image.width && place.bottom - place.top == image.height) {
        const auto seen = common(place, clip);
        if (seen.empty()) return;
        copy_pixels(image, seen.left - place.left, seen.top - place.top, seen.right - seen.left,
                    seen.bottom - seen.top, frame, seen.left, seen.top);
        return;
    }
    draw_scaled(image, {0, 0, double(image.width), double(image.height)}, place, clip, frame);
}

/// The nearest ancestor that is there, enlarged.
bool draw_ancestor(const BlockId& id, const BlockSource& source, const Box& place, const Box& clip,
                   Image& frame) {
    for (int up = 1; up <= kMostLevelsUp && id.zoom - up >= MapView::kLeastZoom; ++up) {
        const auto image = source(id.ancestor(up));
        if (!image) continue;
        const double parts = std::exp2(up);
        const std::int64_t mask = (std::int64_t{1} << up) - 1;
        const Part part{static_cast<double>(id.x & mask) * image->width / parts,
                        static_cast<double>(id.y & mask) * image->height / parts,
                        image->width / parts, image->height / parts};
        draw_scaled(*image, part, place, clip, frame);
        return true;
    }
    return false;
}

/// Those of its children that are there, reduced; how many quarters of the block they cover.
double draw_children(const BlockId& id, const BlockSource& source, const Box& place,
                     const Box& clip, int levels, Image& frame) {
    const int middle_x = (place.left + place.right) / 2;
    const int middle_y = (place.top + place.bottom) / 2;
    double covered = 0;
    for (int quarter = 0; quarter < 4; ++quarter) {
        const bool east = (quarter & 1) != 0, south = (quarter & 2) != 0;
        const Box box{east ? middle_x : place.left, south ? middle_y : place.top,
                      east ? place.right : middle_x, south ? place.bottom : middle_y};
        const BlockId child{id.zoom + 1, id.x * 2 + (east ? 1 : 0), id.y * 2 + (south ? 1 : 0)};
        if (const auto image = source(child)) {
            draw_block(*image, box, clip, frame);
            covered += 0.25;
        } else if (levels > 1) {
            covered += 0.25 * draw_children(child, source, box, clip, levels - 1, frame);
        }
    }
    return covered;
}

/// `over` onto an opaque pixel; both premultiplied.
std::uint32_t blend(std::uint32_t top, std::uint32_t below) noexcept {
    std::uint32_t rest = 255 - (top >> 24);
    rest += rest >> 7;  // of 256, so that what is clear changes nothing
    const std::uint32_t even = (((below & 0x00FF'00FFU) * rest) >> 8) & 0x00FF'00FFU;
    const std::uint32_t odd = (((below >> 8) & 0x00FF'00FFU) * rest) & 0xFF00'FF00U;
    return top + (even | odd);
}

void draw_pin(const Pin& pin, int x, int y, const Box& clip, Image& frame) {
    const auto seen = common({x, y, x + pin.image.width, y + pin.image.height}, clip);
    for (int row = seen.top; row < seen.bottom; ++row) {
        const auto* from = pin.image.row(row - y);
        auto* to = frame.row(row);
        for (int column = seen.left; column < seen.right; ++column) {
            to[column] = blend(from[column - x], to[column]) | 0xFF00'0000U;
        }
    }
}

}  // namespace

MapDrawn draw_map(const MapView& view, const BlockSource& source, std::uint32_t land,
                  Image& frame) {
    const auto clip = area_in(view, frame);
    if (clip.empty()) return {};
    const auto places = view.shown_blocks();
    if (places.empty() || places.front().top > clip.top || places.back().bottom < clip.bottom) {
        fill(frame, clip, land);  // beyond the poles
    }
    MapDrawn drawn;
    for (const auto& block : places) {
        const Box place{block.left, block.top, block.right, block.bottom};
        if (const auto image = source(block.id)) {
            draw_block(*image, place, clip, frame);
            ++drawn.whole;
            continue;
        }
        const bool enlarged = draw_ancestor(block.id, source, place, clip, frame);
        if (!enlarged) fill(frame, common(place, clip), land);
        const double reduced = draw_children(block.id, source, place, clip, kMostLevelsDown, frame);
        ++(enlarged || reduced > 0 ? drawn.stand_in : drawn.missing);
    }
    return drawn;
}

void draw_pins(const MapView& view, std::span<const Pin> pins, Image& frame) {
    const auto clip = area_in(view, frame);
    for (const bool selected : {false, true}) {
        for (const auto& pin : pins) {
            if (pin.selected != selected || !pin.at.valid()) continue;
            const auto at = view.pixel_of(pin.at);
            draw_pin(pin, static_cast<int>(std::lround(at.x)) - pin.anchor_x,
                     static_cast<int>(std::lround(at.y)) - pin.anchor_y, clip, frame);
        }
    }
}

void draw_sheets(std::span<const Sheet> sheets, Image& frame) {
    for (const auto& sheet : sheets) {
        copy_pixels(sheet.image, 0, 0, sheet.image.width, sheet.image.height, frame, sheet.x,
                    sheet.y);
    }
}

}  // namespace konbit
