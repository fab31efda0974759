#include "tests/bench/replica_grid.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

namespace {

constexpr std::int64_t kMaxLon_e7 = 1'800'000'000;
constexpr std::int64_t kMaxLat_e7 = 900'000'000;
constexpr std::int64_t kLeastGap_e7 = 1'000;

int columns_for(int copies) {
    if (copies < 1) {
        throw std::invalid_argument{"COPIES must be at least 1"};
    }
    return static_cast<int>(std::ceil(std::sqrt(static_cast<double>(copies))));
}

std::int64_t cell_size(std::int64_t extent_e7) {
    return extent_e7 + std::max(kLeastGap_e7, extent_e7 / 100);
}

/// 0, 1, 2, …, -2, -1: the first half counts up from the original, the second lies before it.
int centred(int position, int count) noexcept {
    return position <= (count - 1) / 2 ? position : position - count;
}

}  // namespace

ReplicaGrid::ReplicaGrid(const Extent& original, int copies)
    : copies_{copies},
      columns_{columns_for(copies)},
      rows_{(copies + columns_ - 1) / columns_},
      width_e7_{cell_size(std::int64_t{original.east_e7} - original.west_e7)},
      height_e7_{cell_size(std::int64_t{original.north_e7} - original.south_e7)},
      extent_{original} {
    std::int64_t west = 0;
    std::int64_t south = 0;
    std::int64_t east = 0;
    std::int64_t north = 0;
    for (int copy = 0; copy < copies_; ++copy) {
        const auto [column, row] = cell(copy);
        west = std::min(west, column * width_e7_);
        east = std::max(east, column * width_e7_);
        south = std::min(south, row * height_e7_);
        north = std::max(north, row * height_e7_);
    }
    if (original.west_e7 + west < -kMaxLon_e7 || original.east_e7 + east > kMaxLon_e7 ||
        original.south_e7 + south < -kMaxLat_e7 || original.north_e7 + north > kMaxLat_e7) {
        throw std::invalid_argument{"so many copies of this extract do not fit on the globe"};
    }
    extent_ = {static_cast<std::int32_t>(original.west_e7 + west),
               static_cast<std::int32_t>(original.south_e7 + south),
               static_cast<std::int32_t>(original.east_e7 + east),
               static_cast<std::int32_t>(original.north_e7 + north)};
}

ReplicaGrid::Cell ReplicaGrid::cell(int copy) const noexcept {
    return {centred(copy % columns_, columns_), centred(copy / columns_, rows_)};
}

Shift ReplicaGrid::shift(int copy) const noexcept {
    const auto [column, row] = cell(copy);
    return {static_cast<std::int32_t>(column * width_e7_),
            static_cast<std::int32_t>(row * height_e7_)};
}

std::vector<std::pair<int, int>> ReplicaGrid::neighbours(Cell step) const {
    std::map<Cell, int> copy_at;
    for (int copy = 0; copy < copies_; ++copy) {
        copy_at.emplace(cell(copy), copy);
    }
    std::vector<std::pair<int, int>> pairs;
    for (const auto& [here, copy] : copy_at) {
        const auto next = copy_at.find({here.column + step.column, here.row + step.row});
        if (next != copy_at.end()) {
            pairs.emplace_back(copy, next->second);
        }
    }
    return pairs;
}

std::vector<std::pair<int, int>> ReplicaGrid::west_east_neighbours() const {
    return neighbours({.column = 1, .row = 0});
}

std::vector<std::pair<int, int>> ReplicaGrid::south_north_neighbours() const {
    return neighbours({.column = 0, .row = 1});
}
