#pragma once

#include "render/paper/render_request.hpp"

namespace konbit {

/// Writes the picture (.png) or the tiles (.mbtiles) that a request asks for. UsageError for what
/// cannot be drawn, before anything is written; DataError for a full disk and the like.
[[nodiscard]] RenderResult render_map(const RenderRequest& request);

}  // namespace konbit
