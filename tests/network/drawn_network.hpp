#pragma once

#include <algorithm>
#include <map>

#include "mapper/network/road_network.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {

/// The network of a drawn map, and what tests ask of it.
class DrawnNetwork {
public:
    explicit DrawnNetwork(const DrawnMap& map)
        : base_{BaseMap::open(map.write())}, network_{build()} {}

    [[nodiscard]] const RoadNetwork* operator->() const { return &network_; }
    [[nodiscard]] const RoadNetwork& network() const { return network_; }
    [[nodiscard]] const BaseMap& base() const { return base_; }
    [[nodiscard]] std::filesystem::path file() const { return base_.folder() / "roads.idx"; }

    [[nodiscard]] std::vector<SegmentId> of_way(std::int64_t way) const {
        return network_.segments_of({ObjectType::way, way});
    }
    /// "0-2 2-5": the pieces that a way was cut into, by positions of its nodes.
    [[nodiscard]] std::string pieces(std::int64_t way) const {
        std::string text;
        for (const auto id : of_way(way)) {
            const auto& s = network_.segments()[id.value];
            if (network_.flags_of({s.kind}).has(RoadKindFlags::kCrossing)) continue;
            text += (text.empty() ? "" : " ") + std::to_string(s.first_node) + "-" +
                    std::to_string(s.last_node);
        }
        return text;
    }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> tags_of(SegmentId id) const {
        std::vector<std::pair<std::string, std::string>> tags;
        for (const auto& [key, value] : network_.tags_of({network_.segments()[id.value].kind}))
            tags.emplace_back(key, value);
        return tags;
    }
    [[nodiscard]] RoadKindFlags flags(std::int64_t way) const {
        return network_.flags_of({network_.segments()[of_way(way).at(0).value].kind});
    }
    /// The way's only piece, in one direction.
    [[nodiscard]] DirectedSegment along(std::int64_t way, bool against = false) const {
        const auto pieces = of_way(way);
        if (pieces.size() != 1) throw std::runtime_error{"the way has several pieces"};
        return DirectedSegment::of(pieces.front(), against);
    }
    /// Where one may go from there, as "way" or "-way"; forbidden turns in brackets.
    [[nodiscard]] std::string turns(ExpandedNode from, RoadGraph graph = RoadGraph::walk) const {
        std::vector<ExpandedTurn> found;
        network_.read_turns(from, graph, found);
        std::vector<std::string> words;
        for (const auto& turn : found) {
            const auto to = network_.base_of(turn.to);
            const auto& s = network_.segments()[to.segment().value];
            auto word = (to.against() ? "-" : "") + std::to_string(s.ref);
            if (turn.to >= 2 * network_.segments().size()) word += "'";
            words.push_back(turn.forbidden_by.empty() ? word : "(" + word + ")");
        }
        std::sort(words.begin(), words.end());
        std::string text;
        for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
        return text;
    }
    [[nodiscard]] std::string turns(DirectedSegment from, RoadGraph graph = RoadGraph::walk) const {
        return turns(from.value, graph);
    }

private:
    [[nodiscard]] RoadNetwork build() const {
        build_road_network(base_, file(), {});
        return RoadNetwork::open(file());
    }
    BaseMap base_;
    RoadNetwork network_;
};

inline ObjectId node_id(std::int64_t ref) {
    return {ObjectType::node, ref};
}
inline ObjectId way_id(std::int64_t ref) {
    return {ObjectType::way, ref};
}

}  // namespace konbit::test
