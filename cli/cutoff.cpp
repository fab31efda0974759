// konbit cutoff: who has no way today, and which place to open first.
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
#include "mapper/exchange/population.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/route_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

struct Options {
    std::optional<std::string> map;
    std::vector<std::string> from;
    TravelWords travel;
    std::string population, count = "10";
    bool json = false;
};

bool any_road(const CutoffAnswer& answer) {
    return std::any_of(answer.from.begin(), answer.from.end(),
                       [](const Snap& snap) { return snap.road.has_value(); });
}

std::string from_text(const CutoffAnswer& answer) {
    std::vector<std::string> labels;
    for (const auto& snap : answer.from) labels.push_back(snap.place.label);
    if (labels.size() > 3) return counted(labels.size(), "place");
    return fmt::format("{}", fmt::join(labels, ", "));
}

std::string people_text(double people) {
    return "about " + counted(static_cast<std::uint64_t>(std::llround(people)), "person", "people");
}

/// "2 settlements, 120 buildings, 3.4 km of road"; about people first, if they are counted.
std::string amounts(std::size_t settlements, std::uint64_t buildings, double road_km,
                    const std::optional<double>& people) {
    std::vector<std::string> parts;
    if (people) parts.push_back(people_text(*people));
    if (settlements > 0) parts.push_back(counted(settlements, "settlement"));
    if (buildings > 0) parts.push_back(counted(buildings, "building"));
    if (road_km > 0) parts.push_back(distance_text(road_km * 1000) + " of road");
    return fmt::format("{}", fmt::join(parts, ", "));
}

bool nobody(const CutoffAnswer& answer) {
    return answer.settlements.empty() && answer.buildings == 0 && answer.road_km == 0 &&
           answer.people.value_or(0) == 0;
}

std::string answer_line(const TravelQuestion& travel, const CutoffAnswer& answer) {
    const auto way = fmt::format("{} from {}", by_text(travel), from_text(answer));
    if (!any_road(answer)) return "NO: no road near " + from_text(answer) + " that may be used";
    if (nobody(answer)) return fmt::format("Nobody is cut off {} today, as far as is known", way);
    return fmt::format(
        "Cut off today {}: {}; the map has {}", way,
        amounts(answer.settlements.size(), answer.buildings, answer.road_km, answer.people),
        counted(answer.buildings_in_all, "building"));
}

bool helps(const Reopening& reopening) {
    return !reopening.settlements.empty() || reopening.buildings > 0 || reopening.road_km > 0 ||
           reopening.people.value_or(0) > 0;
}

void print_settlements(const CutoffAnswer& answer, std::size_t count) {
    for (std::size_t i = 0; i < std::min(count, answer.settlements.size()); ++i) {
        const auto& place = answer.settlements[i];
        std::vector<std::string> parts{words_text(place.kind)};
        if (place.people) parts.push_back(people_text(*place.people));
        parts.push_back(counted(place.buildings, "building"));
        parts.push_back(to_string(place.id));
        if (place.only_together)
            parts.emplace_back("one place alone does not open the way: two or more have to be");
        print_line(fmt::format("  {}: {}", place.name.empty() ? "(no name)" : place.name,
                               fmt::join(parts, " · ")));
    }
    if (answer.settlements.size() > count)
        print_line(fmt::format("  … and {} more: --count {} or --json shows them",
                               count_text(answer.settlements.size() - count),
                               answer.settlements.size()));
}

std::string names_text(const std::vector<std::string>& settlements) {
    std::vector<std::string> names;
    for (const auto& name : settlements) {
        if (!name.empty() && names.size() < 5) names.push_back(name);
    }
    if (names.empty()) return {};
    const auto more = settlements.size() - names.size();
    return fmt::format(" ({}{})", fmt::join(names, ", "),
                       more > 0 ? fmt::format(" and {} more", count_text(more)) : std::string{});
}

void print_reopenings(const CutoffAnswer& answer, std::size_t count) {
    if (answer.reopenings.empty()) return;
    print_line(nobody(answer) ? "Blocked, without anybody behind it:"
                              : "What opening one of these alone reconnects:");
    for (std::size_t i = 0; i < std::min(count, answer.reopenings.size()); ++i) {
        const auto& r = answer.reopenings[i];
        const auto gain = helps(r)
                              ? amounts(r.settlements.size(), r.buildings, r.road_km, r.people) +
                                    names_text(r.settlements)
                              : std::string{"nobody"};
        print_line(fmt::format("{:>3}  {}", i + 1, gain));
        print_line("     " + place_and_reason(r.place));
    }
    if (answer.reopenings.size() > count)
        print_line(fmt::format("  … and {} more: --count {} or --json shows them",
                               count_text(answer.reopenings.size() - count),
                               answer.reopenings.size()));
}

