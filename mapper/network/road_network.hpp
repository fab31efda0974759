#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/geometry.hpp"
#include "mapper/model/object_id.hpp"
#include "mapper/model/tags.hpp"
#include "mapper/network/hierarchy.hpp"
#include "mapper/network/road_ids.hpp"
#include "mapper/store/base_map.hpp"
#include "mapper/store/box_index.hpp"

namespace konbit {

/// Who a graph is for. `walk` holds every segment (foot, bicycle), `drive` those where some motor
/// vehicle could ever be (also after an access tag lets it, or a report opens it) and ferries.
enum class RoadGraph : std::uint8_t { drive = 0, walk = 1 };
inline constexpr std::size_t kRoadGraphCount = 2;

/// Between two vertices, in the way's direction from tail to head.
struct RoadSegment {
    std::int64_t ref = 0;              ///< id of the way (or relation, see RoadKindFlags)
    std::uint32_t tail = 0, head = 0;  ///< VertexId
    std::uint32_t kind = 0;            ///< KindId: of the tags that matter (names do not)
    std::uint32_t length_mm = 0;       ///< geodesic, at least 1
    std::uint32_t shape = 0;           ///< where its geometry lies, for RoadNetwork
    std::uint16_t first_node = 0, last_node = 0;  ///< positions in the way's node list

    [[nodiscard]] double length_m() const noexcept { return length_mm * 1e-3; }
};
static_assert(sizeof(RoadSegment) == 32);

/// What follows from a segment's tags without asking any profile; kinds with other flags differ.
struct RoadKindFlags {
    static constexpr std::uint16_t kDrive = 1;  ///< part of RoadGraph::drive
    static constexpr std::uint16_t kFerry = 2;
    static constexpr std::uint16_t kCrossing = 4;  ///< straight over a walkable area: no way nodes
    static constexpr std::uint16_t kRelation = 8;  ///< `ref` is the relation of a walkable area
    static constexpr std::uint16_t kBridge = 16;   ///< bridge=* but no
    static constexpr std::uint16_t kTunnel = 32;   ///< tunnel=* but no; covered galleries too
    static constexpr std::uint16_t kFord = 64;     ///< ford=* but no

    std::uint16_t bits = 0;
    [[nodiscard]] constexpr bool has(std::uint16_t bit) const noexcept { return (bits & bit) != 0; }
};

/// A node with tags that matter for passing (barrier=*, ford=*, traffic lights do not), at a
/// vertex.
struct RoadNode {
    std::int64_t ref = 0;  ///< id of the node
    std::uint32_t vertex = 0;
    std::uint32_t kind = 0;
};

/// A turn restriction that could be understood. Its path has at least two directed segments: from,
/// via ways' segments in order, to. Where it applies, the last step of the path is forbidden; the
/// builder turns only_* into one rule for each other step. `kind`: the tags of the relation that
/// matter (restriction, or restriction:VEHICLE, with its value, except, …:conditional): one key of
/// restriction a rule.
struct TurnRule {
    std::int64_t relation = 0;
    std::uint32_t kind = 0;
    std::uint32_t path_begin = 0, path_end = 0;  ///< for RoadNetwork::rule_path
    std::uint32_t reserved = 0;
};

/// Where one goes on from an expanded node, and what may forbid it.
struct ExpandedTurn {
    ExpandedNode to = kNoNode;
    VertexId vertex;                              ///< over which the turn leads
    std::span<const std::uint32_t> forbidden_by;  ///< TurnRules; if one applies it is no way
    bool u_turn = false;  ///< back along the same segment: at dead ends and at nodes with a barrier
};

/// What was left out while building, for `info`.
struct RoadNetworkSummary {
    std::uint64_t segments = 0, drive_segments = 0, vertices = 0, kinds = 0, rules = 0;
    std::uint64_t long_ways = 0;            ///< left out: over 65,535 nodes
    std::uint64_t bytes = 0;                ///< of the file
    std::uint64_t broken_restrictions = 0;  ///< ignored: a member is missing, or they do not meet
    std::vector<std::pair<std::int64_t, std::string>> broken;  ///< the first 100: relation, why
};

/// A map's `derived/roads.idx`, memory mapped. Neutral: knows tags as kinds, not what they mean for
/// a vehicle. Opening is O(1); damage is a DataError. Safe from several threads.
class RoadNetwork {
public:
    /// DataError if missing, of another version, truncated, damaged.
    [[nodiscard]] static RoadNetwork open(const std::filesystem::path& path);
    ~RoadNetwork();
    RoadNetwork(RoadNetwork&&) noexcept;
    RoadNetwork& operator=(RoadNetwork&&) noexcept;

