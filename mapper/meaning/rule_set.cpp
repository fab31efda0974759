#include "mapper/meaning/rule_set.hpp"

namespace konbit {

RuleSet::RuleSet(std::vector<MeaningRule> rules) : rules_(std::move(rules)) {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        index_.add(rules_[i], static_cast<std::uint16_t>(i));
    }
}

void RuleSet::add_triggers(TriggerIndex& index) const {
    for (const MeaningRule& rule : rules_) index.add(rule, 0);
}

std::vector<RuleMatch> RuleSet::matches(const Subject& subject) const {
    std::vector<RuleMatch> found;
    for (const std::uint16_t number : index_.candidates(subject.tags)) {
        auto tags = matched_tags(rules_[number], subject);
        if (!tags.empty()) found.push_back({&rules_[number], std::move(tags)});
    }
    return found;
}

}  // namespace konbit