void print_people(const Map& map, const Options& o, const TravelQuestion& travel,
                  const CutoffAnswer& answer) {
    const auto count = read_number("--count", o.count, 1, 1'000'000);
    print_line(answer_line(travel, answer) +
               (answer.settlements.empty() || !any_road(answer) ? "." : ":"));
    print_as_of(read_as_of(o.travel.as_of));
    print_made_before(map);
    print_settlements(answer, count);
    print_reopenings(answer, count);
    if (answer.only_together > 0)
        print_line(fmt::format("One place alone does not help {}: two or more have to be opened.",
                               counted(answer.only_together, "building")));
    if (answer.never > 0)
        print_line(fmt::format("Not counted: {} without such a road on any day.",
                               counted(answer.never, "settlement")));
    for (const auto& snap : answer.from) {
        if (!snap.road || snap.road->distance_m >= kFarFromRoad_m)
            print_line(snap_line(snap, snap.road ? snap.place.label + " is" : snap.place.label) +
                       ".");
    }
    print_map_age(map);
}

// ---- JSON: a point for each settlement; reopenings beside

std::string json_reopening(const Reopening& r) {
    JsonMembers members{{"id", json_text(to_string(r.place.way))},
                        {"what", json_text(r.place.what)},
                        {"name", json_text(r.place.name)},
                        {"reason", json_text(r.place.reason)},
                        {"lat", fmt::format("{}", r.place.at.lat_e7 / 1e7)},
                        {"lon", fmt::format("{}", r.place.at.lon_e7 / 1e7)},
                        {"settlements", json_list(r.settlements)},
                        {"buildings", fmt::to_string(r.buildings)},
                        {"road_km", json_number(r.road_km)},
                        {"people", r.people ? json_number(*r.people) : "null"}};
    return json_object(members);
}

std::string json_all(const auto& items, const auto& one) {
    std::string text = "[";
    for (const auto& item : items) text += (text.size() > 1 ? "," : "") + one(item);
    return text + "]";
}

constexpr std::array kColumns{
    Column{"name"},
    Column{"kind"},
    Column{"buildings", Column::Type::integer},
    Column{"people", Column::Type::real},
    Column{"only_together", Column::Type::boolean},
};

void print_json(const Map& map, const Options& o, const TravelQuestion& travel,
                const CutoffAnswer& answer) {
    JsonMembers extra{{"answer", json_text(answer_line(travel, answer))},
                      {"vehicle", json_text(vehicle_text(travel))},
                      {"from", json_all(answer.from, json_snap)},
                      {"buildings", fmt::to_string(answer.buildings)},
                      {"buildings_in_all", fmt::to_string(answer.buildings_in_all)},
                      {"people", answer.people ? json_number(*answer.people) : "null"},
                      {"road_km", json_number(answer.road_km)},
                      {"buildings_only_together", fmt::to_string(answer.only_together)},
                      {"never", fmt::to_string(answer.never)},
                      {"reopenings", json_all(answer.reopenings, json_reopening)}};
    add_as_of(read_as_of(o.travel.as_of), extra);
    JsonAnswer json{map, "cutoff", kColumns, extra};
    for (const auto& place : answer.settlements) {
        const std::array<Value, kColumns.size()> values{
            place.name.empty() ? Value{} : Value{std::string_view{place.name}},
            std::string_view{place.kind}, static_cast<std::int64_t>(place.buildings),
            place.people ? Value{std::round(*place.people * 10) / 10} : Value{},
            place.only_together};
        json.add(place.id, place.at, values);
    }
    json.print();
    print_map_notices(map);
}

void run(Options o) {
    const auto travel_question = read_travel(o.travel);
    take_map_from(o.from, o.map);
    if (o.from.empty()) {
        throw UsageError{"The place is missing", "--from", "one is cut off from somewhere",
                         "Add --from with a depot, a hospital or an airport, or several of them"};
    }
    static_cast<void>(read_number("--count", o.count, 1, 1'000'000));
    refuse_option_as_value("--population", o.population);
    std::unique_ptr<PopulationRaster> raster;
    if (!o.population.empty()) raster = open_population(o.population, module_folder());
    const auto map = open_map(o.map, read_as_of(o.travel.as_of));
    CutoffQuestion question{.from = read_places(map, "--from", o.from)};
    if (raster != nullptr) {
        question.people = [&](const BoundingBox& box, const auto& visit) {
            raster->visit(box, visit);
        };
    }
    const auto travel = Travel::prepare(map, travel_question);
    const auto answer = find_cut_off(travel, question);
    o.json ? print_json(map, o, travel_question, answer)
           : print_people(map, o, travel_question, answer);
    if (!any_road(answer)) throw NoWay{};
}

}  // namespace

void declare_cutoff(CLI::App& app) {
    const auto o = std::make_shared<Options>();
    app.add_option("MAP", o->map, "a folder that ends in .konbit");
    add_places_option(app, "--from", o->from, "where help comes from: LAT,LON, ids or names");
    add_travel_options(app, o->travel);
    app.add_option("--population", o->population,
                   "GeoTIFF whose cells count people (WorldPop, GHS-POP)")
        ->type_name("TIF");
    app.add_option("--count", o->count, "how many are listed (default 10)")->type_name("N");
    app.add_flag("--json", o->json, "answer as GeoJSON");
    app.footer(
        "Cut off is who could be reached on an ordinary day and cannot be today. Each blocked "
        "place\nis ranked by what its opening alone would reconnect.\n\nExamples:\n"
        "  konbit cutoff andorra.konbit --from \"Andorra la Vella\" --by truck\n"
        "  konbit cutoff --from \"Lopital Sen Jan\" --by 4x4 --population hti_ppp_2020.tif\n");
    app.callback([o] { run(*o); });
}

}  // namespace konbit
