// The block index beside a packed Boost.Geometry R-tree of all boxes, in the same run.
// Sizes are in the names. Clusters have 10,000 boxes in about 3 km: a town.

#include <benchmark/benchmark.h>

#include <boost/geometry/algorithms/distance.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/cartesian/distance_pythagoras_point_box.hpp>
#include <boost/iterator/function_output_iterator.hpp>
#include <map>
#include <random>

#include "mapper/model/geodesy.hpp"
#include "mapper/store/box_index.hpp"
#include "tests/store/box_samples.hpp"

namespace konbit {
namespace {

namespace bg = boost::geometry;
namespace bgi = boost::geometry::index;
using Point = bg::model::point<double, 2, bg::cs::cartesian>;
using Box = bg::model::box<Point>;
using PeerTree = bgi::rtree<std::pair<Box, std::uint32_t>, bgi::rstar<16>>;

constexpr std::size_t kTown = 10'000;

Box peer_box(const BoundingBox& box) {
    return {{double(box.west), double(box.south)}, {double(box.east), double(box.north)}};
}

const std::vector<BoundingBox>& boxes_of(std::size_t count, bool points_only = false) {
    static std::map<std::pair<std::size_t, bool>, std::vector<BoundingBox>> made;
    auto& boxes = made[{count, points_only}];
    if (boxes.empty()) {
        const auto town = points_only ? 100 : kTown;
        boxes = BoxSample{.clusters = count / town,
                          .boxes_a_cluster = town,
                          .cluster_deg = points_only ? 0.2 : 0.0175,
                          .seed = 1,
                          .points_only = points_only}
                    .make();
    }
    return boxes;
}

const PeerTree& peer_of(std::size_t count, bool points_only = false) {
    static std::map<std::pair<std::size_t, bool>, PeerTree> made;
    auto& tree = made[{count, points_only}];
    if (tree.empty()) {
        std::vector<std::pair<Box, std::uint32_t>> values;
        for (const auto& box : boxes_of(count, points_only)) {
            values.emplace_back(peer_box(box), static_cast<std::uint32_t>(values.size()));
        }
        tree = PeerTree{values};
    }
    return tree;
}

/// Places where things are, in no order.
std::vector<Location> places_among(const std::vector<BoundingBox>& boxes) {
    std::mt19937 random{7};
    std::uniform_int_distribution<std::size_t> pick{0, boxes.size() - 1};
    std::uniform_int_distribution<std::int32_t> aside{-10'000, 10'000};
    std::vector<Location> places;
    for (int i = 0; i < 1'000; ++i) {
        const auto at = boxes[pick(random)].center();
        places.push_back({at.lon_e7 + aside(random), at.lat_e7 + aside(random)});
    }
    return places;
}

std::vector<BoundingBox> questions_of_200_m(const std::vector<BoundingBox>& boxes) {
    std::vector<BoundingBox> questions;
    for (const auto at : places_among(boxes)) questions.push_back(box_around(at, 100));
    std::erase_if(questions, [](const BoundingBox& box) { return box.crosses_antimeridian(); });
    return questions;
}

/// Boxes next to each other in memory, with stored levels: what a mapped file gives.
class IndexOf {
public:
    explicit IndexOf(const std::vector<BoundingBox>& boxes) : levels_{boxes.size()} {
        for (const auto& box : boxes) levels_.add(box);
        index_ = std::make_unique<BoxIndex>(
            BoxIndex::Stored{SectionView{std::as_bytes(std::span{boxes})},
                             SectionView{std::as_bytes(levels_.groups())},
                             SectionView{std::as_bytes(levels_.blocks())}});
    }
    const BoxIndex& operator*() const { return *index_; }

private:
    BoxLevels levels_;
    std::unique_ptr<BoxIndex> index_;
};

template <class Ask>
void ask_all(benchmark::State& state, const std::vector<BoundingBox>& questions, Ask&& ask) {
    std::size_t hits = 0;
    std::size_t i = 0;
    for (auto _ : state) {
        hits += ask(questions[i]);
        if (++i == questions.size()) i = 0;
    }
    state.counters["hits"] =
        benchmark::Counter(static_cast<double>(hits), benchmark::Counter::kAvgIterations);
}

void BM_box_query_200_m_of(benchmark::State& state) {
    const auto& boxes = boxes_of(static_cast<std::size_t>(state.range(0)));
    const IndexOf index{boxes};
    std::vector<std::uint32_t> found;
    ask_all(state, questions_of_200_m(boxes), [&](const BoundingBox& box) {
        found.clear();
        (*index).query(box, found);
        return found.size();
    });
}

void BM_peer_boost_rtree_box_query_200_m_of(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto& tree = peer_of(count);
    std::vector<std::uint32_t> found;
    ask_all(state, questions_of_200_m(boxes_of(count)), [&](const BoundingBox& box) {
        found.clear();
        tree.query(bgi::intersects(peer_box(box)),
                   boost::make_function_output_iterator(
                       [&](const PeerTree::value_type& value) { found.push_back(value.second); }));
        return found.size();
    });
}

void BM_nearest_5_geodesic_of(benchmark::State& state) {
    const auto& boxes = boxes_of(static_cast<std::size_t>(state.range(0)), true);
    const IndexOf index{boxes};
    const auto places = places_among(boxes);
    std::size_t i = 0;
    for (auto _ : state) {
        const auto from = places[i];
        benchmark::DoNotOptimize((*index).nearest(from, 5, [&](std::uint32_t at) {
            return distance_m(from, Location{boxes[at].west, boxes[at].south});
        }));
        if (++i == places.size()) i = 0;
    }
}

void BM_peer_boost_rtree_nearest_5_in_degrees_of(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    const auto& tree = peer_of(count, true);
    const auto places = places_among(boxes_of(count, true));
    std::vector<PeerTree::value_type> found;
    std::size_t i = 0;
    for (auto _ : state) {
        found.clear();
        const Point from{double(places[i].lon_e7), double(places[i].lat_e7)};
        tree.query(bgi::nearest(from, 5), std::back_inserter(found));
        benchmark::DoNotOptimize(found.data());
        if (++i == places.size()) i = 0;
    }
}

void BM_first_query_builds_tree_of(benchmark::State& state) {
    const auto& boxes = boxes_of(static_cast<std::size_t>(state.range(0)));
    const auto question = questions_of_200_m(boxes).front();
    for (auto _ : state) {
        state.PauseTiming();
        const IndexOf index{boxes};
        std::vector<std::uint32_t> found;
        state.ResumeTiming();
        (*index).query(question, found);
        benchmark::DoNotOptimize(found.data());
    }
}

void BM_hilbert_key(benchmark::State& state) {
    const auto places = places_among(boxes_of(100'000));
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(hilbert_key(places[i]));
        if (++i == places.size()) i = 0;
    }
}

BENCHMARK(BM_hilbert_key);
BENCHMARK(BM_box_query_200_m_of)->Arg(1'000'000);
BENCHMARK(BM_peer_boost_rtree_box_query_200_m_of)->Arg(1'000'000);
BENCHMARK(BM_box_query_200_m_of)->Arg(6'000'000);
BENCHMARK(BM_peer_boost_rtree_box_query_200_m_of)->Arg(6'000'000);
BENCHMARK(BM_nearest_5_geodesic_of)->Arg(50'000);
BENCHMARK(BM_peer_boost_rtree_nearest_5_in_degrees_of)->Arg(50'000);
BENCHMARK(BM_first_query_builds_tree_of)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMicrosecond)
    ->Iterations(20);

}  // namespace
}  // namespace konbit

BENCHMARK_MAIN();
