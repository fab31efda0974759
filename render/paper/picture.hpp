#pragma once

#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"
#include "render/canvas/mercator.hpp"
#include "render/paper/render_request.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// The map of a picture: at which scale, which pixels of the world.
struct PictureFrame {
    WebMercator scale;
    PixelRect rect;
};

/// By zoom, or by width (1600 px if neither is given): then the zoom is the fractional one at which
/// all of the box is to be seen. A picture with furniture is at least wide enough for that.
/// UsageError if it would be too large, with the memory that it needs, or too narrow.
[[nodiscard]] PictureFrame frame_picture(const RenderRequest& request, const BoundingBox& box);

/// Draws the map and what stands around it into request.out, a band at a time.
[[nodiscard]] RenderResult write_picture(const RenderRequest& request, const Map& map,
                                         const Style& style, const Area& area);

}  // namespace konbit
