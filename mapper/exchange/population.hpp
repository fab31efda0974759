#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// A raster whose cells count people (WorldPop, GHS-POP and the like, as GeoTIFF), in whatever
/// projection.
class PopulationRaster {
public:
    virtual ~PopulationRaster() = default;
    /// Calls `visit(middle, people)` for the cells with people whose middles lie in the box (it may
    /// cross the antimeridian), row by row. DataError if this is no population after all: negative
    /// numbers, or more people than live anywhere.
    virtual void visit(const BoundingBox& box,
                       const std::function<void(Location, double)>& visit) = 0;
};
/// DataError: missing, no raster, several bands, a palette, without a place on the globe. GDAL is
/// loaded from `module_folder`.
[[nodiscard]] std::unique_ptr<PopulationRaster> open_population(
    const std::filesystem::path& file, const std::filesystem::path& module_folder);

}  // namespace konbit
