#include "mapper/meaning/rule_file.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "mapper/meaning/rule_yaml.hpp"

namespace konbit {
namespace {

std::vector<std::string_view> sections_of(RuleFileKind kind) {
    switch (kind) {
        case RuleFileKind::places:
            return {"theme", "rules", "also"};
        case RuleFileKind::details:
            return {"also", "capacity", "closed_by_newest"};
        case RuleFileKind::damage:
            return {"rules", "things", "gone", "observed", "event"};
        case RuleFileKind::passability:
            return {"rules", "by_grade"};
        case RuleFileKind::protected_places:
            return {"rules"};
    }
    return {};
}

std::vector<CapacityKey> read_capacity(const RuleYaml& yaml, const YAML::Node& list) {
    yaml.expect_list(list);
    std::vector<CapacityKey> keys;
    for (const auto& entry : list) {
        yaml.expect_keys(entry, {"key", "unless", "themes"});
        if (!entry["key"]) yaml.fail(entry, "'key' is missing", "Name the key.");
        CapacityKey key{yaml.text(entry["key"]), {}, {}};
        if (entry["unless"]) key.unless = read_tag_tests(yaml, entry["unless"]);
        if (entry["themes"]) key.themes = read_themes(yaml, entry["themes"]);
        keys.push_back(std::move(key));
    }
    return keys;
}

NewestStatus read_newest(const RuleYaml& yaml, const YAML::Node& map) {
    yaml.expect_keys(map, {"prefix", "values"});
    for (const char* key : {"prefix", "values"}) {
        if (!map[key]) yaml.fail(map, fmt::format("'{}' is missing", key), "Add it.");
    }
    return {yaml.text(map["prefix"]), yaml.texts(map["values"])};
}

GradePassability read_grade_row(const RuleYaml& yaml, std::string what, const YAML::Node& map) {
    yaml.expect_map(map);
    GradePassability row{std::move(what), {}};
    for (const auto& entry : map) {
        const auto grade = parse_grade(yaml.text(entry.first));
        if (!grade) yaml.fail(entry.first, "this is no grade", "Use none … destroyed.");
        const auto passability = parse_passability(yaml.text(entry.second));
        if (!passability) {
            yaml.fail(entry.second, "this says nothing of passing",
                      "Use open, restricted, blocked or unknown.");
        }
        row.by_grade.at(static_cast<std::size_t>(*grade)) = *passability;
    }
    return row;
}

std::vector<GradePassability> read_by_grade(const RuleYaml& yaml, const YAML::Node& map) {
    yaml.expect_map(map);
    std::vector<GradePassability> rows;
    for (const auto& entry : map) {
        rows.push_back(read_grade_row(yaml, yaml.text(entry.first), entry.second));
    }
    return rows;
}

/// A place without a kind could not be shown.
void expect_kinds(const RuleYaml& yaml, const YAML::Node& list,
                  const std::vector<MeaningRule>& rules) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        const RuleOutcome& gives = rules[i].gives;
        if (!gives.kind.empty() || gives.suitability == Suitability::never) continue;
        yaml.fail(list[i], fmt::format("rule '{}' gives no kind", rules[i].name),
                  "Add kind, or suitability: never.");
    }
}

}  // namespace

RuleFile read_rule_file(const std::filesystem::path& path, RuleFileKind kind) {
    const RuleYaml yaml{path};
    const YAML::Node& root = yaml.root();
    yaml.expect_keys(root, sections_of(kind));
    RuleFile file;
    if (kind != RuleFileKind::details && !root["rules"]) {
        yaml.fail(root, "'rules' is missing", "Add a list of rules.");
    }
    if (root["theme"] && yaml.text(root["theme"]) != path.stem()) {
        yaml.fail(root["theme"], "the theme is not the file's name", "Name it as the file.");
    }
    if (root["rules"]) file.rules = read_rules(yaml, root["rules"], kind);
    if (kind == RuleFileKind::places) expect_kinds(yaml, root["rules"], file.rules);
    if (root["also"]) file.also = read_rules(yaml, root["also"], kind);
    if (root["things"]) file.things = read_rules(yaml, root["things"], kind);
    if (root["gone"]) file.gone = read_rules(yaml, root["gone"], kind);
    if (root["capacity"]) file.capacity = read_capacity(yaml, root["capacity"]);
    if (root["closed_by_newest"]) file.newest_status = read_newest(yaml, root["closed_by_newest"]);
    if (root["observed"]) file.observed = yaml.texts(root["observed"]);
    if (root["event"]) file.event = yaml.texts(root["event"]);
    if (root["by_grade"]) file.by_grade = read_by_grade(yaml, root["by_grade"]);
    return file;
}

}  // namespace konbit
