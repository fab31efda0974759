// The networks of real extracts: their odd objects, and what always has to hold.
#include <cstdlib>
#include <set>

#include "import/importer.hpp"
#include "mapper/model/geodesy.hpp"
#include "mapper/network/road_network.hpp"
#include "tests/support/test_map.hpp"

namespace konbit::test {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::SizeIs;

/// An extract, imported without derived/, and its network.
class RealNetwork {
public:
    static std::filesystem::path path_of(const std::string& name) {
        const char* set = std::getenv("KONBIT_DATA");
        const auto folder = set != nullptr
                                ? std::filesystem::path{set}
                                : std::filesystem::path{KONBIT_SOURCE_DIR} / "../shared/data";
        return folder / "osm" / name;
    }
    explicit RealNetwork(const std::string& name) {
        const auto map = folder_.path() / "x.konbit";
        (void)import_extract({.extract = path_of(name), .map = map, .memory_bytes = 256U << 20});
        base.emplace(BaseMap::open(map));
        build_road_network(*base, folder_.path() / "roads.idx", {});
        network.emplace(RoadNetwork::open(folder_.path() / "roads.idx"));
    }
    [[nodiscard]] std::set<std::int64_t> broken() const {
        std::set<std::int64_t> refs;
        for (const auto& [relation, why] : network->summary().broken) refs.insert(relation);
        return refs;
    }
    [[nodiscard]] std::vector<TurnRule> rules_of(std::int64_t relation) const {
        std::vector<TurnRule> found;
        for (const auto& rule : network->rules())
            if (rule.relation == relation) found.push_back(rule);
        return found;
    }

private:
    TestFolder folder_;

public:
    std::optional<BaseMap> base;
    std::optional<RoadNetwork> network;
};

#define KONBIT_REAL(variable, name)                           \
    if (!std::filesystem::exists(RealNetwork::path_of(name))) \
        GTEST_SKIP() << name << " is not below KONBIT_DATA";  \
    const RealNetwork variable {                              \
        name                                                  \
    }

/// Each piece of a way runs along the way's own nodes, and together they are the way.
void expect_pieces_fit(const RealNetwork& real) {
    const auto& network = *real.network;
    std::vector<Location> shape;
    std::size_t ways = 0;
    real.base->for_each_object(ObjectType::way, [&](const Object& way) {
        const auto pieces = network.segments_of(way.id);
        if (pieces.empty() || way.id.ref % 5 != 0) return;
        ++ways;
        for (const auto id : pieces) {
            const auto& s = network.segments()[id.value];
            if (network.flags_of({s.kind}).has(RoadKindFlags::kCrossing)) continue;
            network.read_shape(id, shape);
            ASSERT_LT(s.first_node, s.last_node);
            ASSERT_LT(s.last_node, way.refs.size());
            const auto end = [&](std::size_t at) {
                return real.base->object({ObjectType::node, way.refs[at]})->location;
            };
            ASSERT_EQ(shape.front(), end(s.first_node)) << to_string(way.id);
            ASSERT_EQ(shape.back(), end(s.last_node)) << to_string(way.id);
        }
    });
    EXPECT_GT(ways, 300U);
}

/// Whatever the graph lists, `turn` finds, and the hierarchy has an arc for it.
void expect_turns_fit(const RoadNetwork& network) {
    std::vector<ExpandedTurn> turns;
    for (const auto graph : {RoadGraph::drive, RoadGraph::walk}) {
        const auto& hierarchy = network.hierarchy(graph);
        for (ExpandedNode node = 0; node < network.expanded_count(); node += 3) {
            network.read_turns(node, graph, turns);
            for (const auto& turn : turns) {
                ASSERT_TRUE(network.turn(node, turn.to, graph));
                if (turn.to == node) continue;  // round a loop
                const auto a = hierarchy.rank_of()[node];
                const auto b = hierarchy.rank_of()[turn.to];
                ASSERT_NE(hierarchy.arc_between(std::min(a, b), std::max(a, b)), UINT32_MAX);
            }
        }
    }
}

TEST(RealNetworks, Andorra) {
    KONBIT_REAL(real, "andorra-2026.osm.pbf");
    const auto& network = *real.network;
    EXPECT_THAT(network.verify(), IsEmpty());
    EXPECT_THAT(real.broken(), Contains(3648983));
    EXPECT_THAT(real.broken(), Contains(6745189));
    EXPECT_EQ(network.summary().broken_restrictions, 12U);
    const auto over_way = real.rules_of(16895625);
    ASSERT_THAT(over_way, SizeIs(1));
    EXPECT_THAT(network.rule_path(over_way[0]), SizeIs(3));
    EXPECT_GT(network.expanded_count(), 2 * network.segments().size());

    EXPECT_THAT(network.segments_of({ObjectType::way, 54858983}), IsEmpty()) << "a ski area";
    const auto track = network.segments_of({ObjectType::way, 689547935});
    ASSERT_THAT(track, SizeIs(1)) << "an abandoned road, now a track";
    EXPECT_EQ(network.tags_of({network.segments()[track[0].value].kind}).value("highway"), "track");
    const auto tunnel = network.segments_of({ObjectType::way, 6176755});
    ASSERT_THAT(tunnel, SizeIs(1));
    const auto kind = KindId{network.segments()[tunnel[0].value].kind};
    EXPECT_EQ(network.tags_of(kind).value("maxheight"), "4.3");
    EXPECT_TRUE(network.flags_of(kind).has(RoadKindFlags::kTunnel));
    const auto gate = network.vertex_of(9208010531);
    ASSERT_TRUE(gate);
    EXPECT_EQ(network.tags_of({network.nodes_at(*gate)[0].kind}).value("locked"), "yes");
    EXPECT_TRUE(network.vertex_of(1832215787)) << "a ford";
    EXPECT_TRUE(network.vertex_of(12270517237)) << "a height restrictor without its height";
    expect_pieces_fit(real);
    expect_turns_fit(network);
    std::uint64_t bytes = network.summary().bytes;
    std::vector<Location> shape;
    for (std::uint32_t i = 0; i < network.segments().size(); ++i) {
        network.read_shape({i}, shape);
        bytes -= std::min<std::uint64_t>(bytes, 4 * (shape.size() - 2));  // at least, packed
    }
    RecordProperty("bytes_a_segment", std::to_string(bytes / network.segments().size()));
}

TEST(RealNetworks, Helsinki) {
    KONBIT_REAL(real, "helsinki-centre.osm.pbf");
    EXPECT_THAT(real.network->verify(), IsEmpty());
    EXPECT_THAT(real.broken(), testing::ElementsAre(12993)) << "its 'from' lies outside";
    const auto timed = real.rules_of(50620);
    ASSERT_THAT(timed, SizeIs(1));
    EXPECT_EQ(real.network->tags_of({timed[0].kind}).value("time"), "7:00-9:00;15:00-18:00");
    EXPECT_EQ(real.network->tags_of({timed[0].kind}).value("except"), "taxi");
    expect_turns_fit(*real.network);
}

TEST(RealNetworks, Liechtenstein) {
    KONBIT_REAL(real, "liechtenstein-2015.osm.pbf");
    EXPECT_THAT(real.network->verify(), IsEmpty());
    EXPECT_THAT(real.broken(), testing::ElementsAre(3090789));
    expect_pieces_fit(real);
}

TEST(RealNetworks, Monaco) {
    KONBIT_REAL(real, "monaco-2016.osm.pbf");
    EXPECT_THAT(real.network->verify(), IsEmpty());
    EXPECT_THAT(real.broken(), IsEmpty());
    EXPECT_GE(real.network->summary().rules, 27U);
}

TEST(RealNetworks, GonaivesAndPortoAlegre) {
    KONBIT_REAL(haiti, "haiti-2010.osm");
    EXPECT_EQ(haiti.network->segments_of({ObjectType::way, 49723112}).size() > 0,
              haiti.base->object({ObjectType::way, 49723112})->tags.has("highway"));
    EXPECT_THAT(haiti.network->verify(), IsEmpty());
    KONBIT_REAL(alegre, "porto-alegre.osm.pbf");
    EXPECT_GT(alegre.network->segments().size(), 20'000U);
    const auto bollard = alegre.network->vertex_of(2129191187);
    ASSERT_TRUE(bollard);
    EXPECT_EQ(
        alegre.network->tags_of({alegre.network->nodes_at(*bollard)[0].kind}).value("motorcycle"),
        "yes");
}

}  // namespace
}  // namespace konbit::test
