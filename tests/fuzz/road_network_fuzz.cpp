// Any bytes in the sections of a roads.idx whose sums are right: a DataError, or answers.
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <vector>

#include <xxhash.h>

#include "mapper/model/error.hpp"
#include "mapper/network/road_format.hpp"
#include "mapper/store/section_layout.hpp"

namespace {

using namespace konbit;
using namespace konbit::road_format;

constexpr std::array kAll{
    kSegments,  kBoxes,  kGroups,     kBlocks,    kVertices,       kVertexFlags,    kShapes,
    kByObject,  kNodes,  kNodesById,  kKinds,     kKindTags,       kTexts,          kRules,
    kRulePaths, kCopies, kExceptions, kForbidden, kHierarchies[0], kHierarchies[1], kBroken};

/// Takes bytes off the front.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : data_{data}, size_{size} {}
    std::string take(std::size_t bytes) {
        bytes = std::min(bytes, size_);
        std::string taken{reinterpret_cast<const char*>(data_), bytes};
        data_ += bytes;
        size_ -= bytes;
        return taken;
    }
    std::size_t byte() {
        const auto one = take(1);
        return one.empty() ? 0 : static_cast<unsigned char>(one[0]);
    }

private:
    const std::uint8_t* data_;
    std::size_t size_;
};

/// How many bytes a section needs for small counts, so that most inputs get beyond the lengths.
std::size_t length_of(std::size_t section, const Header& h, Input& input) {
    const auto name = kAll[section];
    if (name == kSegments) return h.segments * sizeof(RoadSegment);
    if (name == kBoxes) return h.segments * sizeof(BoundingBox);
    if (name == kGroups || name == kBlocks) return (h.segments + 63) / 64 * sizeof(BoundingBox);
    if (name == kByObject) return h.segments * 4;
    if (name == kVertices) return h.vertices * sizeof(Location);
    if (name == kVertexFlags) return h.vertices;
    if (name == kNodes) return h.nodes * sizeof(RoadNode);
    if (name == kNodesById) return h.nodes * 4;
    if (name == kKinds) return h.kinds * sizeof(KindRecord);
    if (name == kRules) return h.rules * sizeof(TurnRule);
    if (name == kCopies) return h.copies * 4;
    if (name == kExceptions) return h.exceptions * sizeof(TurnException);
    return input.byte();
}

std::string file_of(Input input) {
    Header h;
    h.segments = std::uint32_t(input.byte() % 8);
    h.vertices = std::uint32_t(input.byte() % 8);
    h.kinds = std::uint32_t(input.byte() % 4);
    h.nodes = std::uint32_t(input.byte() % 4);
    h.rules = std::uint32_t(input.byte() % 4);
    h.copies = std::uint32_t(input.byte() % 4);
    h.exceptions = std::uint32_t(input.byte() % 4);
    for (std::size_t graph = 0; graph < kRoadGraphCount; ++graph) {
        h.ranks[graph] = std::uint32_t(input.byte() % 20);
        h.arcs[graph] = std::uint32_t(input.byte() % 40);
    }
    SectionFileHeader header{};
    header.magic = kMagic;
    header.format = kSectionFormat;
    header.version = kRoadNetworkVersion;
    std::memcpy(header.user.data(), &h, sizeof h);
    std::string data(kHeaderBytes, '\0');
    for (std::size_t i = 0; i < kAll.size(); ++i) {
        auto bytes = length_of(i, h, input);
        auto section = input.take(bytes);
        section.resize(bytes);
        header.sections[i] = {kAll[i], 0, data.size(), section.size()};
        data += section;
        data.resize((data.size() + 63) / 64 * 64);
    }
    header.section_count = kAll.size();
    header.data_bytes = data.size();
    header.total_bytes = data.size() + 8;
    header.part_bytes = kBlockBytes * 2;
    const auto sum = XXH3_64bits(data.data() + kHeaderBytes, data.size() - kHeaderBytes);
    data.append(reinterpret_cast<const char*>(&sum), 8);
    header.table_sums[0] = XXH3_64bits(&sum, 8);
    header.sum = XXH3_64bits(&header, offsetof(SectionFileHeader, sum));
    std::memcpy(data.data(), &header, sizeof header);
    return data;
}

std::uint64_t read_graph(const RoadNetwork& network, RoadGraph graph) {
    std::uint64_t sum = 0;
    std::vector<ExpandedTurn> turns;
    for (ExpandedNode node = 0; node < network.expanded_count(); ++node) {
        sum += network.copies_of(network.base_of(node)).size();
        network.read_turns(node, graph, turns);
        for (const auto& turn : turns) {
            for (const auto rule : turn.forbidden_by) sum += network.rules()[rule].path_end;
            sum += network.turn(node, turn.to, graph).has_value() ? 1U : 0U;
        }
    }
    return sum + network.hierarchy(graph).arc_count();
}

void read_everything(const RoadNetwork& network) {
    std::uint64_t sum = network.verify().size();
    std::vector<Location> shape;
    std::vector<DirectedSegment> leaving;
    const auto ignoring = [](auto read) {
        try {
            read();
        } catch (const DataError&) {
        }
    };
    ignoring([&] { sum += read_graph(network, RoadGraph::drive); });
    ignoring([&] { sum += read_graph(network, RoadGraph::walk); });
    ignoring([&] { sum += network.summary().broken.size(); });
    ignoring([&] {
        for (std::uint32_t v = 0; v < network.vertex_count(); ++v) {
            network.read_leaving({v}, RoadGraph::drive, leaving);
            sum += leaving.size() + network.nodes_at({v}).size();
        }
        for (const auto& node : network.nodes()) sum += network.vertex_of(node.ref) ? 1U : 0U;
    });
    ignoring([&] {
        for (const auto& rule : network.rules()) sum += network.rule_path(rule).size();
        for (std::uint32_t k = 0; k < network.kind_count(); ++k) sum += network.tags_of({k}).size();
    });
    for (std::uint32_t i = 0; i < 8; ++i) {
        ignoring([&] {
            if (i >= network.segments().size()) return;
            sum += network.segments_of(network.object_of({i})).size();
            network.read_shape({i}, shape);
        });
    }
    std::vector<std::uint32_t> found;
    ignoring([&] { network.index().query({-100, -100, 100, 100}, found); });
    [[maybe_unused]] const volatile std::uint64_t kept = sum + found.size();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto contents = file_of({data, size});
    const int memory = ::memfd_create("roads", MFD_CLOEXEC);
    if (memory < 0 || ::write(memory, contents.data(), contents.size()) < 0) return 0;
    try {
        read_everything(konbit::RoadNetwork::open("/proc/self/fd/" + std::to_string(memory)));
    } catch (const konbit::DataError&) {
    }
    ::close(memory);
    return 0;
}
