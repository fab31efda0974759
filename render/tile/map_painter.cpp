#include "render/tile/map_painter.hpp"

#include <algorithm>
#include <cmath>
#include <list>
#include <utility>

#include "render/canvas/canvas.hpp"
#include "render/label/label_placer.hpp"
#include "render/label/text_shaper.hpp"
#include "render/tile/conditions.hpp"
#include "render/tile/ground.hpp"
#include "render/tile/label_source.hpp"
#include "render/tile/outside.hpp"
#include "render/tile/overlay.hpp"

namespace konbit {
namespace {

constexpr std::size_t kKeptBlocks = 8;
constexpr double kConditionsReach_px = 64;  // a stroke of the overlay is no wider
constexpr std::size_t kKeptPlacers = 3;     // of scales: the one shown, the one left, the one ahead

std::int64_t floor_div(std::int64_t a, std::int64_t b) noexcept {
    return a / b - (a % b < 0 ? 1 : 0);
}

struct BlockKey {
    WebMercator scale;
    std::int64_t x = 0, y = 0;
    bool operator==(const BlockKey&) const = default;
};

[[nodiscard]] int block_size_px(const WebMercator& scale) noexcept {
    return std::max(1, static_cast<int>(std::lround(kBlock_px * scale.ratio())));
}

/// How many blocks lead around the world; 0 if it is no whole number.
[[nodiscard]] std::int64_t blocks_around(const WebMercator& scale, int block_px) noexcept {
    const double around = scale.world_px() / block_px;
    return around >= 1 && around == std::floor(around) ? static_cast<std::int64_t>(around) : 0;
}

void set_size(Image& image, int width, int height) {
    image.width = width;
    image.height = height;
    image.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
}

}  // namespace

struct MapPainter::Impl {
    Impl(const Map& a_map, const Style& a_style, PaintOptions some_options)
        : map{a_map},
          style{a_style},
          options{std::move(some_options)},
          ground{map, style, options},
          outside{map.base()},
          labels{map, style, options, shaper} {}

    const Map& map;
    const Style& style;
    PaintOptions options;
    TextShaper shaper;
    GroundPainter ground;
    Outside outside;
    LabelSource labels;
    std::list<std::pair<WebMercator, LabelPlacer>> placers;  // the last used first
    std::list<std::pair<BlockKey, Image>> blocks;            // likewise

    LabelPlacer& placer_of(const WebMercator& scale);
    void draw(const WebMercator& scale, const PixelRect& rect, Image& into);
    const Image& block(const WebMercator& scale, std::int64_t x, std::int64_t y);
    void draw_small_world(const WebMercator& scale, const PixelRect& rect, Image& into);
};

LabelPlacer& MapPainter::Impl::placer_of(const WebMercator& scale) {
    const auto known = std::find_if(placers.begin(), placers.end(),
                                    [&](const auto& kept) { return kept.first == scale; });
    if (known != placers.end()) {
        placers.splice(placers.begin(), placers, known);
    } else {
        placers.emplace_front(scale,
                              LabelPlacer{scale, [this, scale](const PixelRect& cell,
                                                               std::vector<LabelCandidate>& into) {
                                              labels.candidates(scale, cell, into);
                                          }});
        if (placers.size() > kKeptPlacers) placers.pop_back();
    }
    return placers.front().second;
}

void MapPainter::Impl::draw(const WebMercator& scale, const PixelRect& rect, Image& into) {
    set_size(into, rect.width, rect.height);
    Canvas canvas{into};
    const double reach_px = kConditionsReach_px * scale.ratio();
    const BlockConditions conditions =
        conditions_in(map, scale.box_of(rect, reach_px), options.for_team);
    ground.paint(scale, rect, conditions, canvas);
    outside.paint(style, scale, rect, canvas);
    draw_overlay(map, style, options, scale, rect, conditions, canvas);
    if (options.answer) draw_answer(*options.answer, scale, rect, canvas);
    const auto placed = placer_of(scale).placed_in(rect);
    draw_labels(canvas, placed, {static_cast<double>(rect.x), static_cast<double>(rect.y)},
                scale.ratio());
}

// Where a block is wider than the world, the world is drawn once and repeated.
void MapPainter::Impl::draw_small_world(const WebMercator& scale, const PixelRect& rect,
                                        Image& into) {
    set_size(into, rect.width, rect.height);
    const double around = scale.world_px();
    const int width = static_cast<int>(std::ceil(around));
    Image world;
    draw(scale, {0, rect.y, width, rect.height}, world);
    const double first = std::floor(static_cast<double>(rect.x) / around);
    for (double copy = first; copy * around < static_cast<double>(rect.x + rect.width); ++copy) {
        const auto left = std::llround(copy * around) - rect.x;
        copy_pixels(world, 0, 0, width, rect.height, into, static_cast<int>(left), 0);
    }
}

const Image& MapPainter::Impl::block(const WebMercator& scale, std::int64_t x, std::int64_t y) {
    const int size = block_size_px(scale);
    if (const auto around = blocks_around(scale, size)) x -= floor_div(x, around) * around;
    const BlockKey key{scale, x, y};
    const auto known = std::find_if(blocks.begin(), blocks.end(),
                                    [&](const auto& kept) { return kept.first == key; });
    if (known != blocks.end()) {
        blocks.splice(blocks.begin(), blocks, known);
        return blocks.front().second;
    }
    Image image;
    if (blocks.size() >= kKeptBlocks) {
        image = std::move(blocks.back().second);  // its memory
        blocks.pop_back();
    }
    const PixelRect rect{x * size, y * size, size, size};
    if (scale.world_px() < size) {
        draw_small_world(scale, rect, image);
    } else {
        draw(scale, rect, image);
    }
    blocks.emplace_front(key, std::move(image));
    return blocks.front().second;
}

MapPainter::MapPainter(const Map& map, const Style& style, PaintOptions options)
    : impl_{std::make_unique<Impl>(map, style, std::move(options))} {}
MapPainter::~MapPainter() = default;
MapPainter::MapPainter(MapPainter&&) noexcept = default;

void MapPainter::paint_block(const WebMercator& scale, std::int64_t x, std::int64_t y,
                             Image& into) {
    into = impl_->block(scale, x, y);
}

void MapPainter::paint(const WebMercator& scale, const PixelRect& rect, Image& into) {
    set_size(into, rect.width, rect.height);
    const int size = block_size_px(scale);
    for (auto y = floor_div(rect.y, size); y * size < rect.y + rect.height; ++y) {
        for (auto x = floor_div(rect.x, size); x * size < rect.x + rect.width; ++x) {
            copy_pixels(impl_->block(scale, x, y), 0, 0, size, size, into,
                        static_cast<int>(x * size - rect.x), static_cast<int>(y * size - rect.y));
        }
    }
}

}  // namespace konbit
