// roads.idx: what is in it comes back, and damage never does harm.
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <random>
#include <thread>

#include "mapper/model/error.hpp"
#include "mapper/network/road_format.hpp"
#include "tests/network/drawn_network.hpp"

namespace konbit::test {
namespace {

using testing::IsEmpty;
using testing::Not;

/// A few streets with all that a file can hold.
DrawnMap town() {
    DrawnMap map;
    for (std::int64_t y = 0; y < 6; ++y)
        for (std::int64_t x = 0; x < 6; ++x)
            map.node(1 + y * 6 + x, 42.5 + 0.001 * double(y), 1.5 + 0.001 * double(x),
                     (x * y) % 7 == 6 ? TagList{{"barrier", "gate"}} : TagList{});
    for (std::int64_t i = 0; i < 6; ++i) {
        std::vector<std::int64_t> across, up;
        for (std::int64_t k = 0; k < 6; ++k) {
            across.push_back(1 + i * 6 + k);
            up.push_back(1 + k * 6 + i);
        }
        map.way(100 + i, across, {{"highway", i % 2 == 0 ? "residential" : "footway"}});
        map.way(200 + i, up, {{"highway", "tertiary"}, {"maxspeed", std::to_string(20 + 10 * i)}});
    }
    map.way(300, {1, 2, 8, 7, 1}, {{"highway", "pedestrian"}, {"area", "yes"}});
    map.way(301, {36, 50}, {{"highway", "track"}}).node(50, 42.506, 1.506);
    map.way(302, {50, 51}, {{"highway", "track"}}).node(51, 42.507, 1.506);
    map.way(303, {51, 52}, {{"highway", "track"}}).node(52, 42.507, 1.507);
    map.relation_of(1, {{way_id(301), "from"}, {way_id(302), "via"}, {way_id(303), "to"}},
                    {{"type", "restriction"}, {"restriction", "no_u_turn"}});
    map.relation_of(2, {{way_id(301), "from"}, {node_id(50), "via"}},
                    {{"type", "restriction"}, {"restriction", "no_u_turn"}});
    return map;
}

/// Asks everything of a network; only DataError may come out.
void read_everything(const RoadNetwork& network) {
    std::uint64_t sum = 0;
    std::vector<Location> shape;
    std::vector<ExpandedTurn> turns;
    std::vector<DirectedSegment> leaving;
    const auto count = static_cast<std::uint32_t>(network.segments().size());
    for (std::uint32_t i = 0; i < count; ++i) {
        network.read_shape({i}, shape);
        sum += shape.size() + network.segments_of(network.object_of({i})).size();
        sum += network.tags_of({network.segments()[i].kind}).size();
    }
    std::vector<std::uint32_t> found;
    BoundingBox all;
    all.extend(Location{0, 0});
    all.extend(Location{1'800'000'000, 900'000'000});
    network.index().query(all, found);
    for (std::uint32_t v = 0; v < network.vertex_count(); ++v) {
        network.read_leaving({v}, RoadGraph::drive, leaving);
        for (const auto& node : network.nodes_at({v}))
            sum += network.vertex_of(node.ref).has_value() + network.tags_of({node.kind}).size();
    }
    for (const auto& rule : network.rules()) sum += network.rule_path(rule).size();
    for (const auto graph : {RoadGraph::drive, RoadGraph::walk}) {
        for (ExpandedNode node = 0; node < network.expanded_count(); ++node) {
            sum += network.copies_of(network.base_of(node)).size();
            network.read_turns(node, graph, turns);
            for (const auto& turn : turns) {
                for (const auto rule : turn.forbidden_by) sum += network.rules()[rule].path_end;
                sum += network.turn(node, turn.to, graph).has_value();
            }
        }
        sum += network.hierarchy(graph).arc_count();
    }
    sum += network.summary().broken.size();
    [[maybe_unused]] const volatile std::uint64_t kept = sum;
}

std::string contents_of(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}
void write_file(const std::filesystem::path& path, const std::string& bytes) {
    std::ofstream{path, std::ios::binary} << bytes;
}

TEST(RoadNetworkFile, TheSameMapGivesTheSameBytes) {
    const auto map = town();
    const DrawnNetwork first{map};
    const auto bytes = contents_of(first.file());
    const auto again = first.file().parent_path() / "again.idx";
    build_road_network(first.base(), again, {});
    EXPECT_EQ(contents_of(again), bytes);
    EXPECT_EQ(RoadNetwork::open(again).fingerprint(), first->fingerprint());
    EXPECT_EQ(first->base_fingerprint(), first.base().fingerprint());
    EXPECT_THAT(first->verify(), IsEmpty());
    read_everything(first.network());
}

TEST(RoadNetworkFile, AMissingFileIsSaid) {
    EXPECT_THROW((void)RoadNetwork::open("/nowhere/roads.idx"), DataError);
}

TEST(RoadNetworkFile, FlippedBytesAreFound) {
    const auto map = town();
    const DrawnNetwork good{map};
    const auto bytes = contents_of(good.file());
    const auto path = good.file().parent_path() / "damaged.idx";
    std::mt19937 random{7};
    for (int round = 0; round < 60; ++round) {
        auto damaged = bytes;
        damaged[4096 + random() % (bytes.size() - 4096 - 64)] ^= char(1 + random() % 255);
        write_file(path, damaged);
        try {
            const auto network = RoadNetwork::open(path);
            EXPECT_THAT(network.verify(), Not(IsEmpty()));
            EXPECT_FALSE(network.sums_fit());
            read_everything(network);
        } catch (const DataError&) {
        }
    }
    write_file(path, bytes.substr(0, bytes.size() / 2));
    EXPECT_THROW((void)RoadNetwork::open(path), DataError);
}

/// Writes the sections again with some bytes changed, all sums right: what an attacker would do.
void forge(const SectionFile& good, const std::filesystem::path& path, std::mt19937& random) {
    using namespace road_format;
    constexpr std::array kAll{
        kSegments,  kBoxes,  kGroups,     kBlocks,    kVertices,       kVertexFlags,    kShapes,
        kByObject,  kNodes,  kNodesById,  kKinds,     kKindTags,       kTexts,          kRules,
        kRulePaths, kCopies, kExceptions, kForbidden, kHierarchies[0], kHierarchies[1], kBroken};
    const auto victim = kAll[random() % kAll.size()];
    SectionFileWriter writer{{.path = path, .magic = kMagic, .version = kRoadNetworkVersion}};
    for (const auto name : kAll) {
        const auto section = good.section(name);
        std::vector<std::byte> bytes{section.begin(), section.end()};
        for (int i = 0; name == victim && !bytes.empty() && i < 2; ++i)
            bytes[random() % bytes.size()] = std::byte(random() % 256);
        writer.begin_section(name);
        writer.append(bytes);
    }
    std::vector<std::byte> header{good.user_header().begin(), good.user_header().end()};
    if (random() % 8 == 0) header[random() % sizeof(Header)] = std::byte(random() % 256);
    writer.set_user_header(header);
    writer.finish();
}

TEST(RoadNetworkFile, ForgedTablesAreRefusedOrHarmless) {
    const auto map = town();
    const DrawnNetwork good{map};
    const auto file = SectionFile::open(good.file(), road_format::kMagic, kRoadNetworkVersion);
    const auto path = good.file().parent_path() / "forged.idx";
    std::mt19937 random{13};
    // Each is a file made to last, and that takes time.
    const int rounds = std::getenv("KONBIT_LONG") != nullptr ? 3'000 : 80;
    int refused = 0;
    for (int round = 0; round < rounds; ++round) {
        forge(file, path, random);
        try {
            read_everything(RoadNetwork::open(path));
        } catch (const DataError&) {
            ++refused;
        }
    }
    EXPECT_GT(refused, rounds / 6);
}

TEST(RoadNetworkFile, SeveralThreadsMayBeginAtOnce) {
    const auto map = town();
    const DrawnNetwork network{map};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back([&] { read_everything(network.network()); });
    for (auto& thread : threads) thread.join();
}

TEST(RoadNetworkFile, ProgressIsTold) {
    const auto map = town();
    const DrawnNetwork network{map};
    std::vector<std::string> said;
    build_road_network(network.base(), network.file(),
                       [&](std::string_view what, std::uint64_t, std::uint64_t) {
                           if (said.empty() || said.back() != what) said.emplace_back(what);
                       });
    EXPECT_THAT(said, testing::ElementsAre("reading the roads", "reading the nodes of roads",
                                           "cutting roads where they meet", "ordering the roads",
                                           "contracting the roads"));
    EXPECT_THROW(build_road_network(network.base(), network.file().parent_path() / "stopped.idx",
                                    [](auto, auto, auto) {
                                        throw DataError{"Stopped", "", "", ""};
                                    }),
                 DataError);
    EXPECT_FALSE(std::filesystem::exists(network.file().parent_path() / "stopped.idx"));
}

}  // namespace
}  // namespace konbit::test
