#include "render/viewer/answer_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "mapper/model/geodesy.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

constexpr double kPlaceNear_m = 1'500;

bool goes_without_road(std::string_view highway) {
    constexpr std::array<std::string_view, 16> kWords{
        "path",           "track",           "footway",   "steps",       "cycleway", "crossing",
        "bus_stop",       "traffic_signals", "corridor",  "pedestrian",  "road",     "street_lamp",
        "turning_circle", "motorway",        "bridleway", "construction"};
    return std::find(kWords.begin(), kWords.end(), highway) != kWords.end();
}

const DisasterEvent* newest_event(const Map& map) {
    return map.events().empty() ? nullptr : &map.events().back();
}

}  // namespace

std::string with_capital(std::string_view words) {
    std::string text{words};
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] -= 'a' - 'A';
    return text;
}

std::string kind_words(std::string_view kind) {
    const auto split = kind.find('=');
    if (split == std::string_view::npos) return with_capital(words_text(kind));
    const auto key = kind.substr(0, split);
    auto value = kind.substr(split + 1);
    std::string level;
    if (const auto space = value.find(" admin_level="); space != std::string_view::npos) {
        level = fmt::format(", level {}", value.substr(space + 13));
        value = value.substr(0, space);
    }
    auto words = words_text(value);
    if (key == "highway" && !goes_without_road(value)) words += " road";
    if (key == "boundary") words += " boundary" + level;
    if (key == "landuse" || key == "railway") words += key == "landuse" ? " area" : " (railway)";
    if (key == "building") words += " (building)";
    if (key == "shop" || key == "office") words += fmt::format(" ({})", key);
    return with_capital(words);
}

std::string facility_words(const Facility& facility) {
    if (facility.kind == "designated_shelter") return "shelter";
    return words_text(facility.kind);
}

std::string nobody_looked(const Map& map) {
    const auto* event = newest_event(map);
    if (event == nullptr) return "Nobody has looked";
    return fmt::format("Nobody has looked since the {}", event->kind);
}

std::string damage_words(const DamageStatement& statement) {
    std::string words;
    switch (statement.grade) {
        case Grade::destroyed:
            words = "Destroyed";
            break;
        case Grade::none:
            words = "No damage seen";
            break;
        case Grade::unknown:
            if (statement.passability == Passability::blocked) return "Blocked";
            if (statement.passability == Passability::restricted) return "Restricted";
            if (statement.passability == Passability::open) return "Open, as tagged";
            words = "Damage not clear";
            break;
        default:
            words = with_capital(to_string(statement.grade)) + " damage";
    }
    if (statement.suspected) words += ", suspected";
    if (statement.passability == Passability::blocked) words += ", blocked";
    if (statement.passability == Passability::restricted) words += ", restricted";
    return words;
}

std::string damage_reason(const Map& map) {
    const auto before = map.made_before();
    return before ? fmt::format("by its tags, before the {}", before->kind) : "by its tags";
}

const ConditionPaint& mark_of(const Style& style, const DamageStatement& statement) {
    const bool passes = statement.passability == Passability::blocked ||
                        statement.passability == Passability::restricted;
    return passes ? style.passability(statement.passability) : style.grade(statement.grade);
}

std::string made_before_words(const Map& map) {
    const auto event = map.made_before();
    if (!event) return {};
    const auto made = map.base().data_timestamp();
    if (made == 0)
        return fmt::format("Map data of unknown age: may not show the {}'s damage", event->kind);
    return fmt::format("Map data {} before the {}: cannot show its damage",
                       duration_text(event->at - made), event->kind);
}

std::string name_in(const Map& map, FeatureIndex feature, std::string_view lang,
                    std::string_view local) {
    if (!lang.empty()) {
        const auto name = map.base().feature(feature).tag(fmt::format("name:{}", lang));
        if (name) return screen_text(*name);
    }
    return screen_text(local);
}

std::string place_near(const Map& map, Location at, std::string_view lang) {
    double nearest_m = std::numeric_limits<double>::infinity();
    std::string name;
    const auto key = fmt::format("name:{}", lang);
    map.base().query(box_around(at, kPlaceNear_m), [&](const Feature& feature) {
        if (!feature.tag("place")) return true;
        const auto local = feature.tag("name");
        if (!local) return true;
        const double metres = distance_m(at, representative_point(feature.geometry()));
        if (metres >= nearest_m) return true;
        nearest_m = metres;
        name = screen_text(feature.tag(key).value_or(*local));
        return true;
    });
    return name;
}

Area area_of(const Map& map, const BoundingBox& box) {
    return resolve_area(map, fmt::format("{:.7f},{:.7f},{:.7f},{:.7f}", box.west * 1e-7,
                                         box.south * 1e-7, box.east * 1e-7, box.north * 1e-7));
}

bool looks_elsewhere(const BoundingBox& now, const BoundingBox& asked, double fraction) noexcept {
    const auto size = [](std::int32_t from, std::int32_t to) { return double{1} * to - from; };
    const double width = size(asked.west, asked.east);
    const double height = size(asked.south, asked.north);
    const auto far = [fraction](double by, double of) { return std::abs(by) > fraction * of; };
    return far(size(asked.west, now.west), width) || far(size(asked.east, now.east), width) ||
           far(size(asked.south, now.south), height) || far(size(asked.north, now.north), height);
}

}  // namespace konbit
