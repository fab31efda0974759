#include "mapper/meaning/facilities.hpp"

#include <algorithm>

#include "mapper/meaning/capacity.hpp"

namespace konbit {
namespace {

void append_new(std::vector<std::string>& to, const std::vector<std::string>& from) {
    for (const std::string& text : from) {
        if (std::ranges::find(to, text) == to.end()) to.push_back(text);
    }
}

void add(const RuleOutcome& outcome, Facility& facility) {
    append_new(facility.cautions, outcome.cautions);
    append_new(facility.offers, outcome.offers);
    append_new(facility.not_in, outcome.not_in);
    if (outcome.closed) facility.closed = true;
    if (outcome.audience == Audience::team) facility.audience = Audience::team;
}

void add_damage(const std::optional<DamageStatement>& damage, Facility& facility) {
    if (!damage) return;
    if (damage->grade >= Grade::slight) {
        facility.cautions.push_back("tagged as damaged: " + std::string{to_string(damage->grade)});
    }
    if (damage->suspected) facility.cautions.push_back("perhaps damaged");
    if (damage->grade == Grade::destroyed) facility.closed = true;
}

}  // namespace

FacilityRules::FacilityRules(std::array<RuleFile, kThemeCount> files, RuleFile details)
    : shared_(std::move(details.also)),
      capacity_(std::move(details.capacity)),
      newest_status_(std::move(details.newest_status)) {
    for (std::size_t i = 0; i < kThemeCount; ++i) {
        rules_[i] = RuleSet{std::move(files[i].rules)};
        also_[i] = RuleSet{std::move(files[i].also)};
    }
}

void FacilityRules::add_details(Theme theme, const Subject& subject, Facility& facility) const {
    for (const RuleMatch& match : also_[static_cast<std::size_t>(theme)].matches(subject)) {
        add(match.rule->gives, facility);
    }
    for (const RuleMatch& match : shared_.matches(subject)) {
        const auto& themes = match.rule->themes;
        if (!themes.empty() && std::ranges::find(themes, theme) == themes.end()) continue;
        add(match.rule->gives, facility);
    }
    facility.capacity_people = capacity_people(capacity_, theme, subject.tags);
    if (newest_status_ && newest_status_closed(*newest_status_, subject.tags)) {
        facility.closed = true;
    }
}

std::optional<Facility> FacilityRules::facility(Theme theme, const Subject& subject,
                                                const DamageRules& damage) const {
    const RuleSet& rules = rules_[static_cast<std::size_t>(theme)];
    if (!rules.may_match(subject.tags)) return std::nullopt;
    const auto damaged = damage.statement(subject);
    const Grade grade = damaged ? damaged->grade : Grade::unknown;
    const auto match =
        rules.first(subject, [&](const MeaningRule& rule) { return below(grade, rule); });
    if (!match || match->rule->gives.suitability == Suitability::never) return std::nullopt;
    Facility facility;
    facility.kind = match->rule->gives.kind;
    facility.suitability = match->rule->gives.suitability;
    facility.reason = reason_of(match->tags);
    add(match->rule->gives, facility);
    add_details(theme, subject, facility);
    add_damage(damaged, facility);
    return facility;
}

}  // namespace konbit
