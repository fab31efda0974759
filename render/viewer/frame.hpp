#pragma once

#include <functional>
#include <memory>
#include <span>

#include "render/canvas/image.hpp"
#include "render/style/color.hpp"
#include "render/viewer/controls.hpp"
#include "render/viewer/map_view.hpp"

namespace konbit {

/// The picture of a block, or nullptr while there is none.
using BlockSource = std::function<std::shared_ptr<const Image>(const BlockId&)>;

/// How much of the map was there.
struct MapDrawn {
    int whole = 0;     ///< blocks shown as painted for this zoom
    int stand_in = 0;  ///< parts shown enlarged or reduced from other zooms
    int missing = 0;   ///< blocks of which nothing could be shown
};

/// Copies the blocks of the view into the frame, inside the view's area; where one is missing, the
/// part of its nearest ancestor, enlarged, or its children, reduced; else `land`. At a whole zoom
/// pixels are copied row by row.
MapDrawn draw_map(const MapView& view, const BlockSource& source, std::uint32_t land, Image& frame);

/// Pins over the map, the selected one on top; cut off at the view's area.
void draw_pins(const MapView& view, std::span<const Pin> pins, Image& frame);

/// Controls over all.
void draw_sheets(std::span<const Sheet> sheets, Image& frame);

}  // namespace konbit
