#include "mapper/query/road_names.hpp"

#include "mapper/query/text.hpp"

namespace konbit {

namespace {

bool has(const Tags& tags, std::string_view key) {
    const auto value = tags.get(key);
    return value && *value != "no";
}

}  // namespace

std::string what_of(const Tags& tags, std::string_view otherwise) {
    for (const std::string_view what : {"ford", "bridge", "tunnel", "barrier"}) {
        if (has(tags, what)) return std::string{what};
    }
    if (tags.is("route", "ferry")) return "ferry";
    return std::string{otherwise};
}

std::string name_of_part(const Tags& tags, std::string_view what) {
    if (what == "bridge" || what == "tunnel") {
        const auto own = tags.value(std::string{what} + ":name");
        if (!own.empty()) return std::string{own};
    }
    return std::string{tags.value("name")};
}

std::string kind_of_road(const Tags& tags) {
    if (tags.is("route", "ferry")) return "ferry";
    const auto highway = tags.value("highway");
    if (highway.empty()) return "way";
    for (const std::string_view plain :
         {"unclassified", "residential", "tertiary", "secondary", "primary", "trunk", "road"}) {
        if (highway == plain || (highway.starts_with(plain) && highway.ends_with("_link")))
            return "road";
    }
    return words_text(highway);
}

}  // namespace konbit
