#include "import/draw_class.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "import/map_scale.hpp"

namespace konbit {
namespace {

using namespace std::string_view_literals;

struct ValueZoom {
    std::string_view value;
    std::uint8_t zoom;
};

constexpr ValueZoom kHighways[] = {
    {"residential", 12},   {"service", 13},      {"footway", 13},        {"track", 12},
    {"path", 13},          {"unclassified", 12}, {"tertiary", 10},       {"secondary", 9},
    {"primary", 7},        {"trunk", 5},         {"motorway", 5},        {"motorway_link", 9},
    {"trunk_link", 9},     {"primary_link", 11}, {"secondary_link", 11}, {"tertiary_link", 12},
    {"living_street", 12}, {"pedestrian", 13},   {"road", 12},           {"construction", 12},
    {"cycleway", 13},      {"bridleway", 13}};
constexpr ValueZoom kRailways[] = {{"rail", 8},          {"light_rail", 10}, {"subway", 11},
                                   {"narrow_gauge", 10}, {"tram", 12},       {"funicular", 11},
                                   {"station", 11}};
constexpr ValueZoom kWaterways[] = {{"stream", 12}, {"river", 7},  {"canal", 9},
                                    {"ditch", 14},  {"drain", 14}, {"dam", 11}};
constexpr ValueZoom kPlaces[] = {{"country", 2},
                                 {"state", 4},
                                 {"region", 6},
                                 {"province", 5},
                                 {"city", 4},
                                 {"town", 7},
                                 {"village", 9},
                                 {"suburb", 11},
                                 {"hamlet", 11},
                                 {"island", 7},
                                 {"isolated_dwelling", 12},
                                 {"locality", 13}};
constexpr ValueZoom kAeroways[] = {
    {"aerodrome", 8}, {"runway", 10}, {"taxiway", 12}, {"helipad", 13}};
constexpr ValueZoom kAmenities[] = {{"hospital", 10}, {"university", 12}, {"clinic", 12}};
constexpr ValueZoom kAdminLevels[] = {{"2", 3}, {"3", 5},  {"4", 5}, {"5", 7},
                                      {"6", 8}, {"7", 10}, {"8", 10}};

template <std::size_t N>
std::uint8_t zoom_of(const ValueZoom (&table)[N], std::string_view value,
                     std::uint8_t otherwise) noexcept {
    for (const auto& row : table) {
        if (row.value == value) return row.zoom;
    }
    return otherwise;
}

// Ground cover and the like: worth drawing wherever it is big enough.
constexpr DrawClass kBySize{0, true};

DrawClass of_boundary(std::span<const Tag> tags) noexcept {
    for (const Tag& tag : tags) {
        if (tag.key == "admin_level"sv) return {zoom_of(kAdminLevels, tag.value, 12), false};
    }
    return {7, true};
}

DrawClass of_natural(std::string_view value, GeometryKind kind) noexcept {
    if (value == "coastline"sv && kind != GeometryKind::point) return {0, false};
    if (kind == GeometryKind::area) return kBySize;
    if (kind == GeometryKind::line) return {13, false};
    return {value == "peak"sv || value == "volcano"sv ? std::uint8_t{11} : DrawClass::kByKind,
            false};
}

DrawClass of_tag(const Tag& tag, std::span<const Tag> tags, GeometryKind kind) noexcept {
    const bool area = kind == GeometryKind::area;
    switch (tag.key.size()) {
        case 5:
            if (tag.key == "place"sv) return {zoom_of(kPlaces, tag.value, 13), false};
            if (tag.key == "route"sv && tag.value == "ferry"sv) return {7, false};
            break;
        case 7:
            if (tag.key == "highway"sv && kind != GeometryKind::point) {
                return {zoom_of(kHighways, tag.value, 14), false};
            }
            if (tag.key == "natural"sv) return of_natural(tag.value, kind);
            if (tag.key == "landuse"sv && area) return kBySize;
            if (tag.key == "leisure"sv && area) return {10, true};
            if (tag.key == "railway"sv) return {zoom_of(kRailways, tag.value, 13), false};
            if (tag.key == "aeroway"sv) return {zoom_of(kAeroways, tag.value, 13), false};
            if (tag.key == "amenity"sv) return {zoom_of(kAmenities, tag.value, 14), false};
            break;
        case 8:
            if (tag.key == "building"sv) return {14, false};
            if (tag.key == "waterway"sv) {
                return area ? kBySize : DrawClass{zoom_of(kWaterways, tag.value, 13), false};
            }
            if (tag.key == "boundary"sv) return of_boundary(tags);
            break;
        default:
            break;
    }
    return {};
}

}  // namespace

DrawClass draw_class(std::span<const Tag> tags, GeometryKind kind) noexcept {
    DrawClass best;
    for (const Tag& tag : tags) {
        const DrawClass drawn = of_tag(tag, tags, kind);
        if (drawn.zoom < best.zoom) best = drawn;
    }
    if (best.zoom == DrawClass::kByKind && kind != GeometryKind::point) return {13, true};
    return best;
}

std::uint8_t zoom_for_size(const BoundingBox& box, double pixels) noexcept {
    if (box.empty()) return 0;
    const MapScale scale{box.center()};
    const double extent_e7 =
        std::max(static_cast<double>(box.east) - box.west,
                 (static_cast<double>(box.north) - box.south) * scale.lat_stretch);
    if (extent_e7 <= 0) return 20;
    const double zoom = std::ceil(std::log2(pixels * pixel_e7(0) / extent_e7));
    return static_cast<std::uint8_t>(std::clamp(zoom, 0.0, 20.0));
}

std::uint8_t min_zoom(DrawClass drawn, const BoundingBox& box) noexcept {
    constexpr std::uint8_t kLast = 15;  // everything is drawn from here on
    if (!drawn.needs_size) return drawn.zoom;
    return std::min(std::max(drawn.zoom, zoom_for_size(box, 4)), kLast);
}

}  // namespace konbit
