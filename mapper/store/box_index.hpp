#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"
#include "mapper/store/section_view.hpp"

namespace konbit {

/// Two levels of boxes over boxes along a Hilbert curve: one box for each group of 64, one for
/// each block of whole groups. The number of blocks is bounded, so blocks grow with the count.
/// A writer feeds it box by box and stores both levels beside the boxes: a quarter of a byte a box.
class BoxLevels {
public:
    static constexpr std::uint32_t kGroupSize = 64;
    static constexpr std::uint32_t kMaxBlocks = 8192;

    /// Boxes in a block, a multiple of kGroupSize, so that `count` boxes fill at most kMaxBlocks.
    [[nodiscard]] static std::uint32_t block_size(std::uint64_t count) noexcept;

    /// For exactly `count` boxes to come.
    explicit BoxLevels(std::uint64_t count);
    void add(const BoundingBox& box);  ///< in the order of the boxes

    [[nodiscard]] std::span<const BoundingBox> groups() const noexcept { return groups_; }
    [[nodiscard]] std::span<const BoundingBox> blocks() const noexcept { return blocks_; }

private:
    std::uint32_t block_size_;
    std::uint64_t added_ = 0;
    std::vector<BoundingBox> groups_;
    std::vector<BoundingBox> blocks_;
};

struct BoxBlocks;

/// Boxes along a Hilbert curve in groups and blocks (see BoxLevels), and a Boost.Geometry R-tree
/// over the block boxes that is built on first use, in about a millisecond whatever the count.
/// Works on boxes that somebody else owns; positions in the answers are positions among these.
/// Safe to use from several threads.
class BoxIndex {
public:
    /// Sections of a mapped file, each an array of BoundingBox: the boxes, sorted by `hilbert_key`
    /// of their centres, and the levels of BoxLevels. They are read, and so checked, when a
    /// question needs them.
    struct Stored {
        SectionView boxes, groups, blocks;
    };
    /// DataError if the sizes do not fit each other.
    explicit BoxIndex(const Stored& stored);
    /// Boxes in memory, sorted likewise; the levels are computed and kept. They must outlive this.
    explicit BoxIndex(std::span<const BoundingBox> boxes);
    ~BoxIndex();
    BoxIndex(BoxIndex&&) noexcept;
    BoxIndex& operator=(BoxIndex&&) noexcept;

    [[nodiscard]] std::size_t size() const noexcept;

    /// Positions of all boxes that touch `box` (it may cross the antimeridian), ascending,
    /// appended. Damaged sections: DataError.
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
    std::unique_ptr<BoxBlocks> blocks_;
};

/// Position of a location along a Hilbert curve over the whole world (2^32 cells a side).
[[nodiscard]] std::uint64_t hilbert_key(Location at) noexcept;

}  // namespace konbit
