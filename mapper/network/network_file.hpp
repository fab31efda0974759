#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "mapper/network/hierarchy_codec.hpp"
#include "mapper/network/lazy_part.hpp"
#include "mapper/network/turn_graph.hpp"
#include "mapper/store/box_index.hpp"
#include "mapper/store/section_file.hpp"

namespace konbit {

/// The sections of a mapped `roads.idx`, each checked as a whole when first asked for: afterwards
/// every number in it is known to name something.
class NetworkFile {
public:
    explicit NetworkFile(SectionFile file);

    [[nodiscard]] const SectionFile& file() const noexcept { return file_; }
    [[nodiscard]] const road_format::Header& header() const noexcept { return header_; }

    [[nodiscard]] std::span<const RoadSegment> segments() const;
    [[nodiscard]] std::span<const road_format::KindRecord> kinds() const;
    [[nodiscard]] std::span<const RoadNode> nodes() const;
    [[nodiscard]] std::span<const TurnRule> rules() const;
    [[nodiscard]] std::span<const DirectedSegment> rule_paths() const;
    [[nodiscard]] const TurnGraph& turns() const;
    [[nodiscard]] const RoadAdjacency& adjacency() const;
    [[nodiscard]] const Hierarchy& hierarchy(std::size_t graph) const;
    [[nodiscard]] const BoxIndex& index() const;
    [[nodiscard]] const std::vector<ExpandedNode>& copy_numbers() const;

    // Checked where they are touched.
    [[nodiscard]] const Location& vertex(std::uint32_t number) const {
        return vertices_.item<Location>(number);
    }
    [[nodiscard]] std::uint32_t by_object(std::uint32_t position) const;
    [[nodiscard]] std::uint32_t node_by_id(std::uint32_t position) const;
    [[nodiscard]] std::string_view text(std::uint32_t offset) const;
    [[nodiscard]] const road_format::KindTag& kind_tag(std::uint32_t number) const {
        return kind_tags_.item<road_format::KindTag>(number);
    }
    [[nodiscard]] std::span<const std::byte> shape(SegmentId segment) const;
    [[nodiscard]] std::string name() const { return file_.path().string(); }

    [[noreturn]] void damaged(std::string_view why) const;

private:
    struct LoadedHierarchy {
        std::unique_ptr<const HierarchyArrays> arrays;
        Hierarchy view;
    };

    template <class T>
    [[nodiscard]] std::span<const T> whole(SectionName name, std::uint64_t count) const;
    [[nodiscard]] std::span<const RoadSegment> check_segments() const;
    [[nodiscard]] std::span<const road_format::KindRecord> check_kinds() const;
    [[nodiscard]] std::span<const RoadNode> check_nodes() const;
    [[nodiscard]] std::span<const TurnRule> check_rules() const;
    [[nodiscard]] TurnGraph check_turns() const;
    void check_exceptions(const TurnGraph& turns) const;

    SectionFile file_;
    road_format::Header header_;
    SectionView vertices_, shapes_, by_object_, nodes_by_id_, kind_tags_, texts_;
    LazyPart<std::span<const RoadSegment>> segments_;
    LazyPart<std::span<const road_format::KindRecord>> kinds_;
    LazyPart<std::span<const RoadNode>> nodes_;
    LazyPart<std::span<const TurnRule>> rules_;
    LazyPart<TurnGraph> turns_;
    LazyPart<RoadAdjacency> adjacency_;
    std::array<LazyPart<LoadedHierarchy>, kRoadGraphCount> hierarchies_;
    LazyPart<BoxIndex> index_;
    LazyPart<std::vector<ExpandedNode>> copy_numbers_;
};

}  // namespace konbit
