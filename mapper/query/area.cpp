#include <fmt/format.h>

#include <fstream>
#include <sstream>

#include "mapper/model/error.hpp"
#include "mapper/query/area_text.hpp"
#include "mapper/query/coordinate_text.hpp"
#include "mapper/query/map_impl.hpp"
#include "mapper/query/name_keys.hpp"
#include "mapper/query/place.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

namespace fs = std::filesystem;

namespace {

Area area_of_geometry(Geometry geometry, std::string label) {
    Area area;
    area.box = bounding_box_of(geometry);
    area.geometry = std::move(geometry);
    area.label = std::move(label);
    return area;
}

/// The box of polygons on both sides of ±180°, the narrow way round, if they touch it there.
BoundingBox box_over_antimeridian(const Geometry& geometry, const BoundingBox& plain) {
    if (plain.west != -Location::kMaxLon_e7 || plain.east != Location::kMaxLon_e7) return plain;
    BoundingBox west_part;  // east of -180
    BoundingBox east_part;  // west of 180
    for (const Ring& ring : geometry.rings) {
        const auto box = bounding_box_of(geometry.ring(ring));
        if (box.west == -Location::kMaxLon_e7 && box.east == Location::kMaxLon_e7) return plain;
        (box.center().lon_e7 < 0 ? west_part : east_part).extend(box);
    }
    if (west_part.empty() || east_part.empty() || west_part.east >= east_part.west) return plain;
    return {east_part.west, plain.south, west_part.east, plain.north};
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
    std::string lower{text};
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return std::any_of(endings.begin(), endings.end(),
                       [&](std::string_view e) { return lower.ends_with(e); });
}

std::string read_polygon_file(const fs::path& path) {
    std::error_code error;
    const auto fail = [&](std::string_view why) {
        throw DataError{"The polygon file cannot be read", path.string(), why,
                        "Give a .geojson file with polygons or a .poly file"};
    };
    if (!fs::exists(path, error)) fail("there is no such file");
    if (!fs::is_regular_file(path, error)) fail("it is no file");
    if (fs::file_size(path, error) > kMostPolygonFileBytes) fail("it is larger than 32 MB");
    std::ifstream in{path, std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    if (!in || text.str().empty()) fail(in ? "it is empty" : "it may not be read");
    return std::move(text).str();
}

std::optional<Area> area_of_file(std::string_view text) {
    const fs::path path{std::string{text}};
    if (ends_with_any(text, {".geojson", ".json"})) {
        auto area = area_of_geometry(polygons_of_geojson(read_polygon_file(path), path.string()),
                                     path.filename().string());
        area.box = box_over_antimeridian(area.geometry, area.box);
        return area;
    }
    if (ends_with_any(text, {".poly"})) {
        return area_of_geometry(polygons_of_poly(read_polygon_file(path), path.string()),
                                path.filename().string());
    }
    if (ends_with_any(text, {".kml", ".kmz", ".gpkg", ".shp", ".zip", ".osm", ".pbf", ".gpx"})) {
        throw UsageError{"The area file is of a kind that is not read", text,
                         "areas come as GeoJSON or as .poly",
                         "Convert it, for example with ogr2ogr, to .geojson"};
    }
    return std::nullopt;
}

std::optional<Area> area_of_feature(const Map& map, FeatureIndex index) {
    const auto feature = map.base().feature(index);
    if (feature.kind() != GeometryKind::area) return std::nullopt;
    const auto name = display_name(feature.tags());
    auto area = area_of_geometry(
        feature.geometry(), name.empty() ? to_string(feature.id())
                                         : fmt::format("{} ({})", name, to_string(feature.id())));
    area.box = box_over_antimeridian(area.geometry, area.box);
    return area;
}

[[noreturn]] void no_area(std::string_view text, std::string_view why) {
    throw UsageError{
        "This is no area", text, why,
        fmt::format("Write {}~5km for all around it, or W,S,E,N, or a polygon file", text)};
}

Area area_of_object(const Map& map, ObjectId id, std::string_view text) {
    if (const auto feature = map.base().find_feature(id)) {
        if (auto area = area_of_feature(map, feature->index())) return std::move(*area);
        no_area(text, "it is a point or a line in this map, or its outline is broken");
    }
    if (map.base().object(id)) no_area(text, "it has no outline in this map");
    throw UsageError{"The object is not in this map", text, "the extract did not hold it",
                     "Check the id, or import a larger or newer extract"};
}

Area area_by_name(const Map& map, std::string_view text) {
    const auto found =
        find_names(map, {.text = std::string{text}, .near = {}, .count = 50, .lang = {}});
    const auto try_those = [&](auto wanted) -> std::optional<Area> {
        for (const auto& match : found) {
            if (!wanted(match)) continue;
            if (auto area = area_of_feature(map, match.feature)) return area;
        }
        return std::nullopt;
    };
    if (auto area = try_those([](const FoundName& m) { return m.whole; })) return std::move(*area);
    if (!found.empty() && found.front().whole) {
        no_area(text,
                fmt::format("{} is a point or a line in this map", to_string(found.front().id)));
    }
    if (auto area = try_those([](const FoundName&) { return true; })) return std::move(*area);
    const auto place = resolve_place(map, text);  // an unknown one suggests names
    no_area(text, fmt::format("{} is a point or a line in this map", place.label));
}

}  // namespace

bool Area::touches(const Geometry& thing, const BoundingBox& its_box) const {
    for (const auto& part : split_at_antimeridian(box)) {
        if (part.empty() || !part.intersects(its_box)) continue;
        if (!is_box) return intersects(thing, geometry);
        if (part.contains(its_box) || intersects(thing, part)) return true;
    }
    return false;
}

Area resolve_area(const Map& map, std::string_view text) {
    text = trimmed_text(text);
    if (text.empty()) {
        throw UsageError{"The area is missing", "", "it is empty",
                         "Give W,S,E,N, a polygon file, the name or id of an area, or PLACE~5km"};
    }
    const auto bounds = [&] {
        return map.impl().with_themes([](const ThemeFile& themes) { return themes.bounds(); });
    };
    if (std::count(text.begin(), text.end(), ',') == 3) {
        const auto map_bounds = bounds();
        if (const auto box = parse_box(text, &map_bounds)) {
            Area area{.geometry = area_of_box(*box),
                      .box = *box,
                      .is_box = true,
                      .label = std::string{text}};
            return area;
        }
    }
    if (auto area = area_of_file(text)) return std::move(*area);
    if (const auto around = parse_around(text)) {
        const auto place = resolve_place(map, around->place);
        auto area = area_of_geometry(circle(place.at, around->radius_m),
                                     fmt::format("{}~{}m", place.label, around->radius_m));
        area.box = box_over_antimeridian(area.geometry, area.box);
        return area;
    }
    if (const auto id = parse_object_id(text)) return area_of_object(map, *id, text);
    if (const auto at = parse_coordinates(text)) {
        no_area(text, "it is a single place");
    }
    return area_by_name(map, text);
}

}  // namespace konbit
