#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "mapper/store/section_file.hpp"
#include "mapper/store/spool_file.hpp"

namespace konbit {

/// The parts of base.map (docs/map-format.md).
inline constexpr std::array<char, 8> kMapMagic{'K', 'O', 'N', 'B', 'I', 'T', 'M', '\n'};
inline constexpr std::uint32_t kMapVersion = 1;
inline constexpr std::size_t kOverviewCount = 3;

/// The owner's part of the section file's header.
struct MapHeader {
    std::array<std::uint64_t, 3> objects;
    std::uint64_t features;
    std::array<std::uint64_t, kOverviewCount> overviews;
    std::int64_t data_timestamp;
    std::array<std::uint64_t, 24> reserved;
};
static_assert(sizeof(MapHeader) == 256 && std::is_trivially_copyable_v<MapHeader>);

inline constexpr auto kSummary = section_name("INFO");
inline constexpr auto kStringBytes = section_name("STRB");
inline constexpr auto kStringEnds = section_name("STRE");
/// By ObjectType.
inline constexpr std::array kObjectBlocks{section_name("NODB"), section_name("WAYB"),
                                          section_name("RELB")};
inline constexpr std::array kObjectDirectory{section_name("NODD"), section_name("WAYD"),
                                             section_name("RELD")};
inline constexpr std::array kIdBlocks{section_name("NODI"), section_name("WAYI"),
                                      section_name("RELI")};
inline constexpr std::array kIdDirectory{section_name("NODJ"), section_name("WAYJ"),
                                         section_name("RELJ")};

/// Where the features of one layer are: the full ones ('F') or an overview ('0' …).
struct FeatureSectionNames {
    SectionName records, offsets, boxes, groups, blocks;
};
[[nodiscard]] constexpr FeatureSectionNames feature_sections(char layer) noexcept {
    return {{layer, 'R', 'E', 'C'},
            {layer, 'O', 'F', 'F'},
            {layer, 'B', 'O', 'X'},
            {layer, 'G', 'R', 'P'},
            {layer, 'B', 'L', 'K'}};
}

struct ObjectBlockEntry {
    std::int64_t first_id;
    std::uint64_t offset;  ///< in the section of blocks
    std::uint32_t bytes;
    std::uint32_t objects;
};
static_assert(sizeof(ObjectBlockEntry) == 24);

struct IdBlockEntry {
    std::uint64_t first_rank;
    std::uint64_t offset;
};
static_assert(sizeof(IdBlockEntry) == 16);

/// Appends the whole spool to the open section.
void copy_to(SpoolFile& spool, SectionFileWriter& file);

}  // namespace konbit
