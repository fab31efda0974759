// konbit reach: what can be reached within some time.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/resources.hpp"
#include "cli/road_answer.hpp"
#include "cli/travel_option.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/route_text.hpp"
#include "mapper/query/text.hpp"
#include "mapper/store/atomic_file.hpp"

namespace konbit {
namespace {

struct Options {
    std::vector<std::string> words;  ///< [MAP] PLACE
    TravelWords travel;
    std::vector<std::string> within;
    std::string out;
    bool json = false, force = false;
};

/// "30min", "1h", "1.5 h", "1h30", "1 h 30 min"; seconds.
std::optional<double> parse_duration(std::string_view text) {
    double seconds = 0, unit = 60;  // what stands behind hours are minutes
    bool any = false;
    const auto take = [&](std::string_view number, double factor) {
        const auto value = parse_decimal(trimmed_text(number));
        if (!value || *value < 0) return false;
        seconds += *value * factor;
        return any = true;
    };
    if (const auto hours = text.find('h'); hours != std::string_view::npos) {
        if (!take(text.substr(0, hours), 3'600)) return std::nullopt;
        text = trimmed_text(text.substr(hours + 1));
    } else if (text.find('m') == std::string_view::npos) {
        return std::nullopt;  // a bare number: nobody knows of what
    }
    for (const std::string_view minutes : {"min", "m"}) {
        if (text.ends_with(minutes)) {
            text.remove_suffix(minutes.size());
            break;
        }
    }
    if (!trimmed_text(text).empty() && !take(text, unit)) return std::nullopt;
    return any ? std::optional{seconds} : std::nullopt;
}

std::vector<double> read_within(const std::vector<std::string>& texts) {
    std::vector<double> within_s;
    for (const auto& text : texts) {
        for (const auto& word : split_words(text)) {
            const auto seconds = parse_duration(word);
            if (!seconds || *seconds <= 0) {
                throw UsageError{"The time cannot be understood", "--within " + word,
                                 "it is no span of hours and minutes",
                                 "Write it like 30min, 1h or 1h30; several with commas: 1h,2h"};
            }
            within_s.push_back(*seconds);
        }
    }
    if (within_s.empty()) {
        throw UsageError{"The time is missing", "--within", "what is reached depends on it",
                         "Add --within 1h, or several: --within 30min,1h,2h"};
    }
    return within_s;
}

std::string answer_line(const Options& o, const TravelQuestion& travel, const Place& place,
                        const ReachAnswer& answer) {
    static_cast<void>(o);
    if (!answer.from.road)
        return fmt::format("NO: no road within {} of {} that may be used {}",
                           distance_text(kSnap_m), place.label, by_text(travel));
    return fmt::format("Reached from {} {}, today", place.label, by_text(travel));
}

void print_people(const Map& map, const Options& o, const TravelQuestion& travel,
                  const Place& place, const ReachAnswer& answer) {
    print_line(answer_line(o, travel, place, answer) + (answer.from.road ? ":" : "."));
    print_as_of(read_as_of(o.travel.as_of));
    print_made_before(map);
    for (const auto& band : answer.bands)
        print_line(fmt::format("  within {:<10} {:>8} of road, {}, {}",
                               travel_time_text(band.within_s), distance_text(band.road_km * 1000),
                               counted(band.places, "settlement"),
                               counted(band.buildings, "building")));
    if (answer.from.road) {
        print_line(snap_line(answer.from, "It begins") + ".");
    } else {
        print_outside_map(map, place.at);
    }
    print_other_places(o.words.empty() ? std::string{} : o.words.back(), place);
    if (!o.out.empty()) print_line(fmt::format("Wrote {}.", o.out));
    print_map_age(map);
    if (o.out.empty() && answer.from.road)
        print_line("-o FILE.geojson writes the areas for a map.");
}

constexpr std::array kColumns{
    Column{"within_s", Column::Type::real},
    Column{"road_km", Column::Type::real},
    Column{"settlements", Column::Type::integer},
    Column{"buildings", Column::Type::integer},
    Column{"vehicle"},
};

/// The largest first, so that the smaller ones are drawn over it.
void write_bands(const ReachAnswer& answer, const TravelQuestion& travel, FeatureWriter& writer) {
    const auto vehicle = vehicle_text(travel);
    for (auto band = answer.bands.rbegin(); band != answer.bands.rend(); ++band) {
        const std::array<Value, kColumns.size()> values{
            band->within_s, std::round(band->road_km * 1000) / 1000,
            static_cast<std::int64_t>(band->places), static_cast<std::int64_t>(band->buildings),
            std::string_view{vehicle}};
        writer.write({.geometry = &band->area, .values = values});
    }
}

constexpr std::string_view kLayer = "reach";

void write_file(const Map& map, const Options& o, const TravelQuestion& travel,
                const ReachAnswer& answer) {
    const auto writer = open_feature_writer(o.out, facts_of(map), module_folder());
    writer->begin_layer({.name = std::string{kLayer}, .columns = kColumns, .with_tags = false});
    write_bands(answer, travel, *writer);
    writer->finish();
}

void print_json(const Map& map, const Options& o, const TravelQuestion& travel, const Place& place,
                const ReachAnswer& answer) {
    JsonMembers extra{{"answer", json_text(answer_line(o, travel, place, answer))},
                      {"from", json_snap(answer.from)}};
    add_as_of(read_as_of(o.travel.as_of), extra);
    std::string text;
    const auto writer = open_geojson_stream(text, facts_of(map), extra);
    writer->begin_layer({.name = std::string{kLayer}, .columns = kColumns, .with_tags = false});
    write_bands(answer, travel, *writer);
    writer->finish();
    if (!text.ends_with('\n')) text += '\n';
    print_raw(text);
    print_map_notices(map);
}

void run(const Options& o) {
    auto words = o.words;
    const auto folder = take_map(words);
    const auto question = read_travel(o.travel);
    const auto within_s = read_within(o.within);
    if (words.size() != 1) {
        throw UsageError{words.empty() ? "The place is missing" : "There is a place too many",
                         "PLACE", "what is reached is reached from one place",
                         "Give it as LAT,LON (latitude first), an id or a \"NAME\""};
    }
    if (!o.out.empty()) {
        refuse_option_as_value("-o", o.out);
        check_target(o.out, o.force);
    }
    const auto map = open_map(folder, read_as_of(o.travel.as_of));
    const auto place = resolve_place(map, words.front());
    const auto travel = Travel::prepare(map, question);
    const auto answer = reach_from(travel, place, within_s);
    if (!o.out.empty() && answer.from.road) write_file(map, o, question, answer);
    o.json ? print_json(map, o, question, place, answer)
           : print_people(map, o, question, place, answer);
    if (!answer.from.road) throw NoWay{};
}

}  // namespace

void declare_reach(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("WORDS", o->words, "PLACE: LAT,LON, an id or a name");
    app.add_option("--within", o->within, "times: 30min, 1h, 1h30; several with commas: 1h,2h")
        ->type_name("TIME")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    add_travel_options(app, o->travel);
    app.add_option("-o,--output", o->out, "FILE: .geojson .gpkg .kml .fgb .shp.zip")
        ->type_name("FILE");
    app.add_flag("--force", o->force, "replace an existing file");
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer(
        "Areas are drawn some 100 m around the roads that are reached.\n\nExamples:\n"
        "  konbit reach andorra.konbit 42.5063,1.5218 --by truck --within 30min,1h\n"
        "  konbit reach \"Lopital Sen Jan\" --by foot --within 1h -o walk.geojson\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
