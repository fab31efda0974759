// Reads what a rule gives.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <functional>
#include <map>

#include "mapper/meaning/rule_file.hpp"
#include "mapper/meaning/rule_yaml.hpp"

namespace konbit {
namespace {

using Setter = std::function<void(RuleOutcome&, const RuleYaml&, const YAML::Node&)>;

template <class Parse>
auto word_of(const RuleYaml& yaml, const YAML::Node& node, Parse parse, std::string_view choices) {
    const std::string word = yaml.text(node);
    const auto value = parse(word);
    if (!value) {
        yaml.fail(node, fmt::format("\"{}\" cannot be given here", word),
                  fmt::format("Use one of: {}.", choices));
    }
    return *value;
}

std::optional<Audience> parse_audience(std::string_view word) {
    if (word == "public") return Audience::open_to_all;
    if (word == "team") return Audience::team;
    return std::nullopt;
}

Setter text(std::string RuleOutcome::*member) {
    return
        [member](RuleOutcome& o, const RuleYaml& y, const YAML::Node& n) { o.*member = y.text(n); };
}
Setter texts(std::vector<std::string> RuleOutcome::*member) {
    return [member](RuleOutcome& o, const RuleYaml& y, const YAML::Node& n) {
        o.*member = y.texts(n);
    };
}
Setter flag(bool RuleOutcome::*member) {
    return [member](RuleOutcome& o, const RuleYaml& y, const YAML::Node& n) {
        o.*member = y.yes_or_no(n);
    };
}

void set_suitability(RuleOutcome& o, const RuleYaml& y, const YAML::Node& n) {
    o.suitability = word_of(y, n, parse_suitability, "designated, suitable, unchecked, never");
}
void set_audience(RuleOutcome& o, const RuleYaml& y, const YAML::Node& n) {
    o.audience = word_of(y, n, parse_audience, "public, team");
}
void set_grade(RuleOutcome& o, const RuleYaml& y, const YAML::Node& n) {
    o.grade = word_of(y, n, parse_grade, "unknown, none, slight, moderate, severe, destroyed");
}
void set_passability(RuleOutcome& o, const RuleYaml& y, const YAML::Node& n) {
    o.passability = word_of(y, n, parse_passability, "unknown, open, restricted, blocked");
}

const std::map<std::string, Setter, std::less<>>& additions() {
    static const std::map<std::string, Setter, std::less<>> setters{
        {"closed", flag(&RuleOutcome::closed)},
        {"cautions", texts(&RuleOutcome::cautions)},
        {"offers", texts(&RuleOutcome::offers)},
        {"not_in", texts(&RuleOutcome::not_in)},
        {"audience", set_audience},
    };
    return setters;
}

const std::map<std::string, Setter, std::less<>>& place_words() {
    static const auto setters = [] {
        auto all = additions();
        all.emplace("kind", text(&RuleOutcome::kind));
        all.emplace("suitability", set_suitability);
        return all;
    }();
    return setters;
}

const std::map<std::string, Setter, std::less<>>& damage_words() {
    static const std::map<std::string, Setter, std::less<>> setters{
        {"grade", set_grade},
        {"suspected", flag(&RuleOutcome::suspected)},
        {"passability", set_passability},
        {"presumed", flag(&RuleOutcome::presumed)},
        {"everyday", flag(&RuleOutcome::everyday)},
        {"what", text(&RuleOutcome::what)},
        {"scheme", text(&RuleOutcome::scheme)},
        {"event", text(&RuleOutcome::event)},
        {"vehicles", texts(&RuleOutcome::vehicles)},
        {"notes", texts(&RuleOutcome::notes)},
        {"show", texts(&RuleOutcome::show)},
        {"restricted_in", texts(&RuleOutcome::restricted_in)},
        {"blocked_in", texts(&RuleOutcome::blocked_in)},
    };
    return setters;
}

const std::map<std::string, Setter, std::less<>>& words_of(RuleFileKind kind) {
    switch (kind) {
        case RuleFileKind::places:
            return place_words();
        case RuleFileKind::details:
            return additions();
        default:
            return damage_words();
    }
}

}  // namespace

RuleOutcome read_outcome(const RuleYaml& yaml, const YAML::Node& map, RuleFileKind kind) {
    const auto& setters = words_of(kind);
    std::vector<std::string_view> known;
    for (const auto& [word, setter] : setters) known.push_back(word);
    yaml.expect_keys(map, known);
    RuleOutcome outcome;
    for (const auto& entry : map) {
        setters.find(entry.first.Scalar())->second(outcome, yaml, entry.second);
    }
    return outcome;
}

}  // namespace konbit
