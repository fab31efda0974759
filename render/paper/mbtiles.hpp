#pragma once

#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"
#include "render/paper/render_request.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// Draws the tiles of an area into request.out (MBTiles 1.3). Until all are there the file is
/// called NAME.mbtiles.partial; what it holds is not drawn again by a request for the same tiles.
[[nodiscard]] RenderResult write_mbtiles(const RenderRequest& request, const Map& map,
                                         const Style& style, const Area& area);

}  // namespace konbit
