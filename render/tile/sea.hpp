#pragma once

#include <memory>

#include "mapper/store/base_map.hpp"
#include "render/canvas/path.hpp"

namespace konbit {

/// The sea, from coastlines: water lies to the right of a `natural=coastline`. Extracts cut
/// coastlines anywhere; what they leave open is closed along the picture's edge, and where no
/// coastline is near, the side of the nearest decides. A map without any has no sea.
class Sea {
public:
    explicit Sea(const BaseMap& base);
    ~Sea();
    /// Appends the water of the rectangle (to be filled nonzero) and the shore lines to draw.
    void outline(const WebMercator& scale, const PixelRect& rect, Path& water, Path& shore);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
