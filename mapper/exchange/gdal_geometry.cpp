#include "mapper/exchange/gdal_geometry.hpp"

#include <ogr_geometry.h>

namespace konbit {
namespace {

// Divided, not multiplied by 1e-7: so the double is the one nearest to seven decimals.
double degrees(std::int32_t e7) noexcept { return e7 / 1e7; }

void fill(OGRSimpleCurve& curve, std::span<const Location> locations) {
    curve.setNumPoints(static_cast<int>(locations.size()), FALSE);
    int i = 0;
    for (const Location at : locations) curve.setPoint(i++, degrees(at.lon_e7), degrees(at.lat_e7));
}

OgrGeometryPtr to_polygons(const Geometry& area, bool always_multi) {
    auto all = std::make_unique<OGRMultiPolygon>();
    std::unique_ptr<OGRPolygon> polygon;
    const auto close = [&] {
        if (polygon) all->addGeometryDirectly(polygon.release());
    };
    for (const Ring& ring : area.rings) {
        if (ring.outer) {
            close();
            polygon = std::make_unique<OGRPolygon>();
        }
        if (!polygon) continue;
        auto curve = std::make_unique<OGRLinearRing>();
        fill(*curve, area.ring(ring));
        polygon->addRingDirectly(curve.release());
    }
    if (polygon && !always_multi && all->getNumGeometries() == 0) {
        return OgrGeometryPtr{polygon.release()};
    }
    close();
    return all->IsEmpty() ? nullptr : OgrGeometryPtr{all.release()};
}

}  // namespace

void OgrDelete::operator()(OGRGeometry* geometry) const noexcept {
    OGRGeometryFactory::destroyGeometry(geometry);
}

OgrGeometryPtr to_ogr(const Geometry& geometry, bool always_multi) {
    if (geometry.locations.empty()) return nullptr;
    switch (geometry.kind) {
        case GeometryKind::none: return nullptr;
        case GeometryKind::point: {
            const Location at = geometry.locations.front();
            return OgrGeometryPtr{new OGRPoint{degrees(at.lon_e7), degrees(at.lat_e7)}};
        }
        case GeometryKind::line: {
            auto line = std::make_unique<OGRLineString>();
            fill(*line, geometry.locations);
            return OgrGeometryPtr{line.release()};
        }
        case GeometryKind::area: return to_polygons(geometry, always_multi);
    }
    return nullptr;
}

}  // namespace konbit
