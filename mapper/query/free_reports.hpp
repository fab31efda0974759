#pragma once

#include <functional>
#include <vector>

#include "mapper/query/judge.hpp"

namespace konbit {

/// Damage, passability and hazards at places that the map has nothing for, one for each spot;
/// hazards wherever they are. In the order of entries.
[[nodiscard]] std::vector<FoundDamage> free_damage(const Judge& judge, const BoundingBox& box);

}  // namespace konbit
