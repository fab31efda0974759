#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "mapper/store/section_file.hpp"

/// The bytes of `names.idx` (docs/derived-format.md); shared by its writer and its reader.
namespace konbit::name_index_format {

inline constexpr std::array<char, 8> kMagic{'K', 'O', 'N', 'B', 'N', 'A', 'M', 'E'};
inline constexpr std::uint32_t kVersion = 1;

inline constexpr SectionName kEntries = section_name("ENTR");  ///< EntryRecord each
inline constexpr SectionName kWords = section_name("WORD");    ///< front-coded, see below
inline constexpr SectionName kBlocks = section_name("WBLK");   ///< WordBlock each
inline constexpr SectionName kPostings =
    section_name("POST");  ///< varints: entry delta << 3 | flags

/// Words in byte order: u8 bytes shared with the word before, u8 own bytes, the own bytes, varint
/// bytes of its postings, varint number of its postings. The first of a block shares nothing.
inline constexpr std::uint32_t kWordsPerBlock = 32;
inline constexpr unsigned kFlagBits = 3;

struct Header {
    std::uint64_t base_fingerprint = 0;
    std::uint32_t content_version = 0;
    std::uint32_t entry_count = 0;
    std::uint32_t word_count = 0;
    std::uint32_t reserved = 0;
};
static_assert(sizeof(Header) == 24 && std::is_trivially_copyable_v<Header>);

struct EntryRecord {
    std::uint32_t feature = 0;
    std::int32_t lon_e7 = 0;
    std::int32_t lat_e7 = 0;
    std::uint32_t name_hash = 0;
    std::uint8_t importance = 0;
    std::uint8_t group = 0;
    std::uint16_t reserved = 0;
};
static_assert(sizeof(EntryRecord) == 20 && std::is_trivially_copyable_v<EntryRecord>);

struct WordBlock {
    std::uint64_t word_offset = 0;     ///< of its first word in WORD
    std::uint64_t posting_offset = 0;  ///< of that word's postings in POST
};
static_assert(sizeof(WordBlock) == 16 && std::is_trivially_copyable_v<WordBlock>);

/// Reads an unsigned LEB128 number; false if it runs over the end or 64 bits.
inline bool read_varint(std::span<const std::byte> bytes, std::size_t& position,
                        std::uint64_t& value) noexcept {
    value = 0;
    for (unsigned shift = 0; shift < 64 && position < bytes.size(); shift += 7) {
        const auto byte = std::to_integer<std::uint64_t>(bytes[position++]);
        value |= (byte & 0x7F) << shift;
        if ((byte & 0x80) == 0) return true;
    }
    return false;
}

template <class Bytes>
void append_varint(Bytes& into, std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) into.push_back(static_cast<std::byte>(value | 0x80));
    into.push_back(static_cast<std::byte>(value));
}

}  // namespace konbit::name_index_format
