#pragma once

#include "mapper/store/base_map.hpp"
#include "render/canvas/canvas.hpp"
#include "render/canvas/mercator.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// What lies beyond the bounds of a map's data: nobody can tell land from sea there, and nothing
/// drawn would look like nothing being there. A map whose data span more than half the way around
/// the world may lie on both sides of the antimeridian: it is bounded to the north and south alone.
class Outside {
public:
    explicit Outside(const BaseMap& base) : bounds_{base.summary().bounds} {}
    /// Costs nothing where the rectangle lies within the bounds.
    void paint(const Style& style, const WebMercator& scale, const PixelRect& rect,
               Canvas& canvas) const;

    /// Whether a picture of that ground, which may cross the antimeridian, shows something of it.
    [[nodiscard]] bool is_seen_in(const BoundingBox& ground) const noexcept;

private:
    BoundingBox bounds_;
};

}  // namespace konbit
