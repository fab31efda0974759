#include "mapper/query/route_text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "mapper/query/text.hpp"

namespace konbit {

std::string travel_time_text(double seconds) {
    if (seconds < 60) return "under a minute";
    const auto minutes = std::lround(seconds / 60);
    const auto hours = minutes / 60;
    if (hours == 0) return fmt::format("{} min", minutes);
    if (minutes % 60 == 0) return fmt::format("{} h", hours);
    return fmt::format("{} h {:02} min", hours, minutes % 60);
}

std::string place_words(const RoutePlace& place) {
    const auto id = to_string(place.way) + (place.note.stretch ? ", a stretch" : "");
    const bool tagged_limit = place.what == "limit" || place.what == "access";
    if (tagged_limit) return place.name.empty() ? id : fmt::format("{} ({})", place.name, id);
    if (place.name.empty()) return fmt::format("{} ({})", place.what, id);
    return fmt::format("{} ({}, {})", place.name, place.what, id);
}

std::string place_and_reason(const RoutePlace& place) {
    const auto words = place_words(place);
    if (place.reason.empty()) return words;
    const auto& condition = place.note.condition;
    const bool told = place.note.object != ObjectId{};
    if (!told) return fmt::format("{}: {}", words, place.reason);
    auto text = fmt::format("{}: {}, {}: {}", words, to_string(condition.passability),
                            to_string(condition.certainty), place.reason);
    if (const auto limits = limits_text(condition.limits); !limits.empty()) text += "; " + limits;
    return text;
}

std::string option_words(const RouteOption& option) {
    return fmt::format("{}, {}", travel_time_text(option.duration_s),
                       distance_text(option.distance_m));
}

std::string counted_by_what(const std::vector<RoutePlace>& places) {
    std::map<std::string, std::uint64_t> counts;
    for (const auto& place : places) ++counts[place.what];
    std::string text;
    for (const auto& [what, count] : counts)
        text += (text.empty() ? "" : ", ") + counted(count, what);
    return text;
}

}  // namespace konbit
