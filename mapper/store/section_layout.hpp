#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace konbit {

/// The bytes of a section file (docs/map-format.md), little-endian. All offsets count from the
/// start of the first part, as if the parts were one file.
///
///     0            header (4,096 bytes, with a sum of its own)
///     4,096        sections, each at a multiple of 64, zeros between them
///     data_bytes   one xxh3 sum (8 bytes) for each block of 64 KiB of [0, data_bytes)
///
/// The sum of block 0 leaves the header out; the last block ends at `data_bytes`. The header
/// holds the sums of the table of sums, one for each 64 KiB of the table.
inline constexpr std::uint64_t kBlockBytes = 65'536;
inline constexpr std::uint64_t kHeaderBytes = 4'096;
inline constexpr std::uint64_t kSectionAlignment = 64;
inline constexpr std::uint64_t kUserHeaderBytes = 256;
inline constexpr std::size_t kMaxSections = 64;
inline constexpr std::size_t kMaxTableChunks = 256;
inline constexpr std::uint64_t kSumsPerChunk = kBlockBytes / 8;
inline constexpr std::uint64_t kMaxDataBytes = kMaxTableChunks * kSumsPerChunk * kBlockBytes;
inline constexpr std::uint32_t kSectionFormat = 1;

struct SectionEntry {
    std::array<char, 4> name;
    std::uint32_t reserved;
    std::uint64_t offset;
    std::uint64_t bytes;
};
static_assert(sizeof(SectionEntry) == 24);

struct SectionFileHeader {
    std::array<char, 8> magic;
    std::uint32_t format;       ///< kSectionFormat
    std::uint32_t version;      ///< of the content
    std::uint64_t total_bytes;  ///< of all parts
    std::uint64_t part_bytes;   ///< of each part but the last, a multiple of 64 KiB
    std::uint64_t data_bytes;   ///< where the table of sums starts, a multiple of 64
    std::uint32_t section_count;
    std::uint32_t reserved;
    std::array<std::byte, kUserHeaderBytes> user;
    std::array<SectionEntry, kMaxSections> sections;
    std::array<std::uint64_t, kMaxTableChunks> table_sums;
    std::array<std::byte, 200> reserved_end;
    std::uint64_t sum;  ///< xxh3 of all bytes before
};
static_assert(sizeof(SectionFileHeader) == kHeaderBytes);
static_assert(offsetof(SectionFileHeader, sum) == kHeaderBytes - 8);
static_assert(std::is_trivially_copyable_v<SectionFileHeader>);

[[nodiscard]] constexpr std::uint64_t block_count(std::uint64_t data_bytes) noexcept {
    return (data_bytes + kBlockBytes - 1) / kBlockBytes;
}
[[nodiscard]] constexpr std::uint64_t chunk_count(std::uint64_t blocks) noexcept {
    return (blocks + kSumsPerChunk - 1) / kSumsPerChunk;
}

}  // namespace konbit
