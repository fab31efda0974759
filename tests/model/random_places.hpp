#pragma once

#include <cstdint>
#include <random>

#include "mapper/model/location.hpp"

namespace konbit {

/// Places for property tests: the same ones in each run.
class RandomPlaces {
public:
    explicit RandomPlaces(std::uint32_t seed) : engine_{seed} {}

    double between(double low, double high) {
        return low + (high - low) * (static_cast<double>(engine_()) / 4294967296.0);
    }
    std::int32_t whole(std::int32_t low, std::int32_t high) {
        return low +
               static_cast<std::int32_t>(engine_() % (static_cast<std::uint32_t>(high - low) + 1));
    }
    Location anywhere() { return location_from_degrees(between(-180, 180), between(-90, 90)); }
    /// Within so many degrees of a place; longitudes go round, latitudes stop at the poles.
    Location near(Location at, double lon_deg, double lat_deg) {
        double lon = at.lon() + between(-lon_deg, lon_deg);
        if (lon > 180) lon -= 360;
        if (lon < -180) lon += 360;
        const double lat = at.lat() + between(-lat_deg, lat_deg);
        return location_from_degrees(lon, lat > 90 ? 90 : (lat < -90 ? -90 : lat));
    }

private:
    std::mt19937 engine_;
};

}  // namespace konbit
