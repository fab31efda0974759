#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "mapper/meaning/rule.hpp"

namespace YAML {
class Node;
}

namespace konbit {

class RuleYaml;  // rule_yaml.hpp

/// Which words a rule file may use.
enum class RuleFileKind { places, details, damage, passability, protected_places };

/// A key that may hold a number of people (details.yaml, `capacity`), best first.
struct CapacityKey {
    std::string key;
    TagTests unless;
    std::vector<Theme> themes;  ///< empty: all
};

/// "idp:status_20100312=empty": of the keys with this beginning and a date, the newest counts.
struct NewestStatus {
    std::string prefix;
    std::vector<std::string> closed_values;
};

/// What a grade says of passing one sort of thing; an entry a Grade.
struct GradePassability {
    std::string what;
    std::array<Passability, 6> by_grade{};
};

/// The contents of one rule file; parts that its kind does not have are empty.
struct RuleFile {
    std::vector<MeaningRule> rules;   ///< the first that holds decides (damage: the worst)
    std::vector<MeaningRule> also;    ///< each that holds adds cautions, offers, closed
    std::vector<MeaningRule> things;  ///< the first that holds says what is damaged
    std::vector<MeaningRule> gone;
    std::vector<CapacityKey> capacity;
    std::optional<NewestStatus> newest_status;
    std::vector<std::string> observed;  ///< keys of dates, best first
    std::vector<std::string> event;     ///< keys that name the event, best first
    std::vector<GradePassability> by_grade;
};

/// Reads and checks a rule file. DataError with file, line and column for anything it does not
/// know: a misspelt word must not silently switch a rule off.
[[nodiscard]] RuleFile read_rule_file(const std::filesystem::path& path, RuleFileKind kind);

/// Parts used by rule_file.cpp, each in its own file.
[[nodiscard]] std::vector<MeaningRule> read_rules(const RuleYaml& yaml, const YAML::Node& list,
                                                  RuleFileKind kind);
[[nodiscard]] TagTests read_tag_tests(const RuleYaml& yaml, const YAML::Node& map);
[[nodiscard]] std::vector<Theme> read_themes(const RuleYaml& yaml, const YAML::Node& node);
[[nodiscard]] RuleOutcome read_outcome(const RuleYaml& yaml, const YAML::Node& map,
                                       RuleFileKind kind);

}  // namespace konbit
