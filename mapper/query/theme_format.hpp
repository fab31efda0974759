#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "mapper/meaning/meaning.hpp"
#include "mapper/store/section_file.hpp"

/// The bytes of `themes.idx` (docs/derived-format.md); shared by its writer and its reader.
namespace konbit::theme_format {

inline constexpr std::array<char, 8> kMagic{'K', 'O', 'N', 'B', 'T', 'H', 'E', 'M'};
inline constexpr std::uint32_t kVersion = 2;

/// Each theme has two layers, so that a search for checked places never wades through the
/// others; damage has one, and bridges on main roads.
inline constexpr std::size_t kLayerCount = 2 * kThemeCount + 2;
inline constexpr std::size_t kDamageLayer = 2 * kThemeCount;
inline constexpr std::size_t kBridgeLayer = kDamageLayer + 1;
[[nodiscard]] constexpr std::size_t layer_of(Theme theme, bool unchecked) noexcept {
    return 2 * static_cast<std::size_t>(theme) + (unchecked ? 1 : 0);
}

/// Sections of layer n: "n" and what they hold.
[[nodiscard]] constexpr SectionName layer_section(std::size_t layer, char a, char b,
                                                  char c) noexcept {
    return {static_cast<char>('0' + layer), a, b, c};
}
[[nodiscard]] constexpr SectionName boxes_of(std::size_t n) noexcept {
    return layer_section(n, 'B', 'O', 'X');
}
[[nodiscard]] constexpr SectionName groups_of(std::size_t n) noexcept {
    return layer_section(n, 'G', 'R', 'P');
}
[[nodiscard]] constexpr SectionName blocks_of(std::size_t n) noexcept {
    return layer_section(n, 'B', 'L', 'K');
}
[[nodiscard]] constexpr SectionName records_of(std::size_t n) noexcept {
    return layer_section(n, 'R', 'E', 'C');
}
inline constexpr SectionName kTexts = section_name("TEXT");  ///< varint length and bytes each
inline constexpr SectionName kGeometries =
    section_name("GEOM");  ///< GeometryHead, rings, locations

struct Header {
    std::uint64_t base_fingerprint = 0;
    std::uint64_t rules_fingerprint = 0;
    std::array<std::uint32_t, kLayerCount> count{};
    std::int32_t west = 0, south = 0, east = 0,
                 north = 0;  ///< of all features; south > north: none
    std::uint64_t roads = 0;
    std::uint64_t buildings = 0;
    double road_m = 0;
};
static_assert(sizeof(Header) == 96 && std::is_trivially_copyable_v<Header>);

enum Flag : std::uint16_t {
    kClosed = 1,
    kTeam = 2,
    kOffersWater = 4,
    kOffersMedical = 8,
    kOffersWheelchair = 16,
    kNearWater = 32,    ///< an open, checked place of theme water within kNearby_m
    kNearMedical = 64,  ///< the same of theme care
};
inline constexpr double kNearby_m = 300;
inline constexpr std::uint32_t kNoCapacity = UINT32_MAX;
/// Geometries with more locations than this are read from base.map instead.
inline constexpr std::uint32_t kMaxStoredLocations = 1000;
inline constexpr std::uint32_t kGeometryInBase = UINT32_MAX;

/// Texts are offsets in TEXT; offset 0 is "". Lists are packed by pack_texts.
struct Record {
    std::uint64_t geometry_offset = 0;
    std::int64_t ref = 0;
    std::uint32_t feature = 0;
    std::uint32_t geometry_bytes = 0;  ///< 0: the point (lon, lat); kGeometryInBase
    std::uint32_t capacity = kNoCapacity;
    std::int32_t lon_e7 = 0;  ///< representative point
    std::int32_t lat_e7 = 0;
    std::uint32_t name = 0;
    std::uint32_t kind = 0;  ///< of a facility; of a bridge the class of its road
    std::uint32_t reason = 0;
    std::uint32_t cautions = 0;
    std::uint32_t offers = 0;
    std::uint32_t not_in = 0;
    std::uint32_t same_as = 0;
    std::uint32_t damage = 0;  ///< a packed DamageStatement, 0: none
    std::uint8_t type = 0;     ///< ObjectType
    std::uint8_t suitability = 0;
    std::uint16_t flags = 0;  ///< Flag
    float length_m = 0;       ///< of damaged roads and bridges
    std::uint32_t reserved = 0;
};
static_assert(sizeof(Record) == 80 && std::is_trivially_copyable_v<Record>);

struct GeometryHead {
    std::uint32_t kind = 0;
    std::uint32_t rings = 0;
    std::uint32_t locations = 0;
};
struct RingRecord {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;  ///< the top bit is set for inner rings
};
inline constexpr std::uint32_t kInner = 0x8000'0000;

}  // namespace konbit::theme_format
