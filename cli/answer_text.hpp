#pragma once

#include <string>

#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"

namespace konbit {

/// "Map data of 2026-03-09 00:00 UTC, 12 days old (bel-rivye.konbit)."
[[nodiscard]] std::string map_age_line(const Map& map);

/// "The map was made 3 days before the earthquake of 2026-04-05 06:00 UTC: it cannot show its
/// damage." "" if it was not.
[[nodiscard]] std::string made_before_line(const Map& map);

/// Both, printed: the doubt beside each answer. Then the map's notices on stderr.
void print_map_lines(const Map& map);

/// The place a question was asked from; with the other candidates if it was a name.
[[nodiscard]] std::string near_text(const Place& place);
void print_other_places(const Place& place);

}  // namespace konbit
