#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "mapper/model/location.hpp"

namespace konbit {

inline constexpr std::int32_t kMercatorEdge_e7 = 850'511'288;  ///< where the square world ends

/// The latitude as a part of the world's height, 0 in the north. Exact; clamped to the world.
[[nodiscard]] double mercator_y(std::int32_t lat_e7) noexcept;

/// The same from a table: a polynomial of third degree for each sixteenth of a degree, through the
/// exact values at its Chebyshev nodes. Wrong by less than 1/1000 px in all inhabited latitudes and
/// by less than 1/256 px up to 85° in a world of 2^28 px (zoom 20). One table for all scales: a
/// place has the same pixel whatever rectangle it is seen in.
class MercatorTable {
public:
    static const MercatorTable& get();

    [[nodiscard]] double y(std::int32_t lat_e7) const noexcept {
        const std::int32_t lat = lat_e7 > kMercatorEdge_e7    ? kMercatorEdge_e7
                                 : lat_e7 < -kMercatorEdge_e7 ? -kMercatorEdge_e7
                                                              : lat_e7;
        const auto above = static_cast<std::uint32_t>(lat + Location::kMaxLat_e7);
        const std::uint32_t band = above / kBand_e7;
        const double t = static_cast<double>(above - band * kBand_e7) * (1.0 / kBand_e7);
        const auto& c = bands_[band];
        return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
    }

private:
    MercatorTable();

    static constexpr std::uint32_t kBand_e7 = 625'000;
    std::vector<std::array<double, 4>> bands_;
};

}  // namespace konbit
