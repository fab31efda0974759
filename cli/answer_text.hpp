#pragma once

#include <optional>
#include <string>

#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"

namespace konbit {

/// "Map data of 2026-03-09 00:00 UTC, 12 days old (bel-rivye.konbit)."
[[nodiscard]] std::string map_age_line(const Map& map);

/// "The map was made 3 days before the earthquake of 2026-04-05 06:00 UTC: it cannot show its
/// damage." "" if it was not.
[[nodiscard]] std::string made_before_line(const Map& map);

/// "As of 2026-03-13 10:00 UTC." where --as-of was given.
void print_as_of(const std::optional<UnixSeconds>& as_of);

/// "in Vil Bèl Rivyè", or "in the whole map".
[[nodiscard]] std::string where_text(const std::optional<Area>& area);

/// The doubt that stands beside each answer; prints nothing if there is none.
void print_made_before(const Map& map);
/// The age of the map; then its notices on stderr.
void print_map_age(const Map& map);

/// What else a PLACE could have meant, as typed; prints nothing if it was clear.
void print_other_places(const std::string& typed, const Place& place);

/// Says that a place lies outside the map, where it does.
void print_outside_map(const Map& map, Location at);

}  // namespace konbit
