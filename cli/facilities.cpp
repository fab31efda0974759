// konbit shelters, care, water, supply: the nearest places of a kind.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/answer_text.hpp"
#include "cli/commands.hpp"
#include "cli/facilities_by_road.hpp"
#include "cli/facility_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/travel_option.hpp"
#include "mapper/exchange/export.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr std::string_view kAir = "air";
constexpr double kFar_m = 20'000;  ///< farther away, the place may be mistyped

struct Options {
    Theme theme = Theme::shelter;
    std::optional<std::string> map;
    std::string near;
    TravelWords travel;
    std::string count = "5";
    std::vector<std::string> with;
    bool include_unchecked = false;
    bool include_closed = false;
    bool json = false;
};

/// Checks all that can be wrong without a map.
FacilityQuestion read_question(const Options& o) {
    if (o.near.empty()) {
        throw UsageError{"The place is missing", "--near",
                         "places are listed by their distance from it",
                         "Add --near LAT,LON (latitude first) or --near \"NAME\""};
    }
    refuse_option_as_value("--near", o.near);
    auto with = read_with(o.with);
    return {.theme = o.theme,
            .count = read_number("--count", o.count, 1, 10'000),
            .include_unchecked = o.include_unchecked,
            .include_closed = o.include_closed,
            .include_team = read_audience(o.travel.audience) == Audience::team,
            .capacity_at_least = with.capacity_at_least,
            .with = std::move(with.offers),
            .audience = read_audience(o.travel.audience)};
}

std::string answer_line(const Options& o, const FacilityAnswer& answer, const Place& place) {
    const auto words = theme_words(o.theme);
    if (answer.found.empty()) return fmt::format("No {} was found near {}", words.one, place.label);
    if (answer.found.size() == 1)
        return fmt::format("The nearest {} to {}, by air", words.one, place.label);
    return fmt::format("The {} nearest {} to {}, by air", answer.found.size(), words.many,
                       place.label);
}

void print_place(std::size_t number, const FoundFacility& found) {
    const auto direction = found.distance_m > 0 ? compass_text(found.bearing_deg) : "";
    print_line(fmt::format("{:>2}  {:>8} {:<10}  {}", number, distance_text(found.distance_m),
                           direction, facility_name(found)));
    print_facility_lines(found);
}

bool asks_for_what_may_be_near(const std::string& with) {
    return with.find("water") != std::string::npos || with.find("medical") != std::string::npos;
}

/// Lines that begin with an option are steps; the others count what conditions left out.
void print_wider(const FacilityAnswer& answer) {
    bool left_out = false;
    for (const auto& line : answer.wider) {
        const bool step = line.starts_with("--");
        const bool says_how = line.find("--include-closed") != std::string::npos;
        left_out = left_out || (!step && !says_how && answer.in_map > 0);
        print_line((!step && answer.in_map > 0 ? "Left out: " : "") + words_text(line) + ".");
    }
    if (left_out) {
        print_line("--include-closed or fewer words in --with would show more.");
    }
}

/// What goes below every list.
void print_notes(const Map& map, const Options& o, const Place& place, const FacilityAnswer& answer,
                 bool any) {
    if (o.theme == Theme::shelter && any) {
        print_line("Ask whether they stand and are open now: the map knows only what was said.");
    }
    if (std::any_of(o.with.begin(), o.with.end(), asks_for_what_may_be_near))
        print_line("Water and medical help count on the place itself or within 300 m of it.");
    print_other_places(o.near, place);
    print_map_age(map);
    if (any || answer.found.empty()) print_wider(answer);
}

void print_people(const Map& map, const Options& o, const Place& place,
                  const FacilityAnswer& answer) {
    print_line(answer_line(o, answer, place) + (answer.found.empty() ? "." : ":"));
    print_as_of(read_as_of(o.travel.as_of));
    print_made_before(map);
    if (answer.found.empty() || answer.found.front().distance_m > kFar_m)
        print_outside_map(map, place.at);
    for (std::size_t i = 0; i < answer.found.size(); ++i) print_place(i + 1, answer.found[i]);
    print_notes(map, o, place, answer, !answer.found.empty());
}

void print_json(const Map& map, const Options& o, const Place& place,
                const FacilityAnswer& answer) {
    JsonMembers extra{{"answer", json_text(answer_line(o, answer, place))},
                      {"near", json_place(place)},
                      {"in_map", fmt::to_string(answer.in_map)},
                      {"unchecked_nearer", fmt::to_string(answer.unchecked_nearer)},
                      {"out_nearer", fmt::to_string(answer.out_nearer)},
                      {"advice", json_list(answer.wider)}};
    add_as_of(read_as_of(o.travel.as_of), extra);
    JsonAnswer json{map, std::string{theme_words(o.theme).command}, facility_columns(), extra};
    std::vector<Value> values;
    for (const auto& found : answer.found) {
        values.clear();
        fill_values(found, true, values);
        found.report ? json.add(std::nullopt, found.at, values)
                     : json.add(found.id, found.feature, values);
    }
    json.print();
    print_map_notices(map);
}

void run_by_road(const Map& map, const Options& o, const FacilityQuestion& question,
                 const TravelQuestion& by, const Place& place) {
    const auto travel = Travel::prepare(map, by);
    const auto answer = soonest_facilities(travel, question, place);
    const FacilitiesByRoad asked{map, o.theme, by, read_as_of(o.travel.as_of)};
    if (o.json) {
        print_json_by_road(asked, place, answer);
    } else {
        print_people_by_road(asked, place, answer);
        print_notes(map, o, place, answer.by_air, !answer.found.empty());
    }
    if (!answer.from.road) throw NoWay{};
}

void run(const Options& o) {
    auto question = read_question(o);
    const auto by = o.travel.by == kAir ? std::optional<TravelQuestion>{} : read_travel(o.travel);
    const auto map = open_map(o.map, read_as_of(o.travel.as_of));
    const auto place = resolve_place(map, o.near);
    question.near = place.at;
    if (by) return run_by_road(map, o, question, *by, place);
    const auto answer = nearest_facilities(map, question);
    o.json ? print_json(map, o, place, answer) : print_people(map, o, place, answer);
}

void declare(CLI::App& app, Theme theme, std::string_view examples) {
    const auto o = std::make_shared<Options>();
    o->theme = theme;
    o->travel.by = kAir;
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    app.add_option("--near", o->near, "PLACE: LAT,LON, an id or a name")->type_name("PLACE");
    app.add_option("--by,--profile", o->travel.by,
                   "air (default); or soonest by foot, bicycle, motorcycle, car, 4x4, truck, or a "
                   ".yaml file")
        ->type_name("WAY");
    app.add_option("--count", o->count, "how many (default 5)")->type_name("N");
    app.add_option("--with", o->with, "water, medical, wheelchair, 'capacity>=200'; with commas")
        ->type_name("WORDS")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->allow_extra_args(false);
    app.add_flag("--include-unchecked", o->include_unchecked,
                 "also places that could serve but nobody checked");
    app.add_flag("--include-closed", o->include_closed,
                 "also places tagged or reported as closed, unsafe or badly damaged");
    add_vehicle_options(app, o->travel);
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer("Examples:\n" + std::string{examples});
    app.callback([o] { run(*o); });
}

}  // namespace

void declare_shelters(CLI::App& app) {
    declare(app, Theme::shelter,
            "  konbit shelters andorra.konbit --near 42.5063,1.5218\n"
            "  konbit shelters --near \"Hospital de Meritxell\" --with water,'capacity>=200'\n"
            "  konbit shelters --near -33.1,-70.6 --include-unchecked --json\n"
            "  konbit shelters --near 19.1,-73.0 --by truck --weight 12\n");
}
void declare_care(CLI::App& app) {
    declare(app, Theme::care,
            "  konbit care andorra.konbit --near 42.5063,1.5218\n"
            "  konbit care --near \"Andorra la Vella\" --count 10 --json\n");
}
void declare_water(CLI::App& app) {
    declare(app, Theme::water,
            "  konbit water andorra.konbit --near 42.5063,1.5218\n"
            "  konbit water --near w123 --count 20\n");
}
void declare_supply(CLI::App& app) {
    declare(app, Theme::supply,
            "  konbit supply andorra.konbit --near 42.5063,1.5218\n"
            "  konbit supply --near \"18°30'N 72°38'W\"\n");
}

}  // namespace konbit
