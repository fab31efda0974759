// What the journal costs: an append, opening and reading 100,000 entries, merging
// them, bundles and meetings.
#include <benchmark/benchmark.h>
#include <stdlib.h>

#include <filesystem>
#include <string>

#include "mapper/journal/bundle.hpp"

namespace {

namespace fs = std::filesystem;
using namespace konbit;

constexpr std::size_t kEntries = 100'000, kRun = 100;

class Folder {
public:
    Folder() {
        // Beside the build, not in memory: syncs must cost what they cost.
        auto name = (fs::current_path() / "journal-bench-XXXXXX").string();
        if (!::mkdtemp(name.data())) std::abort();
        path = name;
    }
    ~Folder() { fs::remove_all(path); }
    fs::path path;
};

NewEntry report_of(std::size_t number) {
    Report report;
    report.kind = ReportKind::passability;
    report.about.object = ObjectId{ObjectType::way, static_cast<std::int64_t>(number % 5'000 + 1)};
    report.about.at = {static_cast<std::int32_t>(number * 37 % 1'000'000),
                       static_cast<std::int32_t>(number * 91 % 1'000'000)};
    report.observed = 1'700'000'000 + static_cast<UnixSeconds>(number);
    report.passability = number % 3 == 0 ? Passability::open : Passability::blocked;
    report.text = "Landslide over both lanes, a motorcycle passes, seen from the east side";
    report.witness = "Dieudonné";
    return {EntryKind::report, Audience::team, report};
}

Journal writer(const fs::path& folder, const std::string& name) {
    fs::create_directories(folder / name);
    return Journal::open({folder / name, Journal::Mode::write, folder / (name + "-key"), ""});
}

// One journal with all entries, made once.
const fs::path& full_journal() {
    static const Folder folder;
    static const bool made = [] {
        auto journal = writer(folder.path, "full");
        for (std::size_t first = 0; first < kEntries; first += kRun) {
            std::vector<NewEntry> run;
            for (std::size_t i = 0; i < kRun; ++i) run.push_back(report_of(first + i));
            journal.append(run, 1'700'000'000);
        }
        return true;
    }();
    static_cast<void>(made);
    return folder.path;
}

void append_one(benchmark::State& state) {
    const Folder folder;
    { writer(folder.path, "map").append(report_of(0), 1); }
    auto journal = writer(folder.path, "map");
    std::size_t number = 1;
    for (auto _ : state) journal.append(report_of(number++), 1'700'000'000);
}
BENCHMARK(append_one)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

void open_and_append(benchmark::State& state) {
    const Folder folder;
    { writer(folder.path, "map").append(report_of(0), 1); }
    std::size_t number = 1;
    for (auto _ : state) writer(folder.path, "map").append(report_of(number++), 1'700'000'000);
}
BENCHMARK(open_and_append)->Unit(benchmark::kMillisecond)->UseRealTime()->MeasureProcessCPUTime();

void open_and_read_100k(benchmark::State& state) {
    const auto& folder = full_journal();
    for (auto _ : state) {
        const auto journal = Journal::open({folder / "full", Journal::Mode::read, {}, ""});
        std::size_t seen = 0;
        journal.for_each(0, [&](const Entry& entry) { seen += !entry.redacted; });
        if (seen != kEntries) state.SkipWithError("entries are missing");
    }
}
BENCHMARK(open_and_read_100k)->Unit(benchmark::kMillisecond);

void merge_100k(benchmark::State& state) {
    const auto from = Journal::open({full_journal() / "full", Journal::Mode::read, {}, ""});
    std::vector<RawEntry> raw;
    from.for_each_raw([&](const RawEntry& entry) { raw.push_back(entry); });
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        auto into = writer(folder.path, "map");
        std::size_t at = 0;
        state.ResumeTiming();
        const auto result = into.merge(
            [&]() -> std::optional<RawEntry> {
                if (at == raw.size()) return std::nullopt;
                return raw[at++];
            },
            "bench");
        if (result.entries != kEntries) state.SkipWithError("entries are missing");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kEntries));
}
BENCHMARK(merge_100k)->Unit(benchmark::kMillisecond)->UseRealTime();

void write_bundle_100k(benchmark::State& state) {
    const auto map = full_journal() / "full";
    const auto from = Journal::open({map, Journal::Mode::read, {}, ""});
    const Folder folder;
    for (auto _ : state) {
        const auto result = write_bundle(from, map, folder.path / "bundle", {}, nullptr);
        if (result.entries != kEntries) state.SkipWithError("entries are missing");
        state.counters["MB"] = static_cast<double>(result.bytes) / 1e6;
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kEntries));
}
BENCHMARK(write_bundle_100k)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

void merge_bundle_100k(benchmark::State& state) {
    const auto map = full_journal() / "full";
    const Folder stick;
    write_bundle(Journal::open({map, Journal::Mode::read, {}, ""}), map, stick.path / "bundle", {},
                 nullptr);
    for (auto _ : state) {
        state.PauseTiming();
        const Folder folder;
        auto into = writer(folder.path, "map");
        state.ResumeTiming();
        const auto result =
            merge_bundle(into, folder.path / "map", stick.path / "bundle", {}, nullptr);
        if (result.entries != kEntries) state.SkipWithError("entries are missing");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kEntries));
}
BENCHMARK(merge_bundle_100k)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime();

// 0: all is new to the folder; 1: all is there already; 2: all is new to the laptop.
void sync_folder_100k(benchmark::State& state) {
    const auto map = full_journal() / "full";
    const auto meet = [](const fs::path& copy, const std::string& key, const fs::path& stick) {
        auto journal = Journal::open({copy, Journal::Mode::write, copy.parent_path() / key, ""});
        return sync_folder(journal, copy, stick, {}, nullptr);
    };
    for (auto _ : state) {
        state.PauseTiming();
        const Folder stick, other;
        fs::create_directories(other.path / "map");
        if (state.range(0) > 0) meet(map, "full-key", stick.path);
        state.ResumeTiming();
        const auto result = state.range(0) == 2 ? meet(other.path / "map", "key", stick.path)
                                                : meet(map, "full-key", stick.path);
        const auto moved = result.sent_entries + result.came.entries;
        if (moved != (state.range(0) == 1 ? 0 : kEntries)) state.SkipWithError("wrong count");
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kEntries));
}
BENCHMARK(sync_folder_100k)
    ->DenseRange(0, 2)
    ->Unit(benchmark::kMillisecond)
    ->MeasureProcessCPUTime();

void ask_the_mark(benchmark::State& state) {
    const auto journal = Journal::open({full_journal() / "full", Journal::Mode::read, {}, ""});
    for (auto _ : state) benchmark::DoNotOptimize(journal.mark());
}
BENCHMARK(ask_the_mark);

}  // namespace

BENCHMARK_MAIN();
