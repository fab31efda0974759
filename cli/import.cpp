// konbit import: an extract becomes a map.
#include "import/importer.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/resources.hpp"
#include "cli/signals.hpp"
#include "mapper/query/text.hpp"
#include "mapper/model/error.hpp"

namespace konbit {

namespace fs = std::filesystem;

namespace {

struct Options {
    std::string extract;
    std::string map;
    std::string memory_mb = "512";
    bool force = false;
    bool base_only = false;
    bool json = false;
};

/// What was made: the importer's result, and all of it with derived/.
struct Made {
    fs::path map;
    MapSummary summary;
    double seconds = 0;
    std::uint64_t bytes = 0;
};

/// "andorra.konbit" in the current folder for ".../andorra.osm.pbf".
fs::path default_map(const fs::path& extract) {
    auto name = extract.filename().string();
    for (const std::string_view ending : {".gz", ".bz2", ".pbf", ".osm", ".opl", ".o5m", ".xml"}) {
        if (name.size() > ending.size() && name.ends_with(ending))
            name.resize(name.size() - ending.size());
        if (ending == ".pbf" && name.ends_with(".osm") && name.size() > 4)
            name.resize(name.size() - 4);
    }
    return name + ".konbit";
}

std::uint64_t bytes_in(const fs::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator at{folder, error}, end; !error && at != end;
         at.increment(error)) {
        std::error_code no_size;
        const auto size = at->is_regular_file(no_size) ? at->file_size(no_size) : 0;
        if (!no_size) bytes += size;
    }
    return bytes;
}

/// derived/, so that the first question need not build it.
void build_derived(const fs::path& folder, const StopOnCtrlC& stop) {
    ProgressLine line{ProgressLine::Unit::things};
    auto map = Map::open(
        {.folder = folder,
         .rules_folder = rules_folder(),
         .progress = [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
             line.show(what, done, total);
             if (stop.flag()) {
                 throw DataError{"The import was stopped", folder.string(), "Ctrl-C was pressed",
                                 "Nothing was changed"};
             }
         }});
    map.ensure_derived();
}

Made make_map(const Options& o) {
    const auto start = std::chrono::steady_clock::now();
    const fs::path map = o.map.empty() ? default_map(o.extract) : fs::path{o.map};
    if (!o.base_only) static_cast<void>(Meaning::load(rules_folder()));  // before the long work
    const StopOnCtrlC stop;
    Made made;
    {
        ProgressLine line{ProgressLine::Unit::bytes};
        const auto result = import_extract(
            {.extract = o.extract,
             .map = map,
             .replace = o.force,
             .memory_bytes = read_number("--memory", o.memory_mb, 32, 1 << 20) << 20,
             .stop = &stop.flag(),
             .complete =
                 [&](const fs::path& folder) {
                     if (!o.base_only) build_derived(folder, stop);
                 },
             .progress = [&](std::string_view stage, std::uint64_t done, std::uint64_t total) {
                 line.show(stage, done, total);
             }});
        made.summary = result.summary;
    }
    made.map = map;
    made.bytes = bytes_in(map);
    made.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return made;
}

void print_json(const Made& made) {
    const auto& s = made.summary;
    std::string skipped = "[";
    for (const auto& item : s.skipped) {
        skipped += fmt::format(R"({}{{"object":{},"why":{}}})", skipped.size() > 1 ? "," : "",
                               json_text(item.object), json_text(item.why));
    }
    print_raw(json_object({{"map", json_text(made.map.string())},
                           {"nodes", fmt::to_string(s.objects[0])},
                           {"ways", fmt::to_string(s.objects[1])},
                           {"relations", fmt::to_string(s.objects[2])},
                           {"areas", fmt::to_string(s.areas)},
                           {"skipped", skipped + "]"},
                           {"data_timestamp", s.data_timestamp == 0
                                                  ? std::string{"null"}
                                                  : json_text(to_iso8601(s.data_timestamp))},
                           {"seconds", fmt::format("{:.3f}", made.seconds)},
                           {"bytes", fmt::to_string(made.bytes)}}) +
              "\n");
}

/// Fit for copying into a shell.
std::string quoted(const std::string& path) {
    return path.find(' ') == std::string::npos ? path : '"' + path + '"';
}

void print_people(const Made& made) {
    const auto& s = made.summary;
    const auto map = made.map.string();
    print_line(fmt::format("Made {} in {:.1f} s ({}): {}, {}, {}, {}.", map, made.seconds,
                           bytes_text(made.bytes), counted(s.objects[0], "node"),
                           counted(s.objects[1], "way"), counted(s.objects[2], "relation"),
                           counted(s.areas, "area")));
    if (s.objects == std::array<std::uint64_t, 3>{}) {
        print_line("The extract holds no objects: the map is empty. Was it the right file?");
    }
    print_line(s.data_timestamp == 0 ? std::string{"Nobody knows how old the map data are."}
                                     : fmt::format("Map data of {}.", time_text(s.data_timestamp)));
    if (!s.skipped.empty()) {
        print_line(
            fmt::format("Not in the map as the extract meant: {}{}; \"konbit info\" says which.",
                        s.skipped.size() < MapSummary::kMaxSkipped ? "" : "at least ",
                        counted(s.skipped.size(), "object")));
    }
    print_line(fmt::format("Next: konbit shelters {} --near LAT,LON", quoted(map)));
}

void run(const Options& o) {
    const auto made = make_map(o);
    o.json ? print_json(made) : print_people(made);
}

}  // namespace

void declare_import(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("EXTRACT", o->extract, ".osm.pbf, .osm, .osm.gz or .osm.bz2")->required();
    app.add_option("-o,--output", o->map, "MAP to make (default: the extract's name, here)")
        ->type_name("MAP");
    app.add_option("--memory", o->memory_mb, "megabytes that it may use (default 512)")
        ->type_name("MB");
    app.add_flag("--force", o->force, "replace an existing map");
    app.add_flag("--base-only", o->base_only, "leave the indexes to the first question");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Examples:\n  konbit import andorra.osm.pbf\n"
        "  konbit import haiti.osm.pbf -o /media/stick/haiti.konbit --memory 1024\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
