// Questions inside the process, on a real map: KONBIT_BENCH_MAP names its folder (NAME.konbit),
// KONBIT_RULES the folder of rules (default: the source tree's).

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <limits>
#include <random>

#include "mapper/query/map_impl.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/theme_search.hpp"

namespace konbit {
namespace {

std::optional<Map> the_map;

/// Where people ask from: random features of the map (houses, roads, …), seed 7.
std::vector<Location> random_places() {
    std::mt19937 random{7};
    std::uniform_int_distribution<std::uint32_t> feature{0, the_map->base().feature_count() - 1};
    std::vector<Location> places(1000);
    for (auto& at : places)
        at = the_map->base().feature(FeatureIndex{feature(random)}).box().center();
    return places;
}

/// Anywhere in the map's box, in the wilderness too: farther things, dearer distances.
std::vector<Location> random_wilderness() {
    const auto box = the_map->impl().themes()->bounds();
    std::mt19937 random{7};
    std::uniform_int_distribution<std::int32_t> lon{box.west, box.east};
    std::uniform_int_distribution<std::int32_t> lat{box.south, box.north};
    std::vector<Location> places(1000);
    for (auto& at : places) at = {lon(random), lat(random)};
    return places;
}

/// The search alone: positions and exact geodesic distances of the five nearest of a theme.
void nearest_5(benchmark::State& state, const std::vector<Location>& places) {
    const auto themes = the_map->impl().themes();
    const auto layer = static_cast<std::size_t>(state.range(0));
    state.SetLabel(std::string{to_string(static_cast<Theme>(layer / 2))} +
                   (layer % 2 == 0 ? "" : ", unchecked") + " of " +
                   std::to_string(themes->size(layer)));
    const RecordTest accept = [](const ThemeFile::Record&) { return true; };
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(nearest_in_layer(*themes, the_map->base(), layer,
                                                  places[i++ % places.size()], 5,
                                                  std::numeric_limits<double>::infinity(), accept));
    }
}
void BM_nearest_5(benchmark::State& state) {
    nearest_5(state, random_places());
}
BENCHMARK(BM_nearest_5)->Arg(0)->Arg(1)->Arg(2)->Arg(4)->Arg(6);
void BM_nearest_5_anywhere(benchmark::State& state) {
    nearest_5(state, random_wilderness());
}
BENCHMARK(BM_nearest_5_anywhere)->Arg(0)->Arg(1)->Arg(2)->Arg(4)->Arg(6);

/// The whole answer with names, reasons and advice, ready to print.
void BM_nearest_5_answer(benchmark::State& state) {
    const auto places = random_places();
    const auto theme = static_cast<Theme>(state.range(0));
    state.SetLabel(std::string{to_string(theme)});
    std::size_t i = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(nearest_facilities(
            *the_map, {.theme = theme, .near = places[i++ % places.size()], .count = 5}));
    }
}
BENCHMARK(BM_nearest_5_answer)->DenseRange(0, 3);

void BM_find(benchmark::State& state, const char* text) {
    for (auto _ : state) benchmark::DoNotOptimize(find_names(*the_map, {.text = text}));
}
BENCHMARK_CAPTURE(BM_find, exact, "carrer major");
BENCHMARK_CAPTURE(BM_find, frequent_word, "carrer");
BENCHMARK_CAPTURE(BM_find, two_typos, "carer majr");
BENCHMARK_CAPTURE(BM_find, beginning, "ca");

}  // namespace
}  // namespace konbit

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    const char* folder = std::getenv("KONBIT_BENCH_MAP");
    const char* rules = std::getenv("KONBIT_RULES");
    if (folder == nullptr) {
        std::cerr << "query_bench: set KONBIT_BENCH_MAP to a map's folder (NAME.konbit)\n";
        return 2;
    }
    konbit::the_map.emplace(konbit::Map::open(
        {.folder = folder,
         .rules_folder = rules != nullptr ? rules : KONBIT_SOURCE_DIR "/mapper/meaning/rules",
         .progress = {}}));
    konbit::the_map->ensure_derived();
    benchmark::RunSpecifiedBenchmarks();
    konbit::the_map.reset();
    return 0;
}
