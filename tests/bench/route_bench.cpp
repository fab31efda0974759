// Routes inside the process, on a real map: KONBIT_BENCH_MAP names its folder (NAME.konbit),
// KONBIT_BENCH_PROFILE who travels (default: car).

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>
#include <random>

#include "mapper/network/dissection.hpp"
#include "mapper/network/road_network.hpp"
#include "mapper/route/reference_search.hpp"
#include "mapper/route/road_metric.hpp"
#include "mapper/route/shortest_path.hpp"
#include "mapper/store/base_map.hpp"

namespace konbit {
namespace {

namespace fs = std::filesystem;
using Turns = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// All that the benchmarks share; made once.
struct RoadsAtHand {
    RoadNetwork network;
    Profile profile;
    RoadMetric roads;
    const Hierarchy& hierarchy;
    const LowerArcs& lower;
    const Metric& metric;
    Turns turns;
    WeightedGraph graph;  ///< the turn-expanded graph with the profile's weights
    std::uint64_t triangles = 0;
    std::vector<std::uint32_t> nodes;  ///< from which a way leads on, in random order

    RoadsAtHand(RoadNetwork opened, Profile chosen)
        : network{std::move(opened)},
          profile{std::move(chosen)},
          roads{RoadMetric::build({.network = &network,
                                   .profile = profile,
                                   .trip = {},
                                   .conditions = {},
                                   .cache_folder = {}})},
          hierarchy{network.hierarchy(profile.graph())},
          lower{roads.lower_arcs()},
          metric{roads.metric()} {
        read_turns();
        count_triangles();
    }

    void read_turns() {
        std::vector<ExpandedTurn> leaving;
        std::vector<WeightedGraph::Arc> arcs;
        for (const auto node : hierarchy.node_at()) {
            network.read_turns(node, profile.graph(), leaving);
            bool open = false;
            for (const auto& turn : leaving) {
                turns.emplace_back(node, turn.to);
                const auto weight = input(node, turn.to);
                arcs.push_back({node, turn.to, weight});
                open |= weight < kNoWay;
            }
            if (open) nodes.push_back(node);
        }
        graph = WeightedGraph::of(network.expanded_count(), arcs);
        std::shuffle(nodes.begin(), nodes.end(), std::mt19937{7});
    }

    /// The hierarchy's arc for a turn, and whether it leads upwards.
    [[nodiscard]] std::pair<std::uint32_t, bool> arc_of(std::uint32_t from,
                                                        std::uint32_t to) const {
        const auto tail = hierarchy.rank_of()[from], head = hierarchy.rank_of()[to];
        return {hierarchy.arc_between(std::min(tail, head), std::max(tail, head)), tail < head};
    }
    [[nodiscard]] Weight input(std::uint32_t from, std::uint32_t to) const {
        if (from == to) return kNoWay;
        const auto [arc, up] = arc_of(from, to);
        return up ? metric.input().up[arc] : metric.input().down[arc];
    }

    void count_triangles() {
        const auto first = hierarchy.first_up();
        const auto heads = hierarchy.up_head();
        std::vector<std::uint32_t> reached(hierarchy.size(), UINT32_MAX);
        for (std::uint32_t rank = 0; rank < hierarchy.size(); ++rank) {
            for (auto arc = first[rank]; arc < first[rank + 1]; ++arc) reached[heads[arc]] = rank;
            for (const auto [low, arc] : lower.of(rank)) {
                for (auto other = arc + 1; other < first[low + 1]; ++other) {
                    triangles += reached[heads[other]] == rank ? 1 : 0;
                }
            }
        }
    }

