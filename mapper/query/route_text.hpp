#pragma once

#include <string>

#include "mapper/query/routes.hpp"

namespace konbit {

// How answers about roads read to a person: in one line each, the map's own words as they are.

/// "under a minute", "12 min", "1 h 05 min", "3 h".
[[nodiscard]] std::string travel_time_text(double seconds);
/// "Pon Fè (bridge, way/1)", "bridge (way/1)".
[[nodiscard]] std::string place_words(const RoutePlace& place);
/// place_words and why it matters.
[[nodiscard]] std::string place_and_reason(const RoutePlace& place);
/// "1 h 05 min, 42 km".
[[nodiscard]] std::string option_words(const RouteOption& option);
/// "2 bridges, 1 ford"; "" if there are none.
[[nodiscard]] std::string counted_by_what(const std::vector<RoutePlace>& places);

}  // namespace konbit
