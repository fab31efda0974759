// konbit bundle: all that people added, in one file for a stick.
#include "mapper/journal/bundle.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/signals.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"
#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

struct Options {
    std::optional<std::string> map;
    std::string out;
    bool force = false;
    bool json = false;
};

void refuse_empty(const Map& map) {
    if (map.journal_to_read().size() > 0) return;
    throw UsageError{"There is nothing to hand on", map.base().folder().string(),
                     "nobody has added anything to this map", "Report something first"};
}

void print_people(const Map& map, const Options& o, const BundleResult& result) {
    print_line(fmt::format("Wrote {} ({}): {}, {}.", o.out, bytes_text(result.bytes),
                           counted(result.entries, "entry", "entries"),
                           counted(result.photos, "photo")));
    print_line("It holds everything, camps and names too: for the team only.");
    print_line(fmt::format("Next, on the other laptop: konbit merge MAP {}",
                           std::filesystem::path{o.out}.filename().string()));
    print_map_notices(map);
}

void print_json(const Map& map, const Options& o, const BundleResult& result) {
    JsonMembers members{{"file", json_text(o.out)},
                        {"entries", fmt::to_string(result.entries)},
                        {"photos", fmt::to_string(result.photos)},
                        {"bytes", fmt::to_string(result.bytes)}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void run(const Options& o) {
    if (o.out.empty()) {
        throw UsageError{"The file is missing", "-o", "a bundle is one file",
                         "Add -o FILE, such as -o /media/stick/marie.konbit-bundle"};
    }
    refuse_option_as_value("-o", o.out);
    check_target(o.out, o.force);
    const auto map = open_map(o.map);
    refuse_empty(map);
    const StopOnCtrlC stop;
    ProgressLine line{ProgressLine::Unit::bytes};
    const auto result = write_bundle(
        map.journal_to_read(), map.base().folder(), o.out,
        [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
            line.show(what, done, total);
        },
        &stop.flag());
    line.clear();
    o.json ? print_json(map, o, result) : print_people(map, o, result);
}

}  // namespace

void declare_bundle(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("-o,--output", o->out, "FILE to write")->type_name("FILE");
    app.add_flag("--force", o->force, "replace an existing file");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Examples:\n  konbit bundle -o /media/stick/marie.konbit-bundle\n"
        "  konbit bundle haiti.konbit -o /media/stick/marie.konbit-bundle --force\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
