// Reads single rules: their conditions. What they give is in outcome_reader.cpp.
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <set>

#include "mapper/meaning/rule_file.hpp"
#include "mapper/meaning/rule_yaml.hpp"

namespace konbit {
namespace {

constexpr std::size_t kMaxRules = 10'000;  // rule numbers are 16 bits wide

TagTest read_tag_test(const RuleYaml& yaml, const YAML::Node& key, const YAML::Node& value) {
    TagTest test{KeyPattern::parse(yaml.text(key)), {}, false};
    if (test.key.text.empty() || test.key.text == "*") {
        yaml.fail(key, "a star alone is no key", "Write a key, or its beginning and a star.");
    }
    YAML::Node words = value;
    if (value.IsMap()) {
        yaml.expect_keys(value, {"only"});
        test.only = true;
        words = value["only"];
    }
    for (const std::string& word : yaml.texts(words)) {
        const auto parsed = ValueTest::parse(word);
        if (!parsed) {
            yaml.fail(value, fmt::format("\"{}\" is no value to look for", word),
                      "Write v, \"*\", \"!v\", \"~part\" or \">=2\".");
        }
        test.values.push_back(*parsed);
    }
    return test;
}

std::vector<TagTests> read_any(const RuleYaml& yaml, const YAML::Node& list) {
    yaml.expect_list(list);
    std::vector<TagTests> groups;
    for (const auto& entry : list) groups.push_back(read_tag_tests(yaml, entry));
    return groups;
}

bool asks_for_a_tag(const TagTests& tests) {
    return std::ranges::any_of(tests, [](const TagTest& t) { return !t.absence_holds(); });
}

void read_when(const RuleYaml& yaml, const YAML::Node& map, MeaningRule& rule) {
    yaml.expect_map(map);
    for (const auto& entry : map) {
        if (yaml.text(entry.first) == "any") {
            rule.any = read_any(yaml, entry.second);
        } else {
            rule.when.push_back(read_tag_test(yaml, entry.first, entry.second));
        }
    }
    const bool asks = asks_for_a_tag(rule.when) ||
                      (!rule.any.empty() && std::ranges::all_of(rule.any, asks_for_a_tag));
    if (!asks) {
        yaml.fail(map, "the rule asks for no tag that must be there",
                  "Add a line with a value, or \"*\".");
    }
}

std::vector<GeometryKind> read_geometry(const RuleYaml& yaml, const YAML::Node& node) {
    std::vector<GeometryKind> kinds;
    for (const std::string& word : yaml.texts(node)) {
        if (word == "point") {
            kinds.push_back(GeometryKind::point);
        } else if (word == "line") {
            kinds.push_back(GeometryKind::line);
        } else if (word == "area") {
            kinds.push_back(GeometryKind::area);
        } else {
            yaml.fail(node, fmt::format("\"{}\" is no geometry", word), "Use point, line or area.");
        }
    }
    return kinds;
}

double read_area(const RuleYaml& yaml, const YAML::Node& node) {
    const auto test = ValueTest::parse(">=" + yaml.text(node));
    if (!test || !(test->number >= 0)) {
        yaml.fail(node, "this is no number of square metres", "Write a number such as 200.");
    }
    return test->number;
}

Grade read_grade(const RuleYaml& yaml, const YAML::Node& node) {
    const auto grade = parse_grade(yaml.text(node));
    if (!grade)
        yaml.fail(node, "this is no grade", "Use none, slight, moderate, severe, destroyed.");
    return *grade;
}

MeaningRule read_rule(const RuleYaml& yaml, const YAML::Node& node, RuleFileKind kind) {
    std::vector<std::string_view> known{"name",     "when",        "unless",
                                        "geometry", "except_keys", "area_at_least_m2"};
    if (kind == RuleFileKind::places) known.push_back("damage_below");
    if (kind == RuleFileKind::details) known.push_back("themes");
    if (kind != RuleFileKind::protected_places) known.push_back("gives");
    yaml.expect_keys(node, known);
    for (const char* needed : {"name", "when"}) {
        if (!node[needed]) yaml.fail(node, fmt::format("'{}' is missing", needed), "Add it.");
    }
    MeaningRule rule;
    rule.name = yaml.text(node["name"]);
    rule.where = yaml.where(node);
    read_when(yaml, node["when"], rule);
    if (node["unless"]) rule.unless = read_tag_tests(yaml, node["unless"]);
    if (node["geometry"]) rule.geometry = read_geometry(yaml, node["geometry"]);
    if (node["area_at_least_m2"]) rule.area_at_least_m2 = read_area(yaml, node["area_at_least_m2"]);
    if (node["damage_below"]) rule.damage_below = read_grade(yaml, node["damage_below"]);
    if (node["themes"]) rule.themes = read_themes(yaml, node["themes"]);
    if (node["gives"]) rule.gives = read_outcome(yaml, node["gives"], kind);
    if (node["except_keys"]) {
        for (const std::string& key : yaml.texts(node["except_keys"])) {
            rule.except_keys.push_back(KeyPattern::parse(key));
        }
    }
    return rule;
}

}  // namespace

TagTests read_tag_tests(const RuleYaml& yaml, const YAML::Node& map) {
    yaml.expect_map(map);
    TagTests tests;
    for (const auto& entry : map) tests.push_back(read_tag_test(yaml, entry.first, entry.second));
    if (tests.empty()) yaml.fail(map, "there is nothing in it", "Add a line, or take it out.");
    return tests;
}

std::vector<Theme> read_themes(const RuleYaml& yaml, const YAML::Node& node) {
    std::vector<Theme> themes;
    for (const std::string& word : yaml.texts(node)) {
        const auto before = themes.size();
        for (std::size_t i = 0; i < kThemeCount; ++i) {
            if (to_string(static_cast<Theme>(i)) == word) themes.push_back(static_cast<Theme>(i));
        }
        if (themes.size() == before) {
            yaml.fail(node, fmt::format("\"{}\" is no theme", word),
                      "Use shelter, care, water or supply.");
        }
    }
    return themes;
}

std::vector<MeaningRule> read_rules(const RuleYaml& yaml, const YAML::Node& list,
                                    RuleFileKind kind) {
    yaml.expect_list(list);
    std::vector<MeaningRule> rules;
    std::set<std::string> names;
    for (const auto& entry : list) {
        if (rules.size() == kMaxRules)
            yaml.fail(entry, "there are too many rules", "Take some out.");
        rules.push_back(read_rule(yaml, entry, kind));
        if (!names.insert(rules.back().name).second) {
            yaml.fail(entry, fmt::format("a rule '{}' is there already", rules.back().name),
                      "Give it another name.");
        }
    }
    return rules;
}

}  // namespace konbit
