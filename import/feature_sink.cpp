#include "import/feature_sink.hpp"

#include <utility>

#include "import/simplify.hpp"
#include "mapper/model/antimeridian.hpp"

namespace konbit {

void FeatureSink::add(ObjectId id, std::span<const Tag> tags, const Geometry& geometry) {
    // "Inside" and "large" are questions about the plane: an area across ±180° is kept in parts.
    if (geometry.kind == GeometryKind::area && crosses_antimeridian(geometry)) {
        const Geometry parts = cut_at_antimeridian(geometry);
        return add_plain(id, tags, parts.kind == GeometryKind::none ? geometry : parts);
    }
    add_plain(id, tags, geometry);
}

void FeatureSink::add_plain(ObjectId id, std::span<const Tag> tags, const Geometry& geometry) {
    const DrawClass drawn = draw_class(tags, geometry.kind);
    const std::uint8_t zoom =
        drawn.needs_size ? min_zoom(drawn, bounding_box_of(geometry)) : drawn.zoom;
    writer_.add_feature(id, tags, geometry, zoom);
    ++count_;
    if (zoom <= kOverviewMaxZoom.back()) add_overviews(id, tags, geometry, zoom);
}

void FeatureSink::add_overviews(ObjectId id, std::span<const Tag> tags, const Geometry& geometry,
                                std::uint8_t zoom) {
    const Geometry* from = &geometry;
    for (std::size_t overview = kOverviewMaxZoom.size(); overview-- > 0;) {
        if (zoom > kOverviewMaxZoom[overview]) return;
        simplify(*from, pixel_e7(kOverviewMaxZoom[overview]), coarser_);
        if (coarser_.kind == GeometryKind::none) return;
        writer_.add_overview(overview, id, tags, coarser_, zoom);
        std::swap(finer_, coarser_);
        from = &finer_;
    }
}

}  // namespace konbit
