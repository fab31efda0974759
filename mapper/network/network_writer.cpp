#include <algorithm>

#include "mapper/network/hierarchy_codec.hpp"
#include "mapper/network/network_tables.hpp"
#include "mapper/store/box_index.hpp"

namespace konbit {

using namespace road_format;

namespace {

class NetworkWriter {
public:
    explicit NetworkWriter(const std::filesystem::path& target)
        : file_{{.path = target, .magic = kMagic, .version = kRoadNetworkVersion}} {}

    void write(const NetworkTables& network, std::uint64_t base_fingerprint) {
        write_segments(network.table);
        write_kinds(network.kinds);
        write_rules(network.rules, network.automaton);
        put(kVertexFlags, network.vertex_flags);
        write_hierarchies(network);
        const auto header = header_of(network, base_fingerprint);
        file_.set_user_header(std::as_bytes(std::span{&header, 1}));
        file_.finish();
    }

private:
    template <class T>
    void put(SectionName name, const std::vector<T>& items) {
        file_.begin_section(name);
        file_.append(std::as_bytes(std::span{items}));
    }

    void write_segments(const SegmentTable& table) {
        put(kSegments, table.segments);
        put(kVertices, table.vertices);
        file_.begin_section(kShapes);
        file_.append(table.shapes.bytes());
        put(kByObject, table.by_object);
        put(kBoxes, table.boxes);
        BoxLevels levels{table.boxes.size()};
        for (const auto& box : table.boxes) levels.add(box);
        file_.begin_section(kGroups);
        file_.append(std::as_bytes(levels.groups()));
        file_.begin_section(kBlocks);
        file_.append(std::as_bytes(levels.blocks()));
        put(kNodes, table.nodes);
        std::vector<std::uint32_t> by_id(table.nodes.size());
        for (std::uint32_t i = 0; i < by_id.size(); ++i) by_id[i] = i;
        std::sort(by_id.begin(), by_id.end(), [&](std::uint32_t a, std::uint32_t b) {
            return table.nodes[a].ref < table.nodes[b].ref;
        });
        put(kNodesById, by_id);
    }

    void write_kinds(const KindTable& kinds) {
        put(kKinds, kinds.records());
        put(kKindTags, kinds.tag_list());
        file_.begin_section(kTexts);
        file_.append(std::as_bytes(std::span{kinds.texts()}));
    }

    void write_rules(const RuleTable& rules, const TurnAutomaton& automaton) {
        put(kRules, rules.rules);
        put(kRulePaths, rules.paths);
        put(kCopies, automaton.copies);
        put(kExceptions, automaton.exceptions);
        put(kForbidden, automaton.forbidden);
        ByteWriter broken;
        for (const auto& [relation, why] : rules.broken) {
            broken.put_zigzag(relation);
            broken.put_text(why);
        }
        file_.begin_section(kBroken);
        file_.append(broken.bytes());
    }

    void write_hierarchies(const NetworkTables& network) {
        ByteWriter packed;
        for (std::size_t graph = 0; graph < kRoadGraphCount; ++graph) {
            packed.clear();
            pack_hierarchy(network.hierarchies[graph], packed);
            file_.begin_section(kHierarchies[graph]);
            file_.append(packed.bytes());
        }
    }

    static Header header_of(const NetworkTables& network, std::uint64_t base_fingerprint) {
        const auto count = [](const auto& list) { return static_cast<std::uint32_t>(list.size()); };
        Header header;
        header.base_fingerprint = base_fingerprint;
        header.broken_restrictions = network.rules.broken_count;
        header.long_ways = network.long_ways;
        header.segments = count(network.table.segments);
        header.vertices = count(network.table.vertices);
        header.kinds = network.kinds.size();
        header.nodes = count(network.table.nodes);
        header.rules = count(network.rules.rules);
        header.copies = count(network.automaton.copies);
        header.exceptions = count(network.automaton.exceptions);
        for (const auto& segment : network.table.segments) {
            if (network.kinds.flags(segment.kind).has(RoadKindFlags::kDrive))
                ++header.drive_segments;
        }
        for (std::size_t graph = 0; graph < kRoadGraphCount; ++graph) {
            header.ranks[graph] = network.hierarchies[graph].size();
            header.arcs[graph] = network.hierarchies[graph].arc_count();
        }
        return header;
    }

    SectionFileWriter file_;
};

}  // namespace

void write_network(const NetworkTables& network, std::uint64_t base_fingerprint,
                   const std::filesystem::path& target) {
    NetworkWriter{target}.write(network, base_fingerprint);
}

}  // namespace konbit
