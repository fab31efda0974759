#pragma once

#include <array>
#include <optional>

#include "mapper/meaning/damage.hpp"
#include "mapper/meaning/rule_file.hpp"
#include "mapper/meaning/rule_set.hpp"

namespace konbit {

/// shelter, care, water and supply, each a rule file, with details.yaml for all of them.
class FacilityRules {
public:
    /// `details` holds what all themes share.
    FacilityRules(std::array<RuleFile, kThemeCount> files, RuleFile details);

    /// The first rule of the theme that holds, with what the details add. Does not know of
    /// protected places: ask Meaning.
    [[nodiscard]] std::optional<Facility> facility(Theme theme, const Subject& subject,
                                                   const DamageRules& damage) const;
    void add_triggers(TriggerIndex& index) const {
        for (const RuleSet& set : rules_) set.add_triggers(index);
    }

private:
    void add_details(Theme theme, const Subject& subject, Facility& facility) const;

    std::array<RuleSet, kThemeCount> rules_;
    std::array<RuleSet, kThemeCount> also_;
    RuleSet shared_;
    std::vector<CapacityKey> capacity_;
    std::optional<NewestStatus> newest_status_;
};

}  // namespace konbit
