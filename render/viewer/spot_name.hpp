#pragma once

#include <string_view>

#include "mapper/query/place.hpp"

namespace konbit {

/// A pressed spot as a place: called like the thing there that has a name, else like what is near
/// it; its coordinates where nothing is.
[[nodiscard]] Place place_at(const Map& map, Location at, double within_m, std::string_view lang);

}  // namespace konbit
