// What 100,000 entries cost the situation: all of them, one more, and one question.
#include <benchmark/benchmark.h>

#include <cstring>
#include <random>
#include <vector>

#include "mapper/situation/situation.hpp"
#include "tests/support/test_map.hpp"

namespace {

using namespace konbit;

constexpr std::size_t kEntries = 100'000;
constexpr std::int64_t kWays = 5'000, kNodesOfAWay = 6, kDevices = 8;
constexpr UnixSeconds kStart = 1'773'000'000, kNow = kStart + 500'000;

/// Roads side by side, a node every 100 metres or so.
const BaseMap& roads() {
    static const test::DrawnMap map = [] {
        test::DrawnMap drawn;
        for (std::int64_t way = 1; way <= kWays; ++way) {
            std::vector<std::int64_t> nodes;
            for (std::int64_t i = 0; i < kNodesOfAWay; ++i) {
                nodes.push_back(way * kNodesOfAWay + i);
                drawn.node(nodes.back(), 18 + way * 0.0005, -72 + i * 0.001);
            }
            drawn.way(way, nodes, {{"highway", "residential"}});
        }
        return drawn;
    }();
    static const BaseMap base = BaseMap::open(map.write());
    return base;
}

DeviceKey device(std::uint64_t number) {
    DeviceKey key;
    key.bytes[0] = static_cast<std::uint8_t>(number + 1);
    return key;
}

Digest random_digest(std::mt19937_64& random) {
    Digest digest;
    for (std::size_t i = 0; i < digest.bytes.size(); i += 8) {
        const auto word = random();
        std::memcpy(&digest.bytes[i], &word, 8);
    }
    return digest;
}

Report random_report(std::mt19937_64& random) {
    const auto way = static_cast<std::int64_t>(random() % kWays) + 1;
    Report report;
    report.kind = ReportKind::passability;
    report.about.object = ObjectId{ObjectType::way, way};
    report.about.at = location_from_degrees(-72 + 0.0025, 18 + way * 0.0005);
    if (random() % 2 == 0) {
        const auto node = way * kNodesOfAWay + static_cast<std::int64_t>(random() % 4);
        report.about.span = NodeSpan{node, node + 2};
    }
    report.how = random() % 2 == 0 ? Method::seen : Method::heard;
    report.observed = kStart + static_cast<UnixSeconds>(random() % 500'000);
    report.passability = random() % 2 == 0 ? Passability::open : Passability::blocked;
    report.text = "Landslide over both lanes, a motorcycle passes, seen from the east side";
    return report;
}

/// Eight in ten are reports; the others confirm or doubt an earlier one.
std::vector<Entry> history(std::size_t count) {
    std::mt19937_64 random{7};
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < count; ++i) {
        Entry entry;
        entry.id = random_digest(random);
        entry.head.chain.device = device(random() % kDevices);
        entry.head.lamport = entry.head.sequence = i + 1;
        if (i % 10 < 8) {
            entry.payload = random_report(random);
        } else {
            entry.head.kind = i % 10 == 8 ? EntryKind::confirm : EntryKind::dispute;
            entry.payload =
                Judgement{entries[random() % i].id, Method::seen, kStart + 400'000, "", ""};
        }
        entries.push_back(std::move(entry));
    }
    return entries;
}

Situation empty_situation() {
    std::vector<DeviceKey> roots;
    for (std::uint64_t i = 0; i < kDevices / 2; ++i) roots.push_back(device(i));
    return Situation{{.base = &roads(), .roots = roots, .as_of = {}, .now = kNow}};
}

Situation full_situation() {
    auto situation = empty_situation();
    for (const auto& entry : history(kEntries)) situation.apply(entry);
    return situation;
}

void build_of_100k_entries(benchmark::State& state) {
    const auto entries = history(kEntries);
    for (auto _ : state) {
        auto situation = empty_situation();
        for (const auto& entry : entries) situation.apply(entry);
        benchmark::DoNotOptimize(situation.empty());
        state.PauseTiming();  // taking it down is not part of it
        { const auto gone = std::move(situation); }
        state.ResumeTiming();
    }
}
BENCHMARK(build_of_100k_entries)->Unit(benchmark::kMillisecond);

// Applied, and the road it speaks of judged anew.
void one_entry_among_100k(benchmark::State& state) {
    auto situation = full_situation();
    auto more = history(kEntries + 50'000);
    std::size_t next = kEntries;
    for (auto _ : state) {
        if (next == more.size()) {
            state.SkipWithError("more entries are needed");
            break;
        }
        const auto& entry = more[next++];
        situation.apply(entry);
        const auto* report = std::get_if<Report>(&entry.payload);
        if (report == nullptr) continue;
        benchmark::DoNotOptimize(
            situation.findings(*report->about.object, Matter::passability, {}));
    }
}
BENCHMARK(one_entry_among_100k)->Unit(benchmark::kMicrosecond)->Iterations(50'000);

void findings_of_one_object(benchmark::State& state) {
    const auto situation = full_situation();
    std::int64_t way = 0;
    for (auto _ : state) {
        way = way % kWays + 1;
        benchmark::DoNotOptimize(
            situation.findings({ObjectType::way, way}, Matter::passability, {}));
    }
}
BENCHMARK(findings_of_one_object)->Unit(benchmark::kMicrosecond);

void a_minute_passes(benchmark::State& state) {
    auto situation = full_situation();
    auto now = kNow;
    for (auto _ : state) situation.set_now(now += 60);
}
BENCHMARK(a_minute_passes)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
