#include "mapper/meaning/grade_table.hpp"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include "mapper/meaning/rule_yaml.hpp"
#include "mapper/meaning/tag_test.hpp"

namespace konbit {
namespace {

std::string folded(std::string_view value) {
    std::string text{trimmed(value)};
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return text;
}

AgencyGrade read_meaning(const RuleYaml& yaml, const YAML::Node& node) {
    const std::string word = yaml.text(node);
    if (const auto grade = parse_grade(word)) return {*grade, false, Passability::unknown};
    if (word == "suspected") return {Grade::unknown, true, Passability::unknown};
    if (const auto state = parse_passability(word)) return {Grade::unknown, false, *state};
    yaml.fail(node, fmt::format("\"{}\" is no grade", word),
              "Use unknown, none, slight, moderate, severe, destroyed, suspected, or open, "
              "restricted, blocked.");
}

std::map<std::string, AgencyGrade, std::less<>> read_words(const RuleYaml& yaml,
                                                           const YAML::Node& map) {
    yaml.expect_map(map);
    std::map<std::string, AgencyGrade, std::less<>> words;
    for (const auto& entry : map) {
        const std::string word = folded(yaml.text(entry.first));
        if (words.emplace(word, read_meaning(yaml, entry.second)).second) continue;
        yaml.fail(entry.first, fmt::format("\"{}\" is there twice", word), "Join the two lines.");
    }
    return words;
}

}  // namespace

GradeTable GradeTable::read(const std::filesystem::path& path) {
    const RuleYaml yaml{path};
    yaml.expect_keys(yaml.root(), {"schemes", "in_every_scheme"});
    GradeTable table;
    const YAML::Node schemes = yaml.root()["schemes"];
    if (!schemes) yaml.fail(yaml.root(), "'schemes' is missing", "Add it.");
    yaml.expect_map(schemes);
    for (const auto& entry : schemes) {
        table.schemes_.emplace(yaml.text(entry.first), read_words(yaml, entry.second));
    }
    if (const YAML::Node words = yaml.root()["in_every_scheme"]) {
        table.everywhere_ = read_words(yaml, words);
    }
    return table;
}

std::optional<AgencyGrade> GradeTable::find(std::string_view scheme, std::string_view value) const {
    const auto words = schemes_.find(scheme);
    if (words == schemes_.end()) return std::nullopt;
    const std::string word = folded(value);
    for (const Words* list : {&words->second, &everywhere_}) {
        if (const auto found = list->find(word); found != list->end()) return found->second;
    }
    if (const auto rest = words->second.find("*"); rest != words->second.end()) {
        return rest->second;
    }
    return std::nullopt;
}

std::vector<std::string> GradeTable::schemes() const {
    std::vector<std::string> names;
    for (const auto& [name, words] : schemes_) names.push_back(name);
    return names;
}

}  // namespace konbit
