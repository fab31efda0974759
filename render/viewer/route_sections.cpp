#include "render/viewer/route_sections.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/evidence_words.hpp"
#include "render/viewer/route_words.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMostSettlements = 26;
constexpr std::size_t kMostReopenings = 30;

PinLook mark_pin(const ConditionPaint& paint) {
    return {.shape = PinLook::Shape::mark, .mark = &paint};
}

/// By what somebody said of it.
AnswerPlace told_place(const RoutePlace& place, const AnswerFrame& frame) {
    const auto& condition = place.note.condition;
    AnswerPlace out{.at = place.at, .pin = {}, .words = place_name(place), .second = {}};
    if (const auto state = state_words(condition); !state.empty()) out.words += ", " + state;
    out.second = evidence_words(condition, frame.now);
    if (out.second.empty()) out.second = with_capital(limit_words(place.reason));
    Widget look;
    show_condition(look, condition, frame.style);
    out.mark = look.mark;
    out.icon = look.icon;
    out.dashed = look.dashed;
    out.badge = look.badge;
    if (condition.passability != Passability::open)
        out.pin = mark_pin(frame.style.passability(condition.passability));
    out.more = with_capital(screen_text(condition.reason));
    for (const auto& line : doubt_lines(condition.doubt, frame.map))
        out.more += (out.more.empty() || out.more.ends_with('.') ? " " : ". ") + line;
    return out;
}

AnswerPlace unseen_place(const RoutePlace& place, const AnswerFrame& frame) {
    const auto what = words_text(place.what);
    AnswerPlace out{.at = place.at, .pin = {}, .words = place_name(place), .second = {}};
    if (!place.name.empty() && !what.empty()) out.words += ", " + what;
    out.second = nobody_looked(frame.map);
    out.mark = &frame.style.passability(Passability::unknown);
    out.pin = mark_pin(*out.mark);
    out.more = with_capital(limit_words(place.reason));
    return out;
}

/// Of what the vehicle may not pass on any day.
AnswerPlace limit_place(const RoutePlace& place, const AnswerFrame& frame) {
    AnswerPlace out{.at = place.at, .pin = {}, .words = place_name(place), .second = {}};
    out.second = with_capital(limit_words(place.reason));
    out.mark = &frame.style.passability(Passability::restricted);
    out.pin = mark_pin(*out.mark);
    out.more = fmt::format("By its tags, on any day: {}.", screen_text(place.reason));
    return out;
}

bool is_told(const RoutePlace& place) {
    return place.note.condition.certainty != Certainty::none;
}

AnswerPlace any_place(const RoutePlace& place, const AnswerFrame& frame) {
    return is_told(place) ? told_place(place, frame) : limit_place(place, frame);
}

template <class Make>
void add_section(std::vector<AnswerSection>& to, std::string heading,
                 const std::vector<RoutePlace>& places, const Make& make) {
    if (places.empty()) return;
    AnswerSection section{.heading = std::move(heading), .places = {}};
    for (const auto& place : places) section.places.push_back(make(place));
    to.push_back(std::move(section));
}

void add_relied_on(std::vector<AnswerSection>& to, const RouteOption& option,
                   const AnswerFrame& frame) {
    AnswerSection section{.heading = "Relies on", .places = {}};
    for (const auto& place : option.unseen) section.places.push_back(unseen_place(place, frame));
    // What is worst of it first.
    auto evidence = option.evidence;
    std::stable_sort(evidence.begin(), evidence.end(), [](const auto& a, const auto& b) {
        return a.note.condition.passability > b.note.condition.passability;
    });
    for (const auto& place : evidence) section.places.push_back(told_place(place, frame));
    if (!section.places.empty()) to.push_back(std::move(section));
}

}  // namespace

