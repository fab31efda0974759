#include "mapper/meaning/damage.hpp"

#include <algorithm>

namespace konbit {
namespace {

/// How bad a damage rule's word is: "perhaps damaged" is worse than "not damaged".
int badness(const RuleOutcome& outcome) {
    const Grade grade = outcome.grade.value_or(Grade::unknown);
    if (grade == Grade::unknown) return outcome.suspected ? 2 : 0;
    if (grade == Grade::none) return 1;
    return 1 + static_cast<int>(grade);
}

int badness(Passability passability) {
    switch (passability) {
        case Passability::open:
            return 0;
        case Passability::unknown:
            return 1;
        case Passability::restricted:
            return 2;
        case Passability::blocked:
            return 3;
    }
    return 0;
}

Passability worse(Passability a, Passability b) {
    return badness(a) < badness(b) ? b : a;
}

std::string filled(std::string text, std::string_view star) {
    if (const auto at = text.find('*'); at != std::string::npos) text.replace(at, 1, star);
    return text;
}

void append_new(std::vector<std::string>& to, std::string text) {
    if (std::ranges::find(to, text) == to.end()) to.push_back(std::move(text));
}

const TagTest* starred_test(const MeaningRule& rule) {
    const auto found =
        std::ranges::find_if(rule.when, [](const TagTest& t) { return t.key.prefix; });
    return found == rule.when.end() ? nullptr : &*found;
}

/// What the star of the rule stands for, for each tag that satisfies it; one "" without a star.
std::vector<std::string_view> stars_of(const MeaningRule& rule, const Tags& tags) {
    const TagTest* test = starred_test(rule);
    if (test == nullptr) return {std::string_view{}};
    std::vector<std::string_view> stars;
    for (const Tag& tag : tags) {
        const bool excepted = std::ranges::any_of(
            rule.except_keys, [&](const KeyPattern& key) { return key.fits(tag.key); });
        if (!excepted && test->key.fits(tag.key) && test->value_holds(tag.value)) {
            stars.push_back(test->key.star(tag.key));
        }
    }
    return stars;
}

void add_texts(const MeaningRule& rule, const Tags& tags, DamageStatement& statement) {
    for (const std::string_view star : stars_of(rule, tags)) {
        for (const auto& text : rule.gives.vehicles) {
            append_new(statement.vehicles, filled(text, star));
        }
        for (const auto& text : rule.gives.notes) append_new(statement.notes, filled(text, star));
    }
    for (const auto& key : rule.gives.show) {
        if (const auto text = tags.get(key))
            append_new(statement.notes, key + ": " + std::string{*text});
    }
    for (const auto& kind : rule.gives.restricted_in) append_new(statement.restricted_in, kind);
    for (const auto& kind : rule.gives.blocked_in) append_new(statement.blocked_in, kind);
}

const RuleMatch* worst_damage(const std::vector<RuleMatch>& matches) {
    const auto worst = std::ranges::max_element(matches, {}, [](const RuleMatch& match) {
        return badness(match.rule->gives);
    });  // the first of equals
    return worst == matches.end() ? nullptr : &*worst;
}

Passability stated(const RuleMatch& match) {
    return match.rule->gives.passability.value_or(Passability::unknown);
}

/// The worst word on passing; of equals one of the disaster before an everyday one.
const RuleMatch* worst_passability(const std::vector<RuleMatch>& matches) {
    const auto worst = std::ranges::max_element(matches, {}, [](const RuleMatch& match) {
        return 2 * badness(stated(match)) + (match.rule->gives.everyday ? 0 : 1);
    });
    return worst == matches.end() ? nullptr : &*worst;
}

void set_source(const RuleMatch& match, const Tags& tags, DamageStatement& statement) {
    const RuleOutcome& gives = match.rule->gives;
    statement.source_key = match.tags.front()->key;
    statement.source_value = match.tags.front()->value;
    statement.what = gives.what;
    const auto stars = stars_of(*match.rule, tags);
    const std::string_view star = stars.empty() ? std::string_view{} : stars.front();
    statement.scheme = filled(gives.scheme, star);
    statement.event = filled(gives.event, star);
}

void set_grade(const RuleOutcome& gives, DamageStatement& statement) {
    statement.grade = gives.grade.value_or(Grade::unknown);
    statement.suspected = gives.suspected;
}

/// Puts the passability rules' word into the statement; true if there was one.
bool set_passability(const std::vector<RuleMatch>& matches, DamageStatement& statement) {
    const RuleMatch* worst = worst_passability(matches);
    if (worst == nullptr) return false;
    statement.passability = stated(*worst);
    statement.states_passability = std::ranges::any_of(
        matches, [](const RuleMatch& match) { return !match.rule->gives.presumed; });
    return true;
}

std::string first_value(const std::vector<std::string>& keys, const Tags& tags) {
    for (const std::string& key : keys) {
        if (const auto value = tags.get(key)) return std::string{*value};
    }
    return {};
}

}  // namespace

DamageRules::DamageRules(RuleFile damage, RuleFile passability)
    : damage_(std::move(damage.rules)),
      passability_(std::move(passability.rules)),
      things_(std::move(damage.things)),
      gone_(std::move(damage.gone)),
      observed_(std::move(damage.observed)),
      event_(std::move(damage.event)),
      by_grade_(std::move(passability.by_grade)) {}

std::optional<DamageStatement> DamageRules::statement(const Subject& subject) const {
    if (!may_match(subject.tags)) return std::nullopt;
    const auto damages = damage_.matches(subject);
    const auto passing = passability_.matches(subject);
    if (damages.empty() && passing.empty()) return std::nullopt;

    DamageStatement statement;
    const RuleMatch* worst = worst_damage(damages);
    set_source(worst != nullptr ? *worst : *worst_passability(passing), subject.tags, statement);
    if (worst != nullptr) set_grade(worst->rule->gives, statement);
    if (statement.what.empty()) statement.what = thing(subject);
    const bool stated_passing = set_passability(passing, statement);
    const Passability implied = passability_of(statement.what, statement.grade);
    if (!stated_passing) {
        statement.passability = implied;
    } else if (statement.grade != Grade::unknown) {
        statement.passability = worse(statement.passability, implied);
    }
    statement.everyday = damages.empty() && std::ranges::all_of(passing, [](const RuleMatch& m) {
                             return m.rule->gives.everyday;
                         });
    for (const auto* matches : {&damages, &passing}) {
        for (const RuleMatch& match : *matches) add_texts(*match.rule, subject.tags, statement);
    }
    statement.observed = first_value(observed_, subject.tags);
    if (auto event = first_value(event_, subject.tags); !event.empty()) statement.event = event;
    return statement;
}

std::string DamageRules::thing(const Subject& subject) const {
    const auto match = things_.first(subject);
    return match ? match->rule->gives.what : "other";
}

bool DamageRules::gone(const Tags& tags) const {
    return gone_.first(Subject{tags, GeometryKind::none, 0}).has_value();
}

Passability DamageRules::passability_of(std::string_view what, Grade grade) const {
    const auto row = std::ranges::find(by_grade_, what, &GradePassability::what);
    if (row == by_grade_.end()) return Passability::unknown;
    return row->by_grade[static_cast<std::size_t>(grade)];
}

}  // namespace konbit