    /// Closes both directions of a segment: what its turns cost then and cost before.
    void close(SegmentId segment, std::vector<Metric::Change>& closed,
               std::vector<Metric::Change>& open) const {
        std::vector<ExpandedTurn> leaving;
        for (const bool against : {false, true}) {
            const auto node = DirectedSegment::of(segment, against).value;
            network.read_turns(node, profile.graph(), leaving);
            for (const auto& turn : leaving) {
                if (turn.to == node) continue;
                const auto [arc, up] = arc_of(node, turn.to);
                Metric::Change change{arc, metric.input().up[arc], metric.input().down[arc]};
                open.push_back(change);
                (up ? change.up : change.down) = kNoWay;
                closed.push_back(change);
            }
        }
    }
};

std::optional<RoadsAtHand> the_roads;

/// The median of single runs beside the mean that the library prints.
class Stopwatch {
public:
    explicit Stopwatch(benchmark::State& state) : state_{state} {}
    ~Stopwatch() {
        if (times_.empty()) return;
        const auto middle = times_.begin() + std::ssize(times_) / 2;
        std::nth_element(times_.begin(), middle, times_.end());
        state_.counters["median_us"] = *middle * 1e6;
    }
    template <class Work>
    void time(const Work& work) {
        const auto begin = Clock::now();
        work();
        times_.push_back(std::chrono::duration<double>(Clock::now() - begin).count());
    }

private:
    using Clock = std::chrono::steady_clock;
    benchmark::State& state_;
    std::vector<double> times_;
};

/// Random nodes, one after the other.
class RandomEnds {
public:
    [[nodiscard]] Seed next() {
        at_ = (at_ + 1) % the_roads->nodes.size();
        return {the_roads->nodes[at_], 0};
    }

private:
    std::size_t at_ = 0;
};

void BM_order(benchmark::State& state) {
    const auto& network = the_roads->network;
    std::vector<Location> vertices;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ends;
    for (std::uint32_t i = 0; i < network.vertex_count(); ++i) {
        vertices.push_back(network.vertex({i}));
    }
    for (const auto& segment : network.segments()) ends.emplace_back(segment.tail, segment.head);
    for (auto _ : state) benchmark::DoNotOptimize(dissection_order(vertices, ends));
    state.counters["segments"] = static_cast<double>(ends.size());
}
BENCHMARK(BM_order)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->Iterations(1);

void BM_contraction(benchmark::State& state) {
    const auto& roads = *the_roads;
    for (auto _ : state) {
        benchmark::DoNotOptimize(Hierarchy::build(roads.network.expanded_count(),
                                                  roads.hierarchy.node_at(), roads.turns));
    }
    state.counters["turns"] = static_cast<double>(roads.turns.size());
    state.counters["arcs"] = roads.hierarchy.arc_count();
    state.counters["arcs_per_turn"] =
        roads.hierarchy.arc_count() / static_cast<double>(roads.turns.size());
    state.counters["triangles"] = static_cast<double>(roads.triangles);
}
BENCHMARK(BM_contraction)->Unit(benchmark::kMillisecond)->Iterations(2);

void BM_lower_arcs(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(LowerArcs{the_roads->hierarchy});
}
BENCHMARK(BM_lower_arcs)->Unit(benchmark::kMillisecond);

/// Basic and perfect customization and the search graphs, from weights at hand.
void BM_customize(benchmark::State& state) {
    const auto& roads = *the_roads;
    const auto threads = static_cast<unsigned>(state.range(0));
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            Metric::customize(roads.hierarchy, roads.lower, roads.metric.input(), threads));
    }
    state.counters["s_per_triangle"] = benchmark::Counter(
        static_cast<double>(roads.triangles) * static_cast<double>(state.iterations()),
        benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(BM_customize)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

/// Closes random segments at once and opens them again: two updates a run.
void BM_close_and_open(benchmark::State& state) {
    const auto& roads = *the_roads;
    auto metric = roads.metric;
    RandomEnds ends;
    Stopwatch watch{state};
    for (auto _ : state) {
        state.PauseTiming();
        std::vector<Metric::Change> closed, open;
        for (auto i = state.range(0); i > 0; --i) {
            roads.close(roads.network.base_of(ends.next().node).segment(), closed, open);
        }
        state.ResumeTiming();
        watch.time([&] { metric.update(closed, roads.lower); });
        watch.time([&] { metric.update(open, roads.lower); });
    }
}
BENCHMARK(BM_close_and_open)->Arg(1)->Arg(100)->Unit(benchmark::kMicrosecond);

void BM_distance(benchmark::State& state) {
    ShortestPath search{the_roads->metric, the_roads->lower};
    RandomEnds ends;
    Stopwatch watch{state};
    for (auto _ : state) {
        const auto from = ends.next(), to = ends.next();
        watch.time([&] {
            benchmark::DoNotOptimize(search.query(std::span{&from, 1}, std::span{&to, 1}));
        });
    }
}
BENCHMARK(BM_distance)->Unit(benchmark::kMicrosecond);

void BM_path(benchmark::State& state) {
    ShortestPath search{the_roads->metric, the_roads->lower};
    RandomEnds ends;
    Stopwatch watch{state};
    std::vector<std::uint32_t> nodes;
    double steps = 0;
    for (auto _ : state) {
        const auto from = ends.next(), to = ends.next();
        nodes.clear();
        watch.time([&] {
            search.query(std::span{&from, 1}, std::span{&to, 1});
            search.read_path(nodes);
        });
        steps += static_cast<double>(nodes.size());
    }
    state.counters["steps"] = benchmark::Counter(steps, benchmark::Counter::kAvgIterations);
}
BENCHMARK(BM_path)->Unit(benchmark::kMicrosecond);

void BM_dijkstra(benchmark::State& state) {
    RandomEnds ends;
    Stopwatch watch{state};
    for (auto _ : state) {
        const auto from = ends.next(), to = ends.next();
        watch.time([&] {
            benchmark::DoNotOptimize(
                dijkstra(the_roads->graph, std::span{&from, 1}, std::span{&to, 1}));
        });
    }
}
BENCHMARK(BM_dijkstra)->Unit(benchmark::kMicrosecond);

/// Times to everywhere; with a limit of an hour in the second row.
void BM_one_to_all(benchmark::State& state) {
    constexpr Weight kHour = 3'600'000;
    RandomEnds ends;
    for (auto _ : state) {
        const auto from = ends.next();
        benchmark::DoNotOptimize(one_to_all(the_roads->metric, std::span{&from, 1}, Direction::from,
                                            state.range(0) == 0 ? kNoWay : kHour));
    }
}
BENCHMARK(BM_one_to_all)->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond);

void BM_matrix_1000(benchmark::State& state) {
    RandomEnds ends;
    std::vector<std::vector<Seed>> sources(1'000), targets(1'000);
    for (auto& seeds : sources) seeds = {ends.next()};
    for (auto& seeds : targets) seeds = {ends.next()};
    for (auto _ : state) {
        many_to_many(
            the_roads->metric, sources, targets,
            [](std::size_t, std::span<const Weight> row) { benchmark::DoNotOptimize(row.data()); });
    }
}
BENCHMARK(BM_matrix_1000)->Unit(benchmark::kMillisecond);

/// The map's own roads.idx, or one built for this run.
RoadNetwork open_roads(const fs::path& map) {
    const auto stored = map / "derived" / "roads.idx";
    if (fs::exists(stored)) return RoadNetwork::open(stored);
    const auto built = fs::temp_directory_path() / "konbit-route-bench-roads.idx";
    build_road_network(BaseMap::open(map), built, {});
    auto network = RoadNetwork::open(built);
    fs::remove(built);
    return network;
}

}  // namespace
}  // namespace konbit

int main(int argc, char** argv) {
    const auto* map = std::getenv("KONBIT_BENCH_MAP");
    const auto* profile = std::getenv("KONBIT_BENCH_PROFILE");
    if (map == nullptr) {
        std::cerr << "route_bench: KONBIT_BENCH_MAP must name a map\n";
        return 1;
    }
    try {
        konbit::the_roads.emplace(konbit::open_roads(map),
                                  konbit::Profile::load(KONBIT_SOURCE_DIR "/mapper/route/profiles",
                                                        profile == nullptr ? "car" : profile));
    } catch (const std::exception& error) {
        std::cerr << "route_bench: " << error.what() << '\n';
        return 1;
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
