#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "import/block_file.hpp"

namespace konbit {

/// Maps ids to numbers in the order of `osmium sort`: 0, negative ids by absolute value, positive.
[[nodiscard]] constexpr std::uint64_t order_key(std::int64_t id) noexcept {
    const auto bits = static_cast<std::uint64_t>(id);
    return id > 0 ? bits | (std::uint64_t{1} << 63) : ~bits + 1;
}

/// Ids as they come in an ordered extract (0, negative ones by absolute value, positive ones), and
/// where each is. Small and large ids cost the same: 4 bytes on disk and 1/64 byte in memory.
/// First `add` all, then `seal`, then `find`.
class SortedIds {
public:
    static constexpr std::uint32_t kPerBlock = 1024;

    explicit SortedIds(const std::filesystem::path& folder);

    /// Takes the next id and returns its place: block * kPerBlock + slot. Blocks may end early.
    std::uint64_t add(std::int64_t id);
    void seal();
    /// Its place, or nullopt. Quick when ids asked for follow each other. After `seal`.
    [[nodiscard]] std::optional<std::uint64_t> find(std::int64_t id) noexcept {
        const std::uint64_t key = order_key(id);
        const std::uint32_t next = hint_.slot + 1;
        if (next < hint_.count && key - hint_.first == hint_.offsets[next]) {
            hint_.slot = next;
            return hint_.block * kPerBlock + next;
        }
        return search(key);
    }

private:
    struct Block {
        std::uint64_t first = 0;  ///< key of the first id
        std::uint32_t count = 0;
        bool dense = false;  ///< keys follow without gaps: the file need not be read
    };
    /// Where the last one was found: the next one is often beside it.
    struct Hint {
        const std::uint32_t* offsets = nullptr;
        std::uint64_t first = 0;
        std::uint32_t count = 0;
        std::uint32_t slot = 0;
        std::uint64_t block = 0;
    };
    [[nodiscard]] std::optional<std::uint64_t> search(std::uint64_t key) noexcept;
    void enter(std::size_t block) noexcept;
    void end_block();

    BlockFile file_;
    std::vector<std::uint32_t> open_;  ///< offsets of the block being filled
    std::vector<Block> blocks_;
    Hint hint_;
};

}  // namespace konbit