std::vector<AnswerSection> sections_of(const RouteAnswer& answer, std::size_t chosen,
                                       const AnswerFrame& frame) {
    std::vector<AnswerSection> sections;
    const auto any = [&](const RoutePlace& place) { return any_place(place, frame); };
    if (chosen >= answer.options.size()) {
        add_section(sections, "Blocked by", answer.blocking, any);
        return sections;
    }
    const auto& option = answer.options[chosen];
    add_relied_on(sections, option, frame);
    add_section(sections, "Avoided · " + detour_words(option), option.avoided, any);
    add_section(sections, "Not for this vehicle on any day", option.limits,
                [&](const RoutePlace& place) { return limit_place(place, frame); });
    return sections;
}

std::vector<AnswerSection> sections_of(const ReachAnswer& answer) {
    AnswerSection section{.heading = "", .places = {}};
    for (std::size_t i = 0; i < answer.bands.size(); ++i) {
        const auto& band = answer.bands[i];
        const bool no_further = i > 0 && band.area == answer.bands[i - 1].area;
        AnswerPlace row{.at = {}, .pin = {}, .words = {}, .second = {}};
        row.words = "Within " + travel_time_words(band.within_s);
        row.second = fmt::format("{}, {}", counted(band.places, "place"),
                                 counted(band.buildings, "building"));
        row.right = distance_text(band.road_km * 1'000);
        const auto& edge = band.area.locations;
        const auto north = std::max_element(
            edge.begin(), edge.end(), [](Location a, Location b) { return a.lat_e7 < b.lat_e7; });
        if (north != edge.end()) row.at = *north;
        if (no_further) row.second = "Nothing more than before";
        if (!no_further)
            row.pin = {.shape = PinLook::Shape::callout,
                       .letter = travel_time_words(band.within_s)};
        row.icon = "route";
        section.places.push_back(std::move(row));
    }
    section.note = "Kilometres are of road. Roads that nobody has looked at count as open.";
    return {std::move(section)};
}

std::vector<AnswerSection> sections_of(const CutoffAnswer& answer, const AnswerFrame& frame) {
    std::vector<AnswerSection> sections;
    AnswerSection open{.heading = "To open first", .places = {}};
    AnswerSection others{.heading = "Blocked, but alone they reconnect nobody", .places = {}};
    for (const auto& reopening : answer.reopenings) {
        const bool helps = !reopening.settlements.empty() || reopening.buildings > 0;
        auto& section = helps ? open : others;
        if (section.places.size() == kMostReopenings) continue;
        auto row = any_place(reopening.place, frame);
        if (helps) {
            row.more = row.second + ". " + row.more;
            row.second = reopening_words(reopening);
            row.pin = {.shape = PinLook::Shape::number,
                       .letter = std::to_string(open.places.size() + 1)};
        } else {
            row.pin = {};  // the map marks it
        }
        section.places.push_back(std::move(row));
    }
    if (!open.places.empty()) sections.push_back(std::move(open));
    AnswerSection cut{.heading = "Without a way", .places = {}};
    for (const auto& place : answer.settlements) {
        if (cut.places.size() == kMostSettlements) break;
        AnswerPlace row{.at = place.at, .pin = {}, .words = screen_text(place.name), .second = {}};
        if (row.words.empty()) row.words = with_capital(words_text(place.kind));
        row.second = with_capital(words_text(place.kind));
        if (place.buildings > 0) row.second += " · " + counted(place.buildings, "building");
        if (place.people)
            row.second += fmt::format(" · about {} people",
                                      count_text(static_cast<std::uint64_t>(*place.people)));
        row.pin = {.shape = PinLook::Shape::number,
                   .letter = std::string(1, static_cast<char>('A' + cut.places.size()))};
        cut.places.push_back(std::move(row));
    }
    if (answer.settlements.size() > kMostSettlements)
        cut.note = fmt::format("And {} more.", answer.settlements.size() - kMostSettlements);
    if (!cut.places.empty()) sections.push_back(std::move(cut));
    if (!others.places.empty()) sections.push_back(std::move(others));
    return sections;
}

}  // namespace konbit
