#include "mapper/model/location.hpp"

#include <cmath>

namespace konbit {

Location location_from_degrees(double lon, double lat) noexcept {
    if (!(std::abs(lon) <= 180.0) || !(std::abs(lat) <= 90.0)) return {};
    return {static_cast<std::int32_t>(std::lround(lon * 1e7)),
            static_cast<std::int32_t>(std::lround(lat * 1e7))};
}

}  // namespace konbit
