#pragma once

#include "mapper/model/tags.hpp"

namespace konbit {

/// How large a place where people live is by its kind, 1 (a farm) to 9 (a city); 0: people do not
/// live there (place=locality, …), or it is no place.
[[nodiscard]] int settlement_rank(const Tags& tags) noexcept;

}  // namespace konbit
