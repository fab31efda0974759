#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/route/profile_access.hpp"

namespace konbit {

/// What the ordinary state of a road does to this vehicle today: ground, season, water, decay.
struct StateFinding {
    std::optional<Tag> closed;  ///< physically: no access tag opens it
    bool rough = false;         ///< only for profiles with `rough`, which this one is
    double most_kmh = 1'000;    ///< by surface, tracktype, smoothness
    double factor = 1;          ///< of the speed
};
/// Of a way.
[[nodiscard]] StateFinding find_state(const TripView& view, const Tags& tags,
                                      std::vector<std::string>& warnings);
/// Of a ford on a node or a way; nothing if there is none.
[[nodiscard]] StateFinding find_ford(const TripView& view, const Tags& tags);

}  // namespace konbit
