#pragma once

#include <optional>
#include <vector>

#include "mapper/meaning/rule.hpp"
#include "mapper/meaning/trigger_index.hpp"

namespace konbit {

struct RuleMatch {
    const MeaningRule* rule = nullptr;
    std::vector<const Tag*> tags;  ///< what made it hold, valid while the subject's tags are
};

/// The rules of one question in the order of their file. Rules must not be moved once matched.
class RuleSet {
public:
    RuleSet() = default;
    explicit RuleSet(std::vector<MeaningRule> rules);

    [[nodiscard]] const std::vector<MeaningRule>& rules() const noexcept { return rules_; }
    [[nodiscard]] bool may_match(const Tags& tags) const { return index_.any(tags); }
    /// Adds the triggers of these rules to an index over several sets.
    void add_triggers(TriggerIndex& index) const;
    /// Every rule that holds, in file order.
    [[nodiscard]] std::vector<RuleMatch> matches(const Subject& subject) const;

    /// The first rule in file order that holds and that `accept(rule)` takes.
    template <class Accept>
    [[nodiscard]] std::optional<RuleMatch> first(const Subject& subject, Accept accept) const {
        for (const std::uint16_t number : index_.candidates(subject.tags)) {
            auto tags = matched_tags(rules_[number], subject);
            if (!tags.empty() && accept(rules_[number])) return RuleMatch{&rules_[number], tags};
        }
        return std::nullopt;
    }
    [[nodiscard]] std::optional<RuleMatch> first(const Subject& subject) const {
        return first(subject, [](const MeaningRule&) { return true; });
    }

private:
    std::vector<MeaningRule> rules_;
    TriggerIndex index_;
};

}  // namespace konbit
