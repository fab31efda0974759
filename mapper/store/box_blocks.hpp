#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "mapper/store/box_index.hpp"

namespace konbit {

/// What is built on first use: a tree for boxes, and a few levels of boxes over the blocks for
/// the nearest.
struct BlockTree;
void delete_block_tree(const BlockTree* tree) noexcept;

/// Boxes over runs of `kFanout` of the level below; the lowest level lies over the blocks.
using UpperLevels = std::vector<std::vector<BoundingBox>>;
inline constexpr std::uint32_t kFanout = 16;
[[nodiscard]] const UpperLevels& upper_levels(const BlockTree& tree) noexcept;

struct BoxBlocks {
    SectionView boxes;
    SectionView groups;
    SectionView blocks;
    std::uint32_t count = 0;
    std::uint32_t block_size = BoxLevels::kGroupSize;
    BoxLevels own_levels{0};  ///< of boxes in memory

    mutable std::mutex building;
    mutable std::atomic<const BlockTree*> tree{nullptr};

    BoxBlocks() = default;
    BoxBlocks(const BoxBlocks&) = delete;
    BoxBlocks& operator=(const BoxBlocks&) = delete;
    ~BoxBlocks() { delete_block_tree(tree.load()); }

    [[nodiscard]] const BlockTree& block_tree() const {
        const auto* const built = tree.load(std::memory_order_acquire);
        return built != nullptr ? *built : build_tree();
    }
    [[nodiscard]] const BlockTree& build_tree() const;

    [[nodiscard]] std::uint32_t groups_a_block() const noexcept {
        return block_size / BoxLevels::kGroupSize;
    }
    /// The groups of a block, and the boxes of a group, from their first one on.
    [[nodiscard]] std::span<const BoundingBox> groups_of(std::uint32_t block) const {
        const auto first = std::uint64_t{block} * groups_a_block();
        const auto all = groups.count<BoundingBox>();
        return groups.items<BoundingBox>(first,
                                         std::min<std::uint64_t>(groups_a_block(), all - first));
    }
    [[nodiscard]] std::span<const BoundingBox> boxes_of(std::uint32_t group) const {
        const auto first = std::uint64_t{group} * BoxLevels::kGroupSize;
        return boxes.items<BoundingBox>(
            first, std::min<std::uint64_t>(BoxLevels::kGroupSize, count - first));
    }
};

}  // namespace konbit
