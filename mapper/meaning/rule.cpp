#include "mapper/meaning/rule.hpp"

#include <algorithm>

namespace konbit {
namespace {

bool shape_fits(const MeaningRule& rule, const Subject& subject) {
    if (subject.area_m2 < rule.area_at_least_m2) return false;
    return rule.geometry.empty() ||
           std::ranges::find(rule.geometry, subject.geometry) != rule.geometry.end();
}

/// Appends the tags of a group; false (and nothing said of `tags`) if one of its lines fails.
bool add_group(const TagTests& group, const MeaningRule& rule, const Subject& subject,
               std::vector<const Tag*>& tags) {
    for (const TagTest& test : group) {
        const TestAnswer answer = try_test(test, subject.tags, rule.except_keys);
        if (!answer.holds) return false;
        if (answer.tag != nullptr) tags.push_back(answer.tag);
    }
    return true;
}

bool add_any_group(const MeaningRule& rule, const Subject& subject, std::vector<const Tag*>& tags) {
    if (rule.any.empty()) return true;
    const std::size_t before = tags.size();
    for (const TagTests& group : rule.any) {
        if (add_group(group, rule, subject, tags)) return true;
        tags.resize(before);
    }
    return false;
}

}  // namespace

std::vector<const Tag*> matched_tags(const MeaningRule& rule, const Subject& subject) {
    std::vector<const Tag*> tags;
    if (!shape_fits(rule, subject)) return {};
    if (!add_group(rule.when, rule, subject, tags)) return {};
    if (!add_any_group(rule, subject, tags)) return {};
    for (const TagTest& test : rule.unless) {
        if (try_test(test, subject.tags, rule.except_keys).holds) return {};
    }
    return tags;
}

std::string reason_of(const std::vector<const Tag*>& tags) {
    std::string reason;
    for (const Tag* tag : tags) {
        if (!reason.empty()) reason += " + ";
        reason.append(tag->key).append("=").append(tag->value);
    }
    return reason;
}

}  // namespace konbit
