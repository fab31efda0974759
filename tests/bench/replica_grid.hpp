#pragma once

#include <cstdint>
#include <utility>
#include <vector>

/// What one copy of an extract covers, in degrees * 1e7.
struct Extent {
    std::int32_t west_e7 = 0;
    std::int32_t south_e7 = 0;
    std::int32_t east_e7 = 0;
    std::int32_t north_e7 = 0;

    bool operator==(const Extent&) const = default;
};

struct Shift {
    std::int32_t lon_e7 = 0;
    std::int32_t lat_e7 = 0;
};

/// Copies of an extract side by side, in columns and rows as nearly square as their number allows.
/// Copy 0 keeps its place; the others lie around it. Cells are 1 % larger than the extract.
class ReplicaGrid {
public:
    /// Throws std::invalid_argument for no copies, or if a copy would leave the globe.
    ReplicaGrid(const Extent& original, int copies);

    [[nodiscard]] int copies() const noexcept { return copies_; }
    [[nodiscard]] Shift shift(int copy) const noexcept;
    [[nodiscard]] const Extent& extent() const noexcept { return extent_; }

    /// (western, eastern) copies that share a border.
    [[nodiscard]] std::vector<std::pair<int, int>> west_east_neighbours() const;
    /// (southern, northern) copies that share a border.
    [[nodiscard]] std::vector<std::pair<int, int>> south_north_neighbours() const;

private:
    struct Cell {
        int column = 0;
        int row = 0;
        auto operator<=>(const Cell&) const = default;
    };

    [[nodiscard]] Cell cell(int copy) const noexcept;
    [[nodiscard]] std::vector<std::pair<int, int>> neighbours(Cell step) const;

    int copies_;
    int columns_;
    int rows_;
    std::int64_t width_e7_;
    std::int64_t height_e7_;
    Extent extent_;
};
