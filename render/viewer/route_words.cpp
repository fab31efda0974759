#include "render/viewer/route_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"
#include "render/viewer/text_painter.hpp"

namespace konbit {
namespace {

constexpr double kAtTheRoad_m = 50;
constexpr double kHardlyMore_m = 50, kHardlyMore_s = 30;
constexpr std::size_t kMostNames = 3;

std::string event_of(const Map& map) {
    return map.events().empty() ? std::string{} : words_text(map.events().back().kind);
}

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& parts) {
    std::string words;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) words += i + 1 == parts.size() ? " and " : ", ";
        words += parts[i];
    }
    return words;
}

std::optional<UnixSeconds> oldest_look(const RouteOption& option) {
    std::optional<UnixSeconds> oldest;
    for (const auto& place : option.evidence) {
        const auto observed = place.note.condition.observed;
        if (place.note.looked_at && observed && (!oldest || *observed < *oldest)) oldest = observed;
    }
    return oldest;
}

std::string no_sentence(const RouteAnswer& answer, UnixSeconds now) {
    if (answer.blocking.empty())
        return answer.why.empty() ? "No way on any day."
                                  : with_capital(screen_text(answer.why)) + ".";
    const auto& first = answer.blocking.front();
    auto words = place_name(first);
    const auto& condition = first.note.condition;
    if (const auto state = state_words(condition); !state.empty()) words += " is " + state;
    words += ".";
    if (const auto from = evidence_words(condition, now); !from.empty())
        words += fmt::format(" {}.", from);
    if (answer.blocking.size() > 1)
        words += fmt::format(" {} on the way blocked, too.",
                             counted(answer.blocking.size() - 1, "place is", "places are"));
    return words;
}

struct TagLimit {
    std::string_view key, before, unit, after;
};
constexpr std::array<TagLimit, 6> kTagLimits{{{"maxheight=", "at most ", " m", " high"},
                                              {"maxheight:physical=", "at most ", " m", " high"},
                                              {"maxwidth=", "at most ", " m", " wide"},
                                              {"maxlength=", "at most ", " m", " long"},
                                              {"maxweight=", "at most ", " t", ""},
                                              {"maxaxleload=", "at most ", " t", " on an axle"}}};

}  // namespace

