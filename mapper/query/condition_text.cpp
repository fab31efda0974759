#include "mapper/query/condition_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "mapper/query/text.hpp"

namespace konbit {

namespace {

constexpr UnixSeconds kPhotoFits_s = 3600;

/// "seen blocked", "severe on imagery", "no damage seen".
std::string statement_words(Matter matter, const Statement& s) {
    if (s.disputes) return s.how == Method::seen ? "doubted by a look" : "doubted";
    const auto value = value_words(matter, s.value);
    const bool no_damage = matter == Matter::damage && s.value == std::uint8_t(Grade::none);
    switch (s.how) {
        case Method::seen:
            return no_damage ? "no damage seen" : fmt::format("seen {}", value);
        case Method::heard:
            return no_damage ? "heard of no damage" : fmt::format("heard {}", value);
        case Method::imagery:
            return no_damage ? "none seen on imagery" : fmt::format("{} on imagery", value);
        case Method::tag:
            return no_damage ? "tagged without damage" : fmt::format("tagged {}", value);
    }
    return std::string{value};
}

bool photo_fits(const Statement& s) {
    return s.photo_taken && std::abs(*s.photo_taken - s.observed) <= kPhotoFits_s;
}

/// "(2 people)", "(1 person, photo)": who saw the same.
std::string witnesses(const Finding& finding, const Statement& used) {
    if (used.how != Method::seen) return {};
    std::set<std::string_view> people;
    bool photo = false;
    for (const auto& s : finding.statements) {
        if (s.how != Method::seen || s.value != used.value || s.disputes) continue;
        people.insert(s.person);
        photo = photo || photo_fits(s);
    }
    return fmt::format(" ({}{})", counted(people.size(), "person", "people"),
                       photo ? ", photo" : "");
}

std::string with_age(Matter matter, const Statement& s, const Moment& moment) {
    return statement_words(matter, s) + " " + age_words(s.observed, moment.as_of);
}

std::string doubts(const Finding& finding, std::string_view event_kind) {
    const auto& verdict = finding.verdict;
    std::string text;
    if (verdict.unverified) text += "; sender not accepted";
    if (verdict.good_news_waits) text += "; better news waits: its sender is not accepted";
    if (verdict.corrected) text += "; corrected by its maker";
    if (verdict.recheck) {
        text += fmt::format("; before the {}: look again",
                            event_kind.empty() ? "last event" : words_text(event_kind));
    }
    return text;
}

}  // namespace

std::string_view value_words(Matter matter, std::uint8_t value) noexcept {
    switch (matter) {
        case Matter::damage:
            if (value == std::uint8_t(Grade::none)) return "none seen";
            return to_string(static_cast<Grade>(value));
        case Matter::passability:
            return to_string(static_cast<Passability>(value));
        case Matter::shelter:
            return to_string(static_cast<ShelterStatus>(value));
    }
    return "unknown";
}

std::string age_words(UnixSeconds observed, UnixSeconds as_of) {
    if (observed == 0) return "at an unknown time";
    if (observed > as_of) return "in " + duration_text(observed - as_of);
    return duration_text(as_of - observed) + " ago";
}

std::string reason_text(const Finding& finding, const Moment& moment, std::string_view event_kind) {
    const auto& verdict = finding.verdict;
    if (!verdict.used || *verdict.used >= finding.statements.size()) {
        return verdict.from_the_future.empty() ? "" : "observed later than now: not used";
    }
    const auto& used = finding.statements[*verdict.used];
    auto text = with_age(finding.matter, used, moment) + witnesses(finding, used);
    if (used.inferred) text += ", of what it stands on";
    if (verdict.disputed) {
        if (verdict.against && *verdict.against < finding.statements.size()) {
            text += "; " + with_age(finding.matter, finding.statements[*verdict.against], moment);
        }
        text += verdict.against ? ": disputed, worse one used" : "; disputed, worse one used";
    }
    return text + doubts(finding, event_kind);
}

std::string source_text(Method how, std::string_view source) {
    if (how == Method::tag) return "OpenStreetMap tag";
    return source.empty() ? std::string{to_string(how)}
                          : fmt::format("{} ({})", to_string(how), source);
}

}  // namespace konbit
