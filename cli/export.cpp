// konbit export: a file for other programs.
#include "mapper/exchange/export.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress_line.hpp"
#include "cli/resources.hpp"
#include "cli/signals.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/attribution.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::optional<std::string> map;
    std::string out;
    std::vector<std::string> what;
    std::optional<std::string> in;
    std::string audience = "public";
    std::string as_of;
    bool include_unchecked = false;
    bool force = false;
    bool json = false;
};

std::vector<What> read_what(const std::vector<std::string>& texts) {
    static const std::vector<std::string> kKnown{
        "shelters", "care", "water", "supply", "damage", "roads", "buildings", "reports", "all"};
    std::vector<What> what;
    for (const auto& text : texts) {
        for (const auto& word : split_words(text)) {
            const auto parsed = parse_what(word);
            const auto nearest = parsed ? std::string{} : nearest_word(word, kKnown);
            if (!parsed) {
                throw UsageError{"This cannot be exported", "--what " + word, "it is not known",
                                 nearest.empty() ? fmt::format("Use {}", fmt::join(kKnown, ", "))
                                                 : fmt::format("Did you mean {}?", nearest)};
            }
            if (std::find(what.begin(), what.end(), *parsed) == what.end()) what.push_back(*parsed);
        }
    }
    return what;
}

ExportRequest read_request(const Options& o) {
    if (o.out.empty()) {
        throw UsageError{"The file is missing", "-o", "its ending chooses the format",
                         "Add -o FILE, such as -o shelters.geojson"};
    }
    refuse_option_as_value("-o", o.out);
    if (o.in) refuse_option_as_value("--in", *o.in);
    ExportRequest request;
    request.out = o.out;
    request.what = read_what(o.what);
    request.include_unchecked = o.include_unchecked;
    request.audience = read_audience(o.audience);
    request.replace = o.force;
    return request;
}

std::string layers_text(const ExportResult& result) {
    std::vector<std::string> parts;
    for (const auto& [name, count] : result.layers) {
        auto word = name == "all" ? std::string{"things"} : name;
        if (count == 1 && word.ends_with('s')) word.pop_back();
        parts.push_back(fmt::format("{} {}", count_text(count), word));
    }
    return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", "));
}

void print_people(const Map& map, const ExportRequest& request, const ExportResult& result,
                  std::optional<UnixSeconds> as_of) {
    print_line(fmt::format("Wrote {} ({}): {}.", request.out.string(), bytes_text(result.bytes),
                           layers_text(result)));
    print_as_of(as_of);
    print_made_before(map);
    if (result.left_out > 0 && result.notes.empty())
        print_line(fmt::format("Left out: {}.", count_text(result.left_out)));
    for (const auto& note : result.notes) print_line(note + ".");
    print_map_age(map);
    print_line(request.audience == Audience::team
                   ? fmt::format("It is for the team alone: camps, needs and names may be in it. "
                                 "Source: {}.",
                                 kAttribution)
                   : fmt::format("Hand it on{} with its source: {}.",
                                 request.audience == Audience::partners ? " to partners" : "",
                                 kAttribution));
}

void print_json(const Map& map, const ExportRequest& request, const ExportResult& result) {
    JsonMembers layers;
    for (const auto& [name, count] : result.layers)
        layers.emplace_back(name, fmt::to_string(count));
    JsonMembers members{{"file", json_text(request.out.string())},
                        {"bytes", fmt::to_string(result.bytes)},
                        {"layers", json_object(layers)},
                        {"left_out", fmt::to_string(result.left_out)},
                        {"notes", json_list(result.notes)}};
    add_facts(map, members);
    print_raw(json_object(members) + "\n");
    print_map_notices(map);
}

void run(const Options& o) {
    auto request = read_request(o);
    const auto map = open_map(o.map, read_as_of(o.as_of));
    if (o.in) request.area = resolve_area(map, *o.in);
    request.module_folder = module_folder();
    const StopOnCtrlC stop;
    request.stop = &stop.flag();
    ProgressLine line{ProgressLine::Unit::things};
    request.progress = [&](std::string_view what, std::uint64_t done, std::uint64_t total) {
        line.show(what, done, total);
    };
    const auto result = export_map(map, request);
    line.clear();
    o.json ? print_json(map, request, result)
           : print_people(map, request, result, read_as_of(o.as_of));
}

}  // namespace

void declare_export(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("-o,--output", o->out,
                   "FILE: .geojson .geojsonl .gpkg .csv .kml .fgb .shp.zip .osm.pbf")
        ->type_name("FILE");
    app.add_option(
           "--what", o->what,
           "shelters, care, water, supply, damage, roads, buildings, reports, all (default)")
        ->type_name("WORDS")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    app.add_option("--in", o->in, "AREA: W,S,E,N, a polygon file, a name or id, or PLACE~5km")
        ->type_name("AREA");
    app.add_option("--audience", o->audience,
                   "public (default), partners, or team: camps and needs too")
        ->type_name("WHO");
    add_as_of(app, o->as_of);
    app.add_flag("--include-unchecked", o->include_unchecked,
                 "also shelters that could serve but nobody checked");
    app.add_flag("--force", o->force, "replace an existing file");
    app.add_flag("--json", o->json, "answer as JSON");
    app.footer(
        "Examples:\n  konbit export andorra.konbit -o shelters.geojson --what shelters\n"
        "  konbit export andorra.konbit -o andorra.gpkg --what shelters,care,water,damage\n"
        "  konbit export andorra.konbit -o copy.osm.pbf\n"
        "  konbit export andorra.konbit -o today.csv --what reports --audience partners\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