    [[nodiscard]] std::uint64_t base_fingerprint() const noexcept;  ///< of the base.map it is from
    [[nodiscard]] std::uint64_t fingerprint()
        const noexcept;  ///< of this file: metrics remember it
    [[nodiscard]] RoadNetworkSummary summary() const;
    [[nodiscard]] std::vector<std::string> verify() const;  ///< what is damaged
    /// The sums of all blocks alone: what `verify` does first, at the speed of memory.
    [[nodiscard]] bool sums_fit() const;

    // Arrays are checked against their sums when first asked for.
    [[nodiscard]] std::span<const RoadSegment> segments() const;
    [[nodiscard]] std::uint32_t vertex_count() const noexcept;
    [[nodiscard]] Location vertex(VertexId vertex) const;
    /// From tail to head, at least two locations; replaces `into`.
    void read_shape(SegmentId segment, std::vector<Location>& into) const;
    /// Segments of a way or walkable relation in the order of its nodes.
    [[nodiscard]] std::vector<SegmentId> segments_of(ObjectId object) const;
    [[nodiscard]] ObjectId object_of(SegmentId segment) const;
    /// Boxes of the segments; positions are SegmentIds.
    [[nodiscard]] const BoxIndex& index() const;

    [[nodiscard]] std::uint32_t kind_count() const noexcept;
    [[nodiscard]] Tags tags_of(KindId kind) const;  ///< views into the mapping
    [[nodiscard]] RoadKindFlags flags_of(KindId kind) const;
    [[nodiscard]] std::span<const RoadNode> nodes() const;  ///< sorted by vertex
    [[nodiscard]] std::span<const RoadNode> nodes_at(VertexId vertex) const;
    [[nodiscard]] std::optional<VertexId> vertex_of(std::int64_t node) const;  ///< of a RoadNode
    [[nodiscard]] std::span<const TurnRule> rules() const;
    [[nodiscard]] std::span<const DirectedSegment> rule_path(const TurnRule& rule) const;

    // ---- the turn-expanded graph
    [[nodiscard]] std::uint32_t expanded_count() const noexcept;  ///< 2 * segments + copies
    /// The directed segment that an expanded node stands for.
    [[nodiscard]] DirectedSegment base_of(ExpandedNode node) const;
    /// The copies of a directed segment; most have none.
    [[nodiscard]] std::span<const ExpandedNode> copies_of(DirectedSegment segment) const;
    /// Directed segments that begin at a vertex, whatever their direction allows.
    void read_leaving(VertexId vertex, RoadGraph graph, std::vector<DirectedSegment>& into) const;
    /// All turns from a node within a graph, in the order of `to`. From a copy they lead as its
    /// past demands. U-turns only as ExpandedTurn says; a profile decides.
    void read_turns(ExpandedNode node, RoadGraph graph, std::vector<ExpandedTurn>& into) const;
    /// The turn between two nodes; nullopt: there is none. What a metric asks for each arc: quick.
    [[nodiscard]] std::optional<ExpandedTurn> turn(ExpandedNode from, ExpandedNode to,
                                                   RoadGraph graph) const;

    /// The contraction hierarchy's topology over the expanded nodes of a graph (hierarchy.hpp).
    [[nodiscard]] const Hierarchy& hierarchy(RoadGraph graph) const;

private:
    struct Impl;
    explicit RoadNetwork(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Builds `roads.idx` from a map; it appears complete or not at all. Memory grows with the roads
/// alone. `tell(what, done, total)` may be empty.
void build_road_network(
    const BaseMap& base, const std::filesystem::path& target,
    const std::function<void(std::string_view, std::uint64_t, std::uint64_t)>& tell);

/// Raised when the format, or what the builder takes from tags, changes.
inline constexpr std::uint32_t kRoadNetworkVersion = 2;

}  // namespace konbit
