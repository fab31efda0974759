#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
#include "render/canvas/image.hpp"
#include "render/canvas/mercator.hpp"
#include "render/style/style.hpp"
#include "render/tile/answer_drawing.hpp"

namespace konbit {

/// The unit of drawing: pictures and tiles are cut from blocks of so many pixels (· ratio),
/// aligned to the world, so that every picture of a place has the same pixels.
inline constexpr int kBlock_px = 512;

struct PaintOptions {
    std::string lang{};  ///< of names: "ht", "ar"; "" for the local ones
    /// Of Rule::layer, and "damage", "shelters", "services".
    std::vector<std::string> hidden_layers{};
    double text_scale = 1;  ///< 1, 1.25, 1.5
    bool for_team = false;  ///< camps too: on one's own screen, not in pictures handed on
    std::shared_ptr<const AnswerDrawing> answer{};  ///< drawn on the ground; nullptr: none
};

/// Draws a map in a style: ground, water, buildings, roads in their order, what is known of damage,
/// places and names. One for each thread; the map and the style may be shared and must outlive it.
/// Equal input and fonts give equal bytes.
class MapPainter {
public:
    MapPainter(const Map& map, const Style& style, PaintOptions options);
    ~MapPainter();
    MapPainter(MapPainter&&) noexcept;

    /// Block (x, y) counts from the world's north-west corner; x wraps. `into` gets its size.
    void paint_block(const WebMercator& scale, std::int64_t x, std::int64_t y, Image& into);
    /// Any rectangle, put together from blocks (the last few are kept). `into` gets its size.
    void paint(const WebMercator& scale, const PixelRect& rect, Image& into);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
