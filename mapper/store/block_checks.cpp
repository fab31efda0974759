#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <xxhash.h>

#include "mapper/model/error.hpp"
#include "mapper/store/mapped_sections.hpp"

namespace konbit {

std::string MappedSections::damage_of(std::uint64_t block) const {
    const auto* file = mapping.data();
    const auto blocks = block_count(header.data_bytes);
    const auto chunk = block / kSumsPerChunk;
    const auto* table = file + header.data_bytes;
    const auto chunk_begin = chunk * kBlockBytes;
    const auto chunk_end = std::min(chunk_begin + kBlockBytes, blocks * 8);
    if (!checks->table_checked(chunk)) {
        if (XXH3_64bits(table + chunk_begin, chunk_end - chunk_begin) != header.table_sums[chunk]) {
            return fmt::format("the table of sums is damaged (of block {})", block);
        }
        checks->remember_table(chunk);
    }
    std::uint64_t expected = 0;
    std::memcpy(&expected, table + block * 8, 8);
    const auto begin = block == 0 ? kHeaderBytes : block * kBlockBytes;
    const auto end = std::min((block + 1) * kBlockBytes, header.data_bytes);
    if (XXH3_64bits(file + begin, end - begin) == expected) return {};
    return fmt::format("block {} of {} (bytes {} to {}) does not fit its sum", block, blocks, begin,
                       end);
}

BlockChecks::BlockChecks(const MappedSections& file, std::uint64_t blocks)
    : file_{&file}, checked_{std::make_unique<std::atomic<std::uint64_t>[]>(blocks / 64 + 1)} {}

bool BlockChecks::table_checked(std::uint64_t chunk) const noexcept {
    return ((tables_checked_[chunk / 64].load(std::memory_order_relaxed) >> (chunk % 64)) & 1) != 0;
}

void BlockChecks::remember_table(std::uint64_t chunk) const noexcept {
    tables_checked_[chunk / 64].fetch_or(std::uint64_t{1} << (chunk % 64),
                                         std::memory_order_relaxed);
}

void BlockChecks::check(std::uint64_t block) const {
    const auto damage = file_->damage_of(block);
    if (!damage.empty()) {
        throw DataError{"The file is damaged", file_->path.string(), damage,
                        "Import the map again."};
    }
    checked_[block >> 6].fetch_or(std::uint64_t{1} << (block & 63), std::memory_order_relaxed);
}

void BlockChecks::fail_bounds(std::uint64_t offset, std::uint64_t bytes) const {
    throw DataError{"The file is damaged", file_->path.string(),
                    fmt::format("{} bytes at {} lie outside their section", bytes, offset),
                    "Import the map again."};
}

void SectionView::out_of_bounds(std::uint64_t offset, std::uint64_t bytes) const {
    if (checks_ != nullptr) checks_->fail_bounds(offset, bytes);
    throw DataError{"The data is damaged", "",
                    fmt::format("{} bytes at {} lie outside of {}", bytes, offset, size_),
                    "Import the map again."};
}

}  // namespace konbit
