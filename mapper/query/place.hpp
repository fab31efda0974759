#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "mapper/model/object_id.hpp"
#include "mapper/query/map.hpp"

namespace konbit {

/// What a person meant by a PLACE.
struct Place {
    Location at;
    std::optional<ObjectId> object;  ///< if it was an id or a name
    std::string label;               ///< "42.50630,1.52180" or "Hospital de Meritxell (way/1)"
    bool by_name = false;
    std::vector<std::string> others;  ///< other good matches, "name (node/2)", if ambiguous
};

/// PLACE: `LAT,LON` in degrees, also `18°30'N 72°38'W`, MGRS, UTM (`18N 456789 2012345`), a `geo:`
/// URI; nullopt if the text has none of these forms. UsageError if it has, but is out of range or
/// looks swapped against `hint` (the map's bounds), saying which way round it wants them.
[[nodiscard]] std::optional<Location> parse_coordinates(std::string_view text,
                                                        const BoundingBox* hint = nullptr);

enum class Ambiguity { take_best, refuse };

/// Any PLACE: coordinates, an id, a name. UsageError: unknown (suggests the nearest names),
/// ambiguous (lists ids, if refused), out of range, swapped.
[[nodiscard]] Place resolve_place(const Map& map, std::string_view text,
                                  Ambiguity ambiguity = Ambiguity::take_best);

/// What a person meant by an AREA.
struct Area {
    Geometry geometry;    ///< an area; a box crossing the antimeridian gives two polygons
    BoundingBox box;      ///< may cross the antimeridian
    bool is_box = false;  ///< geometry is the box itself
    std::string label;
    [[nodiscard]] bool touches(const Geometry& thing, const BoundingBox& its_box) const;
};

/// AREA: `W,S,E,N`, a polygon file (.geojson, .poly, .kml is not read), a name or id of an area,
/// `PLACE~5km` (also m).
[[nodiscard]] Area resolve_area(const Map& map, std::string_view text);

}  // namespace konbit
