#include "mapper/query/things.hpp"

#include <cmath>
#include <numbers>
#include <string_view>

namespace konbit {

bool is_road(const Tags& tags, GeometryKind geometry) noexcept {
    if (geometry != GeometryKind::line) return false;
    const auto highway = tags.value("highway");
    if (highway.empty()) return false;
    for (const std::string_view none :
         {"proposed", "planned", "abandoned", "razed", "no", "platform", "bus_stop", "rest_area",
          "services", "elevator"}) {
        if (highway == none) return false;
    }
    return true;
}

bool is_main_road(std::string_view highway) noexcept {
    constexpr std::string_view kLink = "_link";
    if (highway.ends_with(kLink)) highway.remove_suffix(kLink.size());
    for (const std::string_view main :
         {"motorway", "trunk", "primary", "secondary", "tertiary"}) {
        if (highway == main) return true;
    }
    return false;
}

bool is_building(const Tags& tags) noexcept {
    const auto building = tags.value("building");
    return !building.empty() && building != "no";
}

BoundingBox grown(const BoundingBox& box, double metres) noexcept {
    if (box.empty()) return box;
    constexpr double kMostDegreesPerMetre = 1 / 110'570.0;  // of latitude, at the equator
    constexpr double kLonDegreesPerMetre = 1 / 111'319.0;
    const double lat_e7 = metres * kMostDegreesPerMetre * 1e7 + 1;
    BoundingBox out = box;
    out.south = static_cast<std::int32_t>(std::max(-900'000'000.0, box.south - lat_e7));
    out.north = static_cast<std::int32_t>(std::min(900'000'000.0, box.north + lat_e7));
    const double far_lat = std::max(std::abs(out.south), std::abs(out.north)) * 1e-7;
    const double cosine = std::cos(std::min(far_lat, 89.9999) * std::numbers::pi / 180);
    const double lon_e7 = metres * kLonDegreesPerMetre / cosine * 1e7 + 1;
    const double width = double(box.east) - box.west + (box.crosses_antimeridian() ? 3.6e9 : 0);
    if (far_lat > 89.99 || width + 2 * lon_e7 >= 3.6e9) {
        out.west = -Location::kMaxLon_e7;
        out.east = Location::kMaxLon_e7;
        return out;
    }
    const auto wrapped = [](double lon) {
        return lon < -1.8e9 ? lon + 3.6e9 : lon > 1.8e9 ? lon - 3.6e9 : lon;
    };
    out.west = static_cast<std::int32_t>(wrapped(box.west - lon_e7));
    out.east = static_cast<std::int32_t>(wrapped(box.east + lon_e7));
    return out;
}

}  // namespace konbit
