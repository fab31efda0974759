#pragma once

#include <vector>

#include "mapper/query/routes.hpp"

namespace konbit {

/// The roads near a place that a question may begin or end on, the best first; empty: none within
/// kSnap_m. The second and later ones are within kSnapSlack_m more than the first: for a road that
/// one may enter and never leave.
inline constexpr double kSnapSlack_m = 100;
[[nodiscard]] std::vector<Snap> snaps_of(const Travel& travel, const Place& place);

}  // namespace konbit
