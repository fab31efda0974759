#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/meaning/rule_file.hpp"
#include "mapper/meaning/rule_set.hpp"

namespace konbit {

/// damage.yaml and passability.yaml: all rules that hold are heard, the worst counts.
class DamageRules {
public:
    DamageRules() = default;
    DamageRules(RuleFile damage, RuleFile passability);

    [[nodiscard]] std::optional<DamageStatement> statement(const Subject& subject) const;
    [[nodiscard]] bool may_match(const Tags& tags) const {
        return damage_.may_match(tags) || passability_.may_match(tags);
    }
    void add_triggers(TriggerIndex& index) const {
        damage_.add_triggers(index);
        passability_.add_triggers(index);
    }
    [[nodiscard]] bool gone(const Tags& tags) const;
    [[nodiscard]] Passability passability_of(std::string_view what, Grade grade) const;
    [[nodiscard]] std::string thing(const Subject& subject) const;

private:
    RuleSet damage_;
    RuleSet passability_;
    RuleSet things_;
    RuleSet gone_;
    std::vector<std::string> observed_;
    std::vector<std::string> event_;
    std::vector<GradePassability> by_grade_;
};

}  // namespace konbit
