#pragma once

#include "mapper/exchange/text_out.hpp"
#include "mapper/model/geometry.hpp"

namespace konbit {

/// The box around all that was written (RFC 7946 §5). It goes across the antimeridian (west >
/// east) if something was cut there and that box is the narrower one.
class GeoJsonBox {
public:
    void extend(const BoundingBox& box, bool cut) noexcept;
    /// The bbox array, w,s,e,n; nothing if nothing has a place.
    [[nodiscard]] bool empty() const noexcept { return all_.empty(); }
    void put(TextOut& out) const;

private:
    BoundingBox all_;
    BoundingBox west_;  ///< things west of Greenwich
    BoundingBox east_;
    bool over_greenwich_ = false;
    bool cut_ = false;
};

/// Writes a geometry object by RFC 7946 and extends `box`: rings closed and wound as it asks, cut
/// at the antimeridian, a line of one place as a point. `null` where there is no place or one
/// outside ±180°, ±90°.
void put_geojson_geometry(const Geometry& geometry, TextOut& out, GeoJsonBox& box);

}  // namespace konbit
