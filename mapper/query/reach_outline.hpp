#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/geometry.hpp"

namespace konbit {

/// The ground beside lines, on a grid of square cells: so far to each side, more where the box is
/// so large that cells have to grow. Add lines, `widen` once, then ask.
class Roadside {
public:
    /// `box` holds all lines to come; it may cross the antimeridian.
    explicit Roadside(const BoundingBox& box, double width_m = 100);

    /// Neighbours more than 180° of longitude apart go the short way.
    void add(std::span<const Location> line);
    /// Takes in what lies beside the lines.
    void widen();

    /// Inside the outline.
    [[nodiscard]] bool contains(Location at) const noexcept;
    /// Polygons with holes: the middles between cells that belong to it and cells that do not
    /// (marching squares), so that rings neither touch nor cross. Empty if no line was added.
    [[nodiscard]] Geometry outline() const;
    /// How far it goes to each side, about.
    [[nodiscard]] double width_m() const noexcept { return width_m_; }

private:
    friend class OutlineTracer;
    using Word = std::uint64_t;
    /// In halves of cells, from the south-west corner.
    struct Halves {
        double x = 0, y = 0;
    };

    [[nodiscard]] bool marked(std::int64_t column, std::int64_t row) const noexcept {
        if (column < 0 || row < 0 || column >= columns_ || row >= rows_) return false;
        return (cells_[static_cast<std::size_t>(row) * words_ +
                       static_cast<std::size_t>(column) / 64] >>
                    (column % 64) &
                1) != 0;
    }
    void mark(Halves at) noexcept;
    [[nodiscard]] Halves halves_of(Location at) const noexcept;
    [[nodiscard]] Location location_of(std::int64_t x, std::int64_t y) const noexcept;
    void spread_row(std::size_t row, int cells, std::span<Word> into) const;

    std::int64_t west_e7_ = 0, south_e7_ = 0;
    std::int64_t half_lon_e7_ = 1, half_lat_e7_ = 1;  ///< half a cell
    std::int64_t columns_ = 0, rows_ = 0;
    std::size_t words_ = 0;  ///< a row
    double radius_cells_ = 0, width_m_ = 0;
    std::vector<Word> cells_;
};

}  // namespace konbit
