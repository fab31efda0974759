#include "cli/facility_text.hpp"

#include <fmt/format.h>

#include "cli/entry_text.hpp"
#include "cli/output.hpp"
#include "mapper/query/text.hpp"

namespace konbit {
namespace {

/// What goes without saying for places of a theme.
std::optional<Theme> theme_of_offer(std::string_view offer) {
    if (offer == "water") return Theme::water;
    if (offer == "medical") return Theme::care;
    return std::nullopt;
}

std::string offer_words(std::string_view offer) {
    if (offer == "medical") return "medical help";
    if (offer == "wheelchair") return "wheelchair access";
    if (offer == "emergency") return "emergency department";
    return words_text(offer);
}

std::string kind_line(const FoundFacility& found) {
    const auto& f = found.facility;
    std::vector<std::string> parts;
    if (found.theme == Theme::shelter || f.suitability == Suitability::unchecked)
        parts.emplace_back(to_string(f.suitability));
    parts.push_back(words_text(f.kind));
    if (f.capacity_people) {
        parts.push_back("capacity " + count_text(*f.capacity_people));
    } else if (found.theme == Theme::shelter) {
        parts.emplace_back("capacity not tagged");
    }
    for (const auto& offer : f.offers) {
        if (found.theme != theme_of_offer(offer)) parts.emplace_back(offer_words(offer));
    }
    parts.push_back(facility_ids(found));
    return fmt::format("{}", fmt::join(parts, " · "));
}

std::string damage_text(const FoundFacility& found) {
    const auto& d = *found.damage;
    if (!found.damage_reason.empty())
        return fmt::format("damage, {}: {}", to_string(found.damage_certainty),
                           found.damage_reason);
    const auto said = d.grade != Grade::unknown ? std::string{to_string(d.grade)}
                      : d.passability != Passability::unknown
                          ? std::string{to_string(d.passability)}
                          : std::string{"unclear"};
    return fmt::format("damage by its tags: {} ({}={})", said, d.source_key, d.source_value);
}

/// What reports say of it, with its doubts.
std::string report_text(const FoundFacility& found) {
    const auto& condition = *found.condition;
    auto text = condition_text(condition);
    if (!condition.reason.empty()) text += ": " + condition.reason;
    return text;
}

std::vector<std::string> doubts_of(const FoundFacility& found) {
    std::vector<std::string> doubts;
    if (found.people_now)
        doubts.push_back(counted(*found.people_now, "person", "people") + " there");
    if (found.facility.closed) doubts.emplace_back("closed or out of use, by its tags");
    if (found.facility.audience == Audience::team)
        doubts.emplace_back("for the team only: do not hand on");
    if (found.damage) doubts.push_back(damage_text(found));
    for (const auto& caution : found.facility.cautions) doubts.push_back(caution);
    return doubts;
}

}  // namespace

ThemeWords theme_words(Theme theme) {
    switch (theme) {
        case Theme::shelter:
            return {"shelters", "shelter", "shelters"};
        case Theme::care:
            return {"care", "place of care", "places of care"};
        case Theme::water:
            return {"water", "place with water", "places with water"};
        case Theme::supply:
            return {"supply", "place of supply", "places of supply"};
    }
    return {};
}

std::string facility_ids(const FoundFacility& found) {
    if (found.report) return "report " + short_id(*found.report);
    auto text = to_string(found.id);
    for (const auto& id : found.same_as) text += " = " + to_string(id);
    return text;
}

std::string facility_name(const FoundFacility& found) {
    return found.name.empty() ? "(no name)" : plain(found.name);
}

void print_facility_lines(const FoundFacility& found) {
    constexpr std::string_view kIndent = "                         ";
    print_line(fmt::format("{}{}", kIndent, kind_line(found)));
    if (found.condition) print_line(fmt::format("{}{}", kIndent, report_text(found)));
    const auto doubts = doubts_of(found);
    if (!doubts.empty()) print_line(fmt::format("{}{}", kIndent, fmt::join(doubts, " · ")));
}

}  // namespace konbit
