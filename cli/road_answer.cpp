#include "cli/road_answer.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cmath>

#include "cli/map_option.hpp"
#include "cli/options.hpp"
#include "cli/travel_option.hpp"
#include "mapper/exchange/place_table.hpp"
#include "mapper/model/error.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

bool is_table(std::string_view typed) {
    return typed.ends_with(".csv") || typed.ends_with(".CSV");
}

}  // namespace

std::vector<Place> read_places(const Map& map, std::string_view option,
                               const std::vector<std::string>& typed) {
    std::vector<Place> places;
    for (const auto& word : typed) {
        refuse_option_as_value(option, word);
        if (!is_table(word)) {
            places.push_back(resolve_place(map, word));
            continue;
        }
        for (auto& row : read_place_table(word))
            places.push_back({.at = row.at,
                              .object = {},
                              .label = std::move(row.name),
                              .by_name = false,
                              .others = {}});
    }
    return places;
}

std::string by_text(const TravelQuestion& question) {
    const auto vehicle = vehicle_text(question);
    return question.profile == "foot" ? "on " + vehicle : "by " + vehicle;
}

std::string snap_line(const Snap& snap, std::string_view where) {
    if (!snap.road)
        return fmt::format("{}: no road within {} that may be used", where, distance_text(kSnap_m));
    const auto road = snap.road_name.empty()
                          ? to_string(snap.way)
                          : fmt::format("{} ({})", snap.road_name, to_string(snap.way));
    const auto away = snap.road->distance_m < 1
                          ? std::string{"on the road"}
                          : distance_text(snap.road->distance_m) + " from the road";
    auto line = fmt::format("{} {}, {}", where, away, road);
    if (!snap.passed_over.empty() && snap.road->distance_m >= kFarFromRoad_m)
        line += fmt::format("; passed over: {}", snap.passed_over);
    return line;
}

std::string json_number(double value) {
    return fmt::format("{}", std::round(value * 10) / 10);
}

std::string json_snap(const Snap& snap) {
    return json_object({{"label", json_text(snap.place.label)},
                        {"lat", fmt::format("{}", snap.place.at.lat_e7 / 1e7)},
                        {"lon", fmt::format("{}", snap.place.at.lon_e7 / 1e7)},
                        {"road_m", snap.road ? json_number(snap.road->distance_m) : "null"}});
}

void add_places_option(CLI::App& app, const std::string& name, std::vector<std::string>& into,
                       const std::string& about) {
    app.add_option(name, into, about)
        ->type_name("PLACE")
        ->expected(-1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

void take_map_from(std::vector<std::string>& places, std::optional<std::string>& map) {
    const auto found = std::find_if(places.begin(), places.end(), names_map);
    if (found == places.end() || map) return;
    map = *found;
    places.erase(found);
}

}  // namespace konbit