std::string travel_time_words(double seconds) {
    const auto minutes = std::llround(seconds / 60);
    if (minutes < 1) return "less than a minute";
    if (minutes < 60) return fmt::format("{} min", minutes);
    if (minutes % 60 == 0) return fmt::format("{} h", minutes / 60);
    return fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

std::string way_words(double duration_s, double distance_m) {
    return travel_time_words(duration_s) + " · " + distance_text(distance_m);
}

std::string unseen_words(const RouteOption& option) {
    std::vector<std::string> parts;
    if (option.unseen_m >= 1) parts.push_back(distance_text(option.unseen_m));
    std::map<std::string, std::uint64_t> counts;
    for (const auto& place : option.unseen) ++counts[words_text(place.what)];
    for (const auto& [what, count] : counts) parts.push_back(counted(count, what));
    return listed(parts);
}

std::string verdict_sentence(const Map& map, const RouteAnswer& answer, std::size_t chosen,
                             UnixSeconds now) {
    if (chosen >= answer.options.size()) return no_sentence(answer, now);
    const auto& option = answer.options[chosen];
    const auto event = event_of(map);
    if (event.empty()) return "No disaster is set: an everyday way, by what the map says.";
    if (option.verdict == RouteVerdict::yes) {
        auto words = fmt::format("Somebody looked at all of it since the {}", event);
        if (const auto oldest = oldest_look(option)) words += ", oldest " + short_age(*oldest, now);
        return words + ".";
    }
    const auto unseen = unseen_words(option);
    if (unseen.empty()) return "It relies on places in doubt: see below.";
    return fmt::format("Nobody has looked at {} of this way since the {}.", unseen, event);
}

std::string detour_words(const RouteOption& option) {
    std::vector<std::string> parts;
    if (option.detour_m >= kHardlyMore_m) parts.push_back(distance_text(option.detour_m));
    if (option.detour_s >= kHardlyMore_s) parts.push_back(travel_time_words(option.detour_s));
    return parts.empty() ? "costs hardly more" : "costs " + listed(parts) + " more";
}

std::string place_name(const RoutePlace& place) {
    const auto& name = place.name.empty() ? place.note.name : place.name;
    if (!name.empty()) return screen_text(name);
    const auto& what = place.what.empty() ? place.note.what : place.what;
    return with_capital(words_text(what.empty() ? "road" : what));
}

std::string state_words(const Condition& condition) {
    const auto grade = condition.grade >= Grade::severe ? to_string(condition.grade) : "";
    switch (condition.passability) {
        case Passability::blocked:
            if (condition.grade == Grade::destroyed) return "destroyed";
            return grade.empty() ? "blocked" : fmt::format("blocked, {} damage", grade);
        case Passability::restricted: {
            const auto limits = limits_words(condition.limits);
            return limits.empty() ? "only for some vehicles" : "limited: " + limits;
        }
        case Passability::open:
            return "open when looked at";
        case Passability::unknown:
            return "";
    }
    return "";
}

std::string evidence_words(const Condition& condition, UnixSeconds now) {
    if (condition.certainty == Certainty::none) return {};
    auto words = with_capital(screen_text(condition.source));
    if (condition.observed) words += " · " + short_age(*condition.observed, now);
    words += fmt::format(" · {}", to_string(condition.certainty));
    if (const auto doubt = doubt_word(condition.doubt); !doubt.empty()) words += " · " + doubt;
    return words;
}

std::string limit_words(const std::string& reason) {
    for (const auto& limit : kTagLimits) {
        if (!reason.starts_with(limit.key)) continue;
        const auto value = reason.substr(limit.key.size());
        const bool number =
            !value.empty() && value.find_first_not_of("0123456789.") == std::string::npos;
        return fmt::format("{}{}{}{}", limit.before, screen_text(value), number ? limit.unit : "",
                           limit.after);
    }
    return screen_text(reason);
}

std::string snap_words(const Snap& snap, bool last) {
    std::string words;
    if (!snap.road) {
        words = fmt::format("No road that it may use within {} of {}.", distance_text(kSnap_m),
                            screen_text(snap.place.label));
    } else if (snap.road->distance_m > kAtTheRoad_m) {
        words = fmt::format("The way {} {} from {}.", last ? "ends" : "begins",
                            distance_text(snap.road->distance_m), screen_text(snap.place.label));
    }
    if (!snap.passed_over.empty()) {
        if (!words.empty()) words += " ";
        words += fmt::format("Left out: {}.", screen_text(snap.passed_over));
    }
    return words;
}

std::string cut_off_words(const CutoffAnswer& answer) {
    if (answer.settlements.empty() && answer.buildings == 0) return "Nothing is cut off";
    std::vector<std::string> parts;
    if (!answer.settlements.empty())
        parts.push_back(counted(answer.settlements.size(), "settlement"));
    if (answer.buildings > 0)
        parts.push_back(fmt::format("{} of {} buildings", count_text(answer.buildings),
                                    count_text(answer.buildings_in_all)));
    return "No way to " + listed(parts);
}

std::string reopening_words(const Reopening& reopening) {
    std::vector<std::string> parts;
    for (const auto& name : reopening.settlements) {
        if (parts.size() == kMostNames) break;
        parts.push_back(screen_text(name));
    }
    if (reopening.settlements.size() > kMostNames)
        parts.push_back(fmt::format("{} more", reopening.settlements.size() - kMostNames));
    if (reopening.buildings > 0) parts.push_back(counted(reopening.buildings, "building"));
    if (parts.empty() && reopening.road_km > 0)
        parts.push_back(distance_text(reopening.road_km * 1'000) + " of road");
    return parts.empty() ? "Alone it reconnects nobody" : "Reconnects " + listed(parts);
}

}  // namespace konbit
