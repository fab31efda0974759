#pragma once

#include <algorithm>
#include <cmath>

#include "mapper/model/location.hpp"

namespace konbit {

/// The local scale of Web Mercator: how much a degree of latitude is longer on the picture than
/// one of longitude.
struct MapScale {
    double lat_stretch = 1;

    explicit MapScale(Location at) noexcept
        : lat_stretch{1 / std::cos(std::clamp(at.lat(), -85.0, 85.0) * 0.017453292519943295)} {}
};

}  // namespace konbit
