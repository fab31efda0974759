#include "render/canvas/mercator_table.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "mapper/model/ellipsoid.hpp"

namespace konbit {
namespace {

double exact_y(double lat_e7) noexcept {
    return 0.5 - std::asinh(std::tan(lat_e7 * kRadiansPerE7)) / (2 * std::numbers::pi);
}

/// The polynomial through four points, by Newton's divided differences, in powers of t.
std::array<double, 4> through(const std::array<double, 4>& t, std::array<double, 4> y) noexcept {
    for (int order = 1; order < 4; ++order) {
        for (int i = 3; i >= order; --i) y[i] = (y[i] - y[i - 1]) / (t[i] - t[i - order]);
    }
    std::array<double, 4> powers{y[3], 0, 0, 0};
    for (int i = 2; i >= 0; --i) {
        for (int k = 3; k > 0; --k) powers[k] = powers[k - 1] - t[i] * powers[k];
        powers[0] = y[i] - t[i] * powers[0];
    }
    return powers;
}

}  // namespace

double mercator_y(std::int32_t lat_e7) noexcept {
    return exact_y(std::clamp(lat_e7, -kMercatorEdge_e7, kMercatorEdge_e7));
}

const MercatorTable& MercatorTable::get() {
    static const MercatorTable table;
    return table;
}

MercatorTable::MercatorTable() {
    std::array<double, 4> nodes{};
    for (int i = 0; i < 4; ++i) {
        nodes[i] = 0.5 - 0.5 * std::cos((2 * i + 1) * std::numbers::pi / 8);
    }
    constexpr std::uint32_t kBands = 2 * Location::kMaxLat_e7 / kBand_e7;
    bands_.resize(kBands);
    for (std::uint32_t band = 0; band < kBands; ++band) {
        const double south = static_cast<double>(band) * kBand_e7 - Location::kMaxLat_e7;
        // Beyond the world's edge nothing is asked, and near the pole nothing is finite.
        if (std::abs(south + kBand_e7 / 2.0) > kMercatorEdge_e7 + kBand_e7) continue;
        std::array<double, 4> y{};
        for (int i = 0; i < 4; ++i) y[i] = exact_y(south + nodes[i] * kBand_e7);
        bands_[band] = through(nodes, y);
    }
}

}  // namespace konbit
