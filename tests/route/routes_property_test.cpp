// Routes on real extracts: equal to Dijkstra's algorithm for each profile, whatever is closed, and
// whichever way the metric came to be. KONBIT_LONG=1: 10,000 pairs an extract and profile.
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <random>

#include "import/importer.hpp"
#include "mapper/route/road_metric.hpp"
#include "tests/route/drawn_roads.hpp"
#include "tests/route/same_routes.hpp"

namespace konbit::test {
namespace {

bool is_long() {
    return std::getenv("KONBIT_LONG") != nullptr;
}

/// An extract's roads.
class RealRoads {
public:
    static std::filesystem::path path_of(const std::string& name) {
        const char* set = std::getenv("KONBIT_DATA");
        const auto folder = set != nullptr
                                ? std::filesystem::path{set}
                                : std::filesystem::path{KONBIT_SOURCE_DIR} / "../shared/data";
        return folder / "osm" / name;
    }
    explicit RealRoads(const std::string& name) {
        const auto map = folder_.path() / "real.konbit";
        (void)import_extract({.extract = path_of(name), .map = map, .memory_bytes = 256U << 20});
        const auto base = BaseMap::open(map);
        build_road_network(base, folder_.path() / "roads.idx", {});
        network_.emplace(RoadNetwork::open(folder_.path() / "roads.idx"));
    }
    [[nodiscard]] const RoadNetwork& network() const { return *network_; }

private:
    TestFolder folder_;
    std::optional<RoadNetwork> network_;
};

/// Random places and situations on a network.
class Chance {
public:
    Chance(const RoadNetwork& network, std::uint32_t seed) : network_{network}, random_{seed} {}

    std::size_t below(std::size_t end) { return random_() % end; }

    /// On a segment that the profile may use.
    RoadPosition place(const RoadMetric& metric) {
        for (;;) {
            const SegmentId segment{static_cast<std::uint32_t>(below(network_.segments().size()))};
            if (metric.use_of(segment).forward == RoadAccess::closed &&
                metric.use_of(segment).backward == RoadAccess::closed)
                continue;
            return {segment, static_cast<double>(below(1001)) / 1000, {}, 0};
        }
    }
    std::vector<RoadPosition> places(const RoadMetric& metric, std::size_t count) {
        std::vector<RoadPosition> some;
        while (some.size() < count) some.push_back(place(metric));
        return some;
    }
    /// Ways, parts of ways and barriers that are closed, or open to some only.
    std::vector<RoadCondition> conditions(std::size_t count) {
        std::vector<RoadCondition> some;
        while (some.size() < count) some.push_back(condition());
        return some;
    }
    std::vector<SegmentId> segments(std::size_t count) {
        std::vector<SegmentId> some;
        while (some.size() < count)
            some.push_back({static_cast<std::uint32_t>(below(network_.segments().size()))});
        return some;
    }

private:
    RoadCondition condition() {
        const auto nodes = network_.nodes();
        RoadCondition made;
        made.passability = below(3) == 0 ? Passability::restricted : Passability::blocked;
        if (made.passability == Passability::restricted && below(2) == 0)
            made.limits.weight_t = 1.0 + static_cast<double>(below(30));
        if (!nodes.empty() && below(10) == 0) {
            made.object = {ObjectType::node, nodes[below(nodes.size())].ref};
            return made;
        }
        const SegmentId segment{static_cast<std::uint32_t>(below(network_.segments().size()))};
        made.object = network_.object_of(segment);
        const auto& road = network_.segments()[segment.value];
        if (road.first_node < road.last_node && below(2) == 0) {
            const auto first = road.first_node + below(road.last_node - road.first_node);
            made.stretch = WayStretch{static_cast<std::uint32_t>(first),
                                      static_cast<std::uint32_t>(first + 1 + below(3))};
        }
        return made;
    }

    const RoadNetwork& network_;
    std::mt19937 random_;
};

RoadMetric metric_of(const RoadNetwork& network, const std::string& profile,
                     std::vector<RoadCondition> conditions = {}) {
    return RoadMetric::build({.network = &network,
                              .profile = Profile::load(profiles_folder(), profile),
                              .trip = {},
                              .conditions = std::move(conditions),
                              .cache_folder = std::nullopt,
                              .threads = 2});
}

/// Some pairs by all searches, and `pairs` by the hierarchy against Dijkstra from one to many.
void expect_same_pairs(const RoadMetric& metric, Chance& chance, std::size_t pairs) {
    constexpr std::size_t kTargets = 50;
    for (std::size_t i = 0; i < pairs && !testing::Test::HasFailure(); i += kTargets) {
        expect_same_routes(metric, chance.place(metric), chance.place(metric));
        expect_same_routes_to(metric, chance.place(metric), chance.places(metric, kTargets));
    }
}

/// Expects customization bit by bit to end where a fresh one does.
void expect_same_metric(const RoadMetric& metric, const RoadMetric& fresh) {
    EXPECT_TRUE(metric.metric().input().up == fresh.metric().input().up);
    EXPECT_TRUE(metric.metric().input().down == fresh.metric().input().down);
    EXPECT_TRUE(metric.metric().weights().up == fresh.metric().weights().up);
    EXPECT_TRUE(metric.metric().weights().down == fresh.metric().weights().down);
}

void expect_equal_dijkstra(const RoadNetwork& network, const std::string& profile) {
    SCOPED_TRACE(profile);
    const std::size_t pairs = is_long() ? 2'000 : 100;
    Chance chance{network, 20'240'229};
    auto metric = metric_of(network, profile);
    expect_same_pairs(metric, chance, pairs);
    // Few closures: arc by arc. Many: all at once.
    for (const std::size_t closures : {5, 40, 400}) {
        const auto conditions = chance.conditions(closures);
        metric.set_conditions(conditions);
        expect_same_metric(metric, metric_of(network, profile, conditions));
        expect_same_pairs(metric, chance, pairs);
    }
    metric.set_penalties(chance.segments(30), 1.7);
    expect_same_pairs(metric, chance, pairs);
    const auto places = chance.places(metric, is_long() ? 60 : 8);
    expect_same_tables(metric, places);
    for (std::size_t i = 0; i < (is_long() ? 10 : 1); ++i)
        expect_same_reach(metric, places[i], places);
    metric.set_penalties({}, 1);
    metric.set_conditions({});
    expect_same_metric(metric, metric_of(network, profile));
}

class RealRoutes : public testing::TestWithParam<std::string> {};

TEST_P(RealRoutes, EqualDijkstra) {
    if (!std::filesystem::exists(RealRoads::path_of(GetParam())))
        GTEST_SKIP() << GetParam() << " is not below KONBIT_DATA";
    const RealRoads roads{GetParam()};
    for (const std::string profile : {"foot", "bicycle", "motorcycle", "car", "4x4", "truck"})
        expect_equal_dijkstra(roads.network(), profile);
}

std::vector<std::string> extracts() {
    if (!is_long()) return {"monaco-2016.osm.pbf", "liechtenstein-2015.osm.pbf"};
    return {"andorra-2026.osm.pbf",    "liechtenstein-2015.osm.pbf", "monaco-2016.osm.pbf",
            "helsinki-centre.osm.pbf", "porto-alegre.osm.pbf",       "haiti-2010.osm"};
}

INSTANTIATE_TEST_SUITE_P(Extracts, RealRoutes, testing::ValuesIn(extracts()),
                         [](const testing::TestParamInfo<std::string>& info) {
                             return info.param.substr(0, info.param.find_first_of("-."));
                         });

}  // namespace
}  // namespace konbit::test
