#pragma once

#include <string>
#include <vector>

#include "mapper/query/map.hpp"

namespace konbit {

/// A round length (1, 2 or 5 times a power of ten metres) that fits.
struct ScaleBar {
    double metres = 0;
    double width_px = 0;
    std::string text;  ///< "200 m", "5 km"
};
[[nodiscard]] ScaleBar scale_bar(double metres_per_px, double most_px);

/// "Map data of 9 Mar 2026, 3 days before the earthquake", "Map data of … (age not known)".
[[nodiscard]] std::string data_age_text(const Map& map, UnixSeconds now);
/// "Earthquake · 12 Mar 16:53 UTC · 46 hours ago"; "" if no event is set.
[[nodiscard]] std::string event_text(const Map& map, UnixSeconds now);

}  // namespace konbit
