// The ground beside the roads that can be reached.
#include "mapper/query/reach_outline.hpp"

#include <algorithm>
#include <cmath>

namespace konbit {
namespace {

constexpr double kCellsBeside = 4;
constexpr double kMostCells = 3000;  ///< along the longer side
/// A line's point is at most 0.96 cells from the middle of a marked one, and the four middles
/// around it at most 1.42 from it: all are then taken in, so that the point lies inside the
/// outline.
constexpr double kLeastRadius_cells = 2.5;
constexpr double kMetresPerE7 = 0.0111195;  ///< of latitude, about
constexpr std::int64_t kTurn_e7 = 3'600'000'000;

std::int64_t width_e7(const BoundingBox& box) {
    const auto width = std::int64_t{box.east} - box.west;
    return width < 0 ? width + kTurn_e7 : width;
}

}  // namespace

Roadside::Roadside(const BoundingBox& box, double width_m) {
    if (box.empty()) return;
    const double middle = (double{1} * box.south + box.north) / 2 * 1e-7;
    const double narrow = std::max(0.01, std::cos(middle * 0.017453292519943295));
    const auto wide = width_e7(box);
    const auto high = std::int64_t{box.north} - box.south;
    const double longer_m =
        std::max(static_cast<double>(wide) * narrow, static_cast<double>(high)) * kMetresPerE7;
    const double cell_m = std::max(width_m / kCellsBeside, longer_m / kMostCells);
    radius_cells_ = std::max(kLeastRadius_cells, width_m / cell_m);
    width_m_ = radius_cells_ * cell_m;
    half_lat_e7_ = std::max<std::int64_t>(1, std::llround(cell_m / kMetresPerE7 / 2));
    half_lon_e7_ = std::max<std::int64_t>(1, std::llround(cell_m / kMetresPerE7 / narrow / 2));
    const auto margin = static_cast<std::int64_t>(radius_cells_) + 2;
    columns_ = wide / (2 * half_lon_e7_) + 1 + 2 * margin;
    rows_ = high / (2 * half_lat_e7_) + 1 + 2 * margin;
    words_ = static_cast<std::size_t>(columns_ + 63) / 64;
    west_e7_ = box.west - 2 * margin * half_lon_e7_;
    south_e7_ = box.south - 2 * margin * half_lat_e7_;
    cells_.assign(words_ * static_cast<std::size_t>(rows_), 0);
}

Roadside::Halves Roadside::halves_of(Location at) const noexcept {
    auto east = at.lon_e7 - west_e7_;
    // Round the world once: whichever side is nearer to the grid.
    const auto middle = columns_ * half_lon_e7_;
    if (east - middle > kTurn_e7 / 2) east -= kTurn_e7;
    if (middle - east > kTurn_e7 / 2) east += kTurn_e7;
    return {static_cast<double>(east) / static_cast<double>(half_lon_e7_),
            static_cast<double>(at.lat_e7 - south_e7_) / static_cast<double>(half_lat_e7_)};
}

Location Roadside::location_of(std::int64_t x, std::int64_t y) const noexcept {
    auto lon = west_e7_ + x * half_lon_e7_;
    if (lon > Location::kMaxLon_e7) lon -= kTurn_e7;
    if (lon < -Location::kMaxLon_e7) lon += kTurn_e7;
    const auto lat = std::clamp<std::int64_t>(south_e7_ + y * half_lat_e7_, -Location::kMaxLat_e7,
                                              Location::kMaxLat_e7);
    return {static_cast<std::int32_t>(lon), static_cast<std::int32_t>(lat)};
}

void Roadside::mark(Halves at) noexcept {
    const auto column = static_cast<std::int64_t>(std::floor(at.x / 2));
    const auto row = static_cast<std::int64_t>(std::floor(at.y / 2));
    if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return;
    cells_[static_cast<std::size_t>(row) * words_ + static_cast<std::size_t>(column) / 64] |=
        Word{1} << (column % 64);
}

void Roadside::add(std::span<const Location> line) {
    if (cells_.empty() || line.empty()) return;
    auto last = halves_of(line.front());
    mark(last);
    for (const auto at : line.subspan(1)) {
        const auto next = halves_of(at);
        const double dx = next.x - last.x, dy = next.y - last.y;
        // Each half a cell at most, and no longer than the grid: what is outside was not announced.
        const auto steps = std::min(std::ceil(std::max(std::abs(dx), std::abs(dy))),
                                    4.0 * static_cast<double>(columns_ + rows_));
        for (double step = 1; step <= steps; ++step)
            mark({last.x + dx * step / steps, last.y + dy * step / steps});
        last = next;
    }
}

/// A row with each marked cell taken `cells` further to both sides.
void Roadside::spread_row(std::size_t row, int cells, std::span<Word> into) const {
    const auto from = std::span{cells_}.subspan(row * words_, words_);
    for (std::size_t i = 0; i < words_; ++i) {
        const Word before = i > 0 ? from[i - 1] : 0, here = from[i];
        const Word after = i + 1 < words_ ? from[i + 1] : 0;
        if ((before | here | after) == 0) continue;
        Word spread = here;
        for (int by = 1; by <= cells; ++by)
            spread |= here << by | before >> (64 - by) | here >> by | after << (64 - by);
        into[i] |= spread;
    }
}

void Roadside::widen() {
    std::vector<Word> wide(cells_.size(), 0);
    const auto reach = static_cast<std::int64_t>(radius_cells_);
    for (std::int64_t row = 0; row < rows_; ++row) {
        const auto source = static_cast<std::size_t>(row);
        const auto words = std::span{cells_}.subspan(source * words_, words_);
        if (std::all_of(words.begin(), words.end(), [](Word w) { return w == 0; })) continue;
        for (auto up = -reach; up <= reach; ++up) {
            if (row + up < 0 || row + up >= rows_) continue;
            const auto side = radius_cells_ * radius_cells_ - static_cast<double>(up * up);
            spread_row(
                source, static_cast<int>(std::sqrt(side)),
                std::span{wide}.subspan(static_cast<std::size_t>(row + up) * words_, words_));
        }
    }
    cells_ = std::move(wide);
}

bool Roadside::contains(Location at) const noexcept {
    if (cells_.empty() || !at.valid()) return false;
    const auto halves = halves_of(at);
    const double x = (halves.x - 1) / 2, y = (halves.y - 1) / 2;
    const auto column = static_cast<std::int64_t>(std::floor(x));
    const auto row = static_cast<std::int64_t>(std::floor(y));
    const double u = x - std::floor(x), v = y - std::floor(y);
    // How deep the place is in the corner of each of the four cells around it.
    const bool sw = marked(column, row), se = marked(column + 1, row);
    const bool nw = marked(column, row + 1), ne = marked(column + 1, row + 1);
    switch (sw + se + nw + ne) {
        case 0:
            return false;
        case 4:
            return true;
        case 2:
            if (sw && se) return v <= 0.5;
            if (nw && ne) return v >= 0.5;
            if (sw && nw) return u <= 0.5;
            if (se && ne) return u >= 0.5;
            break;
        case 3:
            return !((!sw && u + v < 0.5) || (!se && 1 - u + v < 0.5) || (!nw && u + 1 - v < 0.5) ||
                     (!ne && 2 - u - v < 0.5));
    }
    return (sw && u + v <= 0.5) || (se && 1 - u + v <= 0.5) || (nw && u + 1 - v <= 0.5) ||
           (ne && 2 - u - v <= 0.5);
}

}  // namespace konbit
