#include <stdexcept>

#include "mapper/store/box_index.hpp"

namespace konbit {

std::uint32_t BoxLevels::block_size(std::uint64_t count) noexcept {
    const auto groups = (count + kGroupSize - 1) / kGroupSize;
    const auto groups_a_block = std::max<std::uint64_t>(1, (groups + kMaxBlocks - 1) / kMaxBlocks);
    return static_cast<std::uint32_t>(groups_a_block * kGroupSize);
}

BoxLevels::BoxLevels(std::uint64_t count) : block_size_{block_size(count)} {
    if (count > UINT32_MAX) throw std::logic_error{"box levels: more than 2^32 boxes"};
    groups_.reserve((count + kGroupSize - 1) / kGroupSize);
    blocks_.reserve((count + block_size_ - 1) / block_size_);
}

void BoxLevels::add(const BoundingBox& box) {
    if (added_ % kGroupSize == 0) groups_.emplace_back();
    if (added_ % block_size_ == 0) blocks_.emplace_back();
    groups_.back().extend(box);
    blocks_.back().extend(box);
    ++added_;
}

}  // namespace konbit
