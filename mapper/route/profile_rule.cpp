// Whether a turn rule speaks of a vehicle, and holds now.
#include <fmt/format.h>

#include "mapper/meaning/road_units.hpp"
#include "mapper/route/profile_access.hpp"

namespace konbit {
namespace {

/// "restriction:hgv:conditional" after its first word: are we meant?
bool means_us(const Profile::Data::Keys& keys, std::string_view qualifiers) noexcept {
    bool named = false;
    while (!qualifiers.empty()) {
        qualifiers.remove_prefix(1);
        const auto part = qualifiers.substr(0, qualifiers.find(':'));
        qualifiers.remove_prefix(part.size());
        if (part == "conditional") continue;
        if (keys.names(part)) return true;
        named = true;
    }
    return !named && keys.vehicle;
}

bool is_excepted(const Profile::Data::Keys& keys, std::string_view except) {
    bool excepted = false;
    for_each_value(except, [&](std::string_view word) { excepted = excepted || keys.names(word); });
    return excepted;
}

/// The last clause that is true wins; one that cannot be checked counts.
bool holds_conditionally(const TravelMoment& moment, std::string_view value) {
    const auto clauses = split_conditional(value);
    if (!clauses) return true;
    bool holds = false;
    for (const ConditionalClause& clause : *clauses) {
        const bool forbids = clause.value.starts_with("no_") || clause.value.starts_with("only_");
        const auto answer = condition_holds(clause.condition, moment);
        if (answer.holds == Truth::yes && answer.purpose.empty()) holds = forbids;
        if (answer.holds == Truth::unknown && forbids) holds = true;
    }
    return holds;
}

/// "Monday" is "Mo" in opening hours.
std::string short_day(std::string_view day) {
    return std::string{day.substr(0, 2)};
}

/// The times of old restrictions: `time`, or day_on, day_off, hour_on, hour_off.
bool holds_by_old_times(const TravelMoment& moment, const Tags& rule) {
    std::string hours{rule.value("time")};
    if (hours.empty() && rule.has("day_on") && rule.has("day_off")) {
        hours = fmt::format("{}-{} ", short_day(rule.value("day_on")),
                            short_day(rule.value("day_off")));
    }
    if (!rule.has("time") && rule.has("hour_on") && rule.has("hour_off")) {
        hours += fmt::format("{}-{}", rule.value("hour_on"), rule.value("hour_off"));
    }
    return hours.empty() || hours_hold(hours, moment.local).holds != Truth::no;
}

}  // namespace

bool Profile::rule_applies(const Tags& rule, const TripContext& trip) const {
    const TripView view{*data_, trip};
    constexpr std::string_view kRestriction = "restriction";
    if (is_excepted(view.keys, rule.value("except"))) return false;
    const auto type = rule.value("type");
    if (type.starts_with("restriction:") && !means_us(view.keys, type.substr(kRestriction.size())))
        return false;
    if (!holds_by_old_times(view.moment, rule)) return false;
    for (const Tag& tag : rule) {
        if (!tag.key.starts_with(kRestriction)) continue;
        const auto qualifiers = tag.key.substr(kRestriction.size());
        if (!qualifiers.empty() && qualifiers.front() != ':') continue;
        // A type that names vehicles has named us already.
        const bool ours = means_us(view.keys, qualifiers) ||
                          (qualifiers.empty() && type.starts_with("restriction:"));
        if (!ours) continue;
        if (!tag.key.ends_with(":conditional")) return true;
        if (holds_conditionally(view.moment, tag.value)) return true;
    }
    return false;
}

}  // namespace konbit
