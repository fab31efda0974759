#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// Places that come and go, found by box: a hash of cells of 0.01° (about a kilometre).
template <class Item>
class PlaceGrid {
public:
    void add(Location at, Item item) {
        cells_[cell_of(at)].push_back({at, item});
        ++size_;
    }
    void remove(Location at, Item item) {
        const auto cell = cells_.find(cell_of(at));
        if (cell == cells_.end()) return;
        size_ -= std::erase_if(cell->second, [&](const auto& held) { return held.item == item; });
        if (cell->second.empty()) cells_.erase(cell);
    }
    /// Each item in the box, which may cross the antimeridian; in no order.
    template <class Visit>
    void visit(const BoundingBox& box, Visit&& visit) const {
        for (const auto& part : split_at_antimeridian(box)) {
            if (!part.empty()) visit_part(part, visit);
        }
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    static constexpr std::int64_t kCell_e7 = 100'000;
    static constexpr std::int64_t kColumns = 3'600'000'000 / kCell_e7 + 1;

    struct Held {
        Location at;
        Item item;
    };

    static std::int64_t column_of(std::int64_t lon_e7) {
        return (lon_e7 + Location::kMaxLon_e7) / kCell_e7;
    }
    static std::int64_t row_of(std::int64_t lat_e7) {
        return (lat_e7 + Location::kMaxLat_e7) / kCell_e7;
    }
    static std::int64_t cell_of(Location at) {
        return row_of(at.lat_e7) * kColumns + column_of(at.lon_e7);
    }

    template <class Visit>
    void visit_part(const BoundingBox& part, Visit& visit) const {
        const auto visit_cell = [&](const std::vector<Held>& cell) {
            for (const auto& held : cell) {
                if (part.contains(held.at)) visit(held.item);
            }
        };
        const auto west = column_of(part.west), east = column_of(part.east);
        const auto south = row_of(part.south), north = row_of(part.north);
        const auto cells = static_cast<std::uint64_t>((east - west + 1) * (north - south + 1));
        if (cells > cells_.size()) {
            for (const auto& [number, cell] : cells_) visit_cell(cell);
            return;
        }
        for (auto row = south; row <= north; ++row) {
            for (auto column = west; column <= east; ++column) {
                const auto cell = cells_.find(row * kColumns + column);
                if (cell != cells_.end()) visit_cell(cell->second);
            }
        }
    }

    std::unordered_map<std::int64_t, std::vector<Held>> cells_;
    std::size_t size_ = 0;
};

}  // namespace konbit
