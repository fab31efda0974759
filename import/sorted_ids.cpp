#include "import/sorted_ids.hpp"

#include <algorithm>
#include <limits>

namespace konbit {
namespace {

// The last slot whose offset is not above `wanted`, without branches that nobody can predict.
std::uint32_t last_not_above(const std::uint32_t* offsets, std::uint32_t count,
                             std::uint64_t wanted) noexcept {
    std::uint32_t slot = 0;
    while (count > 1) {
        const std::uint32_t half = count / 2;
        slot += offsets[slot + half] <= wanted ? half : 0;
        count -= half;
    }
    return slot;
}

}  // namespace

SortedIds::SortedIds(const std::filesystem::path& folder)
    : file_{folder, kPerBlock * sizeof(std::uint32_t)} {
    open_.reserve(kPerBlock);
}

std::uint64_t SortedIds::add(std::int64_t id) {
    const std::uint64_t key = order_key(id);
    if (open_.size() == kPerBlock ||
        (!open_.empty() &&
         key - blocks_.back().first > std::numeric_limits<std::uint32_t>::max())) {
        end_block();
    }
    if (open_.empty()) blocks_.push_back({key, 0, false});
    open_.push_back(static_cast<std::uint32_t>(key - blocks_.back().first));
    return (blocks_.size() - 1) * kPerBlock + open_.size() - 1;
}

void SortedIds::end_block() {
    Block& block = blocks_.back();
    block.count = static_cast<std::uint32_t>(open_.size());
    block.dense = open_.back() + 1U == block.count;
    open_.resize(kPerBlock);
    file_.append(std::as_bytes(std::span{open_}));
    open_.clear();
}

void SortedIds::seal() {
    if (!open_.empty()) end_block();
    file_.map();
}

void SortedIds::enter(std::size_t index) noexcept {
    const Block& block = blocks_[index];
    hint_ = {reinterpret_cast<const std::uint32_t*>(file_.block(index)), block.first, block.count,
             0, index};
}

std::optional<std::uint64_t> SortedIds::search(std::uint64_t key) noexcept {
    if (blocks_.empty()) return std::nullopt;
    const bool same_block =
        hint_.count != 0 && key >= hint_.first &&
        (hint_.block + 1 == blocks_.size() || key < blocks_[hint_.block + 1].first);
    if (!same_block) {
        const auto after = std::ranges::upper_bound(blocks_, key, {}, &Block::first);
        if (after == blocks_.begin()) return std::nullopt;
        enter(static_cast<std::size_t>(after - blocks_.begin()) - 1);
    }
    const std::uint64_t wanted = key - hint_.first;
    if (blocks_[hint_.block].dense) {
        if (wanted >= hint_.count) return std::nullopt;
        hint_.slot = static_cast<std::uint32_t>(wanted);
    } else {
        const std::uint32_t slot = last_not_above(hint_.offsets, hint_.count, wanted);
        if (hint_.offsets[slot] != wanted) return std::nullopt;
        hint_.slot = slot;
    }
    return hint_.block * kPerBlock + hint_.slot;
}

}  // namespace konbit
