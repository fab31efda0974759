#include "import/way_feature.hpp"

#include <algorithm>

#include "import/area_assembly.hpp"
#include "import/ring_check.hpp"
#include "mapper/model/area_tags.hpp"

namespace konbit {

void WayFeature::add(std::int64_t id, const Tags& tags, const std::vector<Location>& path,
                     WayShape shape) {
    const ObjectId object{ObjectType::way, id};
    if (shape != WayShape::open && path.size() >= 3 && closed_way_is_area(tags)) {
        if (shape == WayShape::ring && make_area(id, path)) {
            ++log_.summary.areas;
            features_.add(object, tags.span(), geometry_);
            return;
        }
        ++log_.summary.broken_areas;
        if (log_.wants_names()) {
            log_.name(object, shape == WayShape::ring ? "its ring crosses itself: kept as a line"
                                                      : "its ring lacks nodes: kept as a line");
        }
    }
    geometry_.clear();
    geometry_.kind = path.size() == 1 ? GeometryKind::point : GeometryKind::line;
    geometry_.locations.assign(path.begin(), path.end());
    features_.add(object, tags.span(), geometry_);
}

// Fills geometry_. Rings that are not simple are left to libosmium, which mends spikes and splits
// rings that touch themselves.
bool WayFeature::make_area(std::int64_t id, const std::vector<Location>& path) {
    if (!is_simple_ring(path)) return assemble_ring(id, path, geometry_);
    geometry_.clear();
    geometry_.kind = GeometryKind::area;
    geometry_.locations.assign(path.begin(), path.end());
    if (signed_area_e14(path) < 0) std::ranges::reverse(geometry_.locations);
    geometry_.rings.push_back({0, static_cast<std::uint32_t>(path.size()), true});
    return true;
}

}  // namespace konbit
