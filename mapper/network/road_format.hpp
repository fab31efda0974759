#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "mapper/network/road_network.hpp"
#include "mapper/store/section_file.hpp"

/// The bytes of `roads.idx` (docs/derived-format.md); shared by its writer and its reader.
namespace konbit::road_format {

inline constexpr std::array<char, 8> kMagic{'K', 'O', 'N', 'B', 'R', 'O', 'A', 'D'};

inline constexpr SectionName kSegments = section_name("SEGM");  ///< RoadSegment
inline constexpr SectionName kBoxes = section_name("RBOX");     ///< of the segments, for BoxIndex
inline constexpr SectionName kGroups = section_name("RGRP");
inline constexpr SectionName kBlocks = section_name("RBLK");
inline constexpr SectionName kVertices = section_name("VERT");     ///< Location
inline constexpr SectionName kVertexFlags = section_name("VFLG");  ///< VertexFlag, a byte each
inline constexpr SectionName kShapes = section_name("SHAP");    ///< what lies between tail and head
inline constexpr SectionName kByObject = section_name("WAYS");  ///< segments by object and position
inline constexpr SectionName kNodes = section_name("NODE");     ///< RoadNode, by vertex
inline constexpr SectionName kNodesById = section_name("NREF");   ///< positions in NODE, by id
inline constexpr SectionName kKinds = section_name("KIND");       ///< KindRecord
inline constexpr SectionName kKindTags = section_name("KTAG");    ///< KindTag
inline constexpr SectionName kTexts = section_name("TEXT");       ///< varint length and bytes each
inline constexpr SectionName kRules = section_name("RULE");       ///< TurnRule
inline constexpr SectionName kRulePaths = section_name("PATH");   ///< DirectedSegment
inline constexpr SectionName kCopies = section_name("COPY");      ///< DirectedSegment, rising
inline constexpr SectionName kExceptions = section_name("TURN");  ///< TurnException
inline constexpr SectionName kForbidden = section_name("FORB");   ///< rules, for TurnException
/// By RoadGraph: hierarchy_codec.hpp.
inline constexpr std::array kHierarchies{section_name("HIRD"), section_name("HIRW")};
inline constexpr SectionName kBroken = section_name("BROK");  ///< ignored restrictions and why

struct Header {
    std::uint64_t base_fingerprint = 0;
    std::uint64_t broken_restrictions = 0;
    std::uint64_t long_ways = 0;  ///< left out: too many nodes
    std::uint32_t segments = 0, drive_segments = 0, vertices = 0, kinds = 0;
    std::uint32_t nodes = 0, rules = 0, copies = 0, exceptions = 0;
    std::array<std::uint32_t, kRoadGraphCount> ranks{}, arcs{};
};
static_assert(sizeof(Header) == 72 && std::is_trivially_copyable_v<Header>);

/// What a turn over a vertex has to look at.
enum VertexFlag : std::uint8_t {
    kDriveEnd = 1,     ///< one segment of RoadGraph::drive touches it
    kWalkEnd = 2,      ///< one segment at all
    kHasNode = 4,      ///< a RoadNode is there
    kHasException = 8  ///< some TurnException leads over it
};

struct KindRecord {
    std::uint32_t first_tag = 0;
    std::uint16_t tag_count = 0;
    std::uint16_t flags = 0;  ///< RoadKindFlags
};
static_assert(sizeof(KindRecord) == 8);

/// Offsets in TEXT.
struct KindTag {
    std::uint32_t key = 0, value = 0;
};

/// A step from an expanded node that leads elsewhere than to the directed segment itself, or that
/// rules forbid. Sorted by `from`, then `step`.
struct TurnException {
    ExpandedNode from = 0;
    std::uint32_t step = 0;  ///< DirectedSegment
    ExpandedNode to = 0;
    std::uint32_t forbidden_begin = 0, forbidden_end = 0;  ///< in FORB
};
static_assert(sizeof(TurnException) == 20);

}  // namespace konbit::road_format
