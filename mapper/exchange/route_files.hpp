#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "mapper/exchange/feature_writer.hpp"
#include "mapper/query/routes.hpp"

namespace konbit {

/// A route's answer with what stands beside it in a file.
struct RouteDocument {
    const Travel& travel;
    const RouteAnswer& answer;
    FileFacts facts;
    std::string vehicle;       ///< "truck, 4.4 m high"
    std::string lang;          ///< of the instructions; "": none in GeoJSON, English elsewhere
    bool for_the_team = true;  ///< reports for the team alone may be in it
    /// Further top-level members of GeoJSON, each a name and a ready JSON value.
    std::vector<std::pair<std::string, std::string>> extra{};
};

/// RFC 7946: a LineString for each way to go, or a point for each place that blocks the way.
[[nodiscard]] std::string route_geojson(const RouteDocument& document);
/// GPX 1.1 for phones and GPS receivers: waypoints for what one should know, a route with the
/// instructions, a track for each way to go.
[[nodiscard]] std::string route_gpx(const RouteDocument& document);
[[nodiscard]] std::string route_kml(const RouteDocument& document);

/// Whether a file's ending names a format for routes: .gpx, .kml, .geojson. UsageError if not.
void check_route_file(const std::filesystem::path& out);
/// By the ending; complete or not at all. DataError: cannot be written.
void write_route_file(const std::filesystem::path& out, const RouteDocument& document);

}  // namespace konbit
