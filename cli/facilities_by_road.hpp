#pragma once

#include "mapper/query/reach.hpp"

namespace konbit {

/// What was asked, for printing.
struct FacilitiesByRoad {
    const Map& map;
    Theme theme;
    const TravelQuestion& by;
    std::optional<UnixSeconds> as_of;
};
/// The list with times and verdicts, and those nearer by air without a way.
void print_people_by_road(const FacilitiesByRoad& asked, const Place& place,
                          const FacilityByRoadAnswer& answer);
void print_json_by_road(const FacilitiesByRoad& asked, const Place& place,
                        const FacilityByRoadAnswer& answer);

}  // namespace konbit
