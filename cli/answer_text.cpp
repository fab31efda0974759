#include "cli/answer_text.hpp"

#include <fmt/format.h>

#include "cli/clock.hpp"
#include "cli/map_option.hpp"
#include "cli/output.hpp"
#include "mapper/query/text.hpp"

namespace konbit {

std::string map_age_line(const Map& map) {
    const auto name = map.base().folder().filename().string();
    const auto made = map.base().data_timestamp();
    if (made == 0) return fmt::format("Nobody knows how old the map data are ({}).", name);
    const auto age = map.as_of() - made;
    if (age < 0 && map.as_of() < now()) {
        return fmt::format("Map data of {}, later than the time asked about ({}).", time_text(made),
                           name);
    }
    if (age < 0) {
        return fmt::format("Map data of {}, later than this computer's clock says it is ({}).",
                           time_text(made), name);
    }
    return fmt::format("Map data of {}, {} old ({}).", time_text(made), duration_text(age), name);
}

std::string made_before_line(const Map& map) {
    const auto event = map.made_before();
    if (!event) return {};
    const auto made = map.base().data_timestamp();
    const auto disaster = fmt::format("the {} of {}", event->kind, time_text(event->at));
    if (made == 0) {
        return fmt::format(
            "Nobody knows whether the map was made before {}: do not count on it to "
            "show its damage.",
            disaster);
    }
    return fmt::format("The map was made {} before {}: it cannot show its damage.",
                       duration_text(event->at - made), disaster);
}

void print_as_of(const std::optional<UnixSeconds>& as_of) {
    if (as_of) print_line(fmt::format("As of {}.", time_text(*as_of)));
}

std::string where_text(const std::optional<Area>& area) {
    return area ? "in " + area->label : std::string{"in the whole map"};
}

void print_made_before(const Map& map) {
    const auto before = made_before_line(map);
    if (!before.empty()) print_line(before);
}

void print_map_age(const Map& map) {
    print_line(map_age_line(map));
    print_map_notices(map);
}

void print_other_places(const std::string& typed, const Place& place) {
    if (place.others.empty()) return;
    print_line(fmt::format("\"{}\" could also mean {}. Give an id to choose.", typed,
                           fmt::join(place.others, "; ")));
}

void print_outside_map(const Map& map, Location at) {
    const auto bounds = map.base().summary().bounds;
    if (bounds.empty() || bounds.contains(at)) return;
    print_line(fmt::format(
        "This place lies outside the map, which covers {:.2f},{:.2f},{:.2f},{:.2f} "
        "(west,south,east,north).",
        bounds.west * 1e-7, bounds.south * 1e-7, bounds.east * 1e-7, bounds.north * 1e-7));
}

}  // namespace konbit
