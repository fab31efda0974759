#pragma once

#include <string>
#include <string_view>

#include "mapper/model/tags.hpp"

namespace konbit {

/// What a thing on a road is called in answers: "bridge", "tunnel", "ford", "barrier", "ferry",
/// else `otherwise` ("road").
[[nodiscard]] std::string what_of(const Tags& tags, std::string_view otherwise);
/// A bridge's or tunnel's own name if it has one, else the way's; "" if it has none.
[[nodiscard]] std::string name_of_part(const Tags& tags, std::string_view what);
/// A class of road as people read it: "unclassified" is "road", "living_street" is "living street".
[[nodiscard]] std::string kind_of_road(const Tags& tags);

}  // namespace konbit
