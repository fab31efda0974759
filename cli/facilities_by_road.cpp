// The soonest places of a kind, for a vehicle today.
#include "cli/facilities_by_road.hpp"

#include <fmt/format.h>

#include <cmath>

#include "cli/answer_text.hpp"
#include "cli/facility_text.hpp"
#include "cli/json_answer.hpp"
#include "cli/map_option.hpp"
#include "cli/output.hpp"
#include "cli/road_answer.hpp"
#include "cli/travel_option.hpp"
#include "mapper/exchange/export.hpp"
#include "mapper/query/route_text.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostUnreachable = 5;

std::string answer_line(const FacilitiesByRoad& asked, const Place& place,
                        const FacilityByRoadAnswer& answer) {
    const auto words = theme_words(asked.theme);
    const auto by = by_text(asked.by);
    if (!answer.from.road)
        return fmt::format("NO: no road within {} of {} that may be used {}",
                           distance_text(kSnap_m), place.label, by);
    if (answer.found.empty() && answer.unreachable.empty())
        return fmt::format("No {} was found near {}", words.one, place.label);
    if (answer.found.empty())
        return fmt::format("NO: no way {} from {} to any {} today", by, place.label, words.one);
    if (answer.found.size() == 1)
        return fmt::format("The {} reached soonest from {}, {}", words.one, place.label, by);
    return fmt::format("The {} {} reached soonest from {}, {}", answer.found.size(), words.many,
                       place.label, by);
}

void print_place(std::size_t number, const FacilityByRoad& found) {
    print_line(fmt::format("{:>2}  {:>14} {:>8}  {}", number, travel_time_text(found.duration_s),
                           distance_text(found.distance_by_road_m), facility_name(found.facility)));
    auto way = fmt::format("the way: {}; {} by air", to_string(found.verdict),
                           distance_text(found.facility.distance_m));
    if (found.off_road_m >= kFarFromRoad_m)
        way += fmt::format("; the last {} are off the road", distance_text(found.off_road_m));
    print_line(fmt::format("{:25}{}", "", way));
    print_facility_lines(found.facility);
}

void print_unreachable(const std::vector<FoundFacility>& places) {
    for (std::size_t i = 0; i < std::min(places.size(), kMostUnreachable); ++i)
        print_line(fmt::format("No way today: {} ({}), {} by air.", facility_name(places[i]),
                               facility_ids(places[i]), distance_text(places[i].distance_m)));
    if (places.size() > kMostUnreachable)
        print_line(
            fmt::format("No way today to {} more.", count_text(places.size() - kMostUnreachable)));
}

double tenth(double value) {
    return std::round(value * 10) / 10;
}

/// The columns of places by air, and those of the way.
std::vector<Column> columns_by_road() {
    std::vector<Column> columns{facility_columns().begin(), facility_columns().end()};
    columns.push_back({"distance_by_road_m", Column::Type::real});
    columns.push_back({"off_road_m", Column::Type::real});
    columns.push_back({"verdict"});
    return columns;
}

std::size_t duration_column() {
    const auto columns = facility_columns();
    return static_cast<std::size_t>(
        std::find_if(columns.begin(), columns.end(),
                     [](const Column& column) { return column.name == "duration_s"; }) -
        columns.begin());
}

std::vector<std::string> names_of(const std::vector<FoundFacility>& places) {
    std::vector<std::string> names;
    for (const auto& place : places)
        names.push_back(fmt::format("{} ({})", facility_name(place), facility_ids(place)));
    return names;
}

}  // namespace

void print_people_by_road(const FacilitiesByRoad& asked, const Place& place,
                          const FacilityByRoadAnswer& answer) {
    print_line(answer_line(asked, place, answer) + (answer.found.empty() ? "." : ":"));
    print_as_of(asked.as_of);
    print_made_before(asked.map);
    if (!answer.from.road) print_outside_map(asked.map, place.at);
    for (std::size_t i = 0; i < answer.found.size(); ++i) print_place(i + 1, answer.found[i]);
    print_unreachable(answer.unreachable);
    if (answer.from.road && answer.from.road->distance_m >= kFarFromRoad_m)
        print_line(snap_line(answer.from, "It begins") + ".");
}

void print_json_by_road(const FacilitiesByRoad& asked, const Place& place,
                        const FacilityByRoadAnswer& answer) {
    JsonMembers extra{{"answer", json_text(answer_line(asked, place, answer))},
                      {"near", json_place(place)},
                      {"from", json_snap(answer.from)},
                      {"vehicle", json_text(vehicle_text(asked.by))},
                      {"in_map", fmt::to_string(answer.by_air.in_map)},
                      {"unreachable", json_list(names_of(answer.unreachable))},
                      {"advice", json_list(answer.by_air.wider)}};
    add_as_of(asked.as_of, extra);
    const auto columns = columns_by_road();
    const auto duration = duration_column();
    JsonAnswer json{asked.map, std::string{theme_words(asked.theme).command}, columns, extra};
    std::vector<Value> values;
    for (const auto& found : answer.found) {
        const auto& facility = found.facility;
        values.clear();
        fill_values(facility, true, values);
        values[duration] = tenth(found.duration_s);
        values.emplace_back(tenth(found.distance_by_road_m));
        values.emplace_back(tenth(found.off_road_m));
        values.emplace_back(to_string(found.verdict));
        facility.report ? json.add(std::nullopt, facility.at, values)
                        : json.add(facility.id, facility.feature, values);
    }
    json.print();
    print_map_notices(asked.map);
}

}  // namespace konbit
