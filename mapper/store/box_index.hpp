#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// Boxes along a Hilbert curve in blocks, and a Boost.Geometry R-tree over the block boxes that
/// is built on first use. The number of blocks is bounded (block size grows with the count), so
/// building the tree costs at most about a millisecond. Works on arrays that somebody else owns
/// (the mapped file); positions in the answers are positions in these arrays.
class BoxIndex {
public:
    /// Boxes as four arrays of equal length, sorted by `hilbert_key` of their centres.
    struct Columns {
        std::span<const std::int32_t> west, south, east, north;
    };
    explicit BoxIndex(Columns columns);
    BoxIndex(Columns columns, std::span<const BoundingBox> block_boxes, std::uint32_t block_size);
    ~BoxIndex();
    BoxIndex(BoxIndex&&) noexcept;
    BoxIndex& operator=(BoxIndex&&) noexcept;

    [[nodiscard]] std::size_t size() const noexcept;

    /// Positions of all boxes that touch `box` (it may cross the antimeridian), ascending, appended.
    void query(const BoundingBox& box, std::vector<std::uint32_t>& found) const;

    struct Neighbour {
        std::uint32_t position = 0;
        double distance_m = 0;
        bool operator==(const Neighbour&) const = default;
    };
    /// The `count` nearest by geodesic distance, nearest first, ties by lower position. `exact_m`
    /// tells the true distance of a position (to its geometry; infinity leaves it out); it is
    /// called only for boxes whose lower bound could still enter the answer. Right at any
    /// latitude and across the antimeridian.
    [[nodiscard]] std::vector<Neighbour> nearest(
        Location from, std::size_t count,
        const std::function<double(std::uint32_t)>& exact_m) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Position of a location along a Hilbert curve over the whole world (2^32 cells a side).
[[nodiscard]] std::uint64_t hilbert_key(Location at) noexcept;

}  // namespace konbit
