#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/json_answer.hpp"
#include "mapper/query/routes.hpp"

namespace CLI {
class App;
}

namespace konbit {

// What the commands about roads have in common.

/// Places as typed: LAT,LON, an id or a name each; or a .csv file of places.
[[nodiscard]] std::vector<Place> read_places(const Map& map, std::string_view option,
                                             const std::vector<std::string>& typed);

/// "by truck, 4.4 m high", "on foot".
[[nodiscard]] std::string by_text(const TravelQuestion& question);

/// A long way from the road, or none: from so far on it is told.
inline constexpr double kFarFromRoad_m = 30;
/// "It begins 120 m from the road, Ri Lafwa (way/1); passed over: …." or that there is none.
[[nodiscard]] std::string snap_line(const Snap& snap, std::string_view where);
/// {"label": …, "lat": …, "lon": …, "road_m": 12.3 or null}
[[nodiscard]] std::string json_snap(const Snap& snap);

/// Seconds and metres in JSON, to a tenth.
[[nodiscard]] std::string json_number(double value);

/// An option that takes all places behind it, and may be given several times.
void add_places_option(CLI::App& app, const std::string& name, std::vector<std::string>& into,
                       const std::string& about);
/// A map that stands behind such an option.
void take_map_from(std::vector<std::string>& places, std::optional<std::string>& map);

}  // namespace konbit
