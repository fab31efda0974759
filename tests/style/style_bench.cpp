// What it costs to ask a style which of its rules draw a thing.
#include <benchmark/benchmark.h>

#include "render/style/style.hpp"

namespace konbit {
namespace {

const Style& style() {
    static const Style read = Style::find(KONBIT_SOURCE_DIR "/render/style/styles", "humanitarian");
    return read;
}

void match(benchmark::State& state, const Tags& tags, GeometryKind kind) {
    std::vector<RuleIndex> found;
    for (auto _ : state) {
        found.clear();
        style().match(tags, kind, 16, found);
        benchmark::DoNotOptimize(found.data());
    }
}

void BM_match_street_5_tags(benchmark::State& state) {
    match(state,
          {{"highway", "residential"},
           {"name", "Rue du Port"},
           {"surface", "asphalt"},
           {"maxspeed", "30"},
           {"oneway", "yes"}},
          GeometryKind::line);
}
void BM_match_building_5_tags(benchmark::State& state) {
    match(state,
          {{"building", "yes"},
           {"addr:street", "Rue du Port"},
           {"addr:housenumber", "12"},
           {"building:levels", "2"},
           {"source", "survey"}},
          GeometryKind::area);
}
void BM_match_building_1_tag(benchmark::State& state) {
    match(state, {{"building", "yes"}}, GeometryKind::area);
}
void BM_match_nothing_5_tags(benchmark::State& state) {
    match(state,
          {{"source", "survey"},
           {"created_by", "JOSM"},
           {"note", "check"},
           {"layer", "1"},
           {"fixme", "position"}},
          GeometryKind::point);
}
void BM_load_humanitarian(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(
            Style::find(KONBIT_SOURCE_DIR "/render/style/styles", "humanitarian"));
    }
}
BENCHMARK(BM_match_street_5_tags);
BENCHMARK(BM_match_building_5_tags);
BENCHMARK(BM_match_building_1_tag);
BENCHMARK(BM_match_nothing_5_tags);
BENCHMARK(BM_load_humanitarian)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace konbit
