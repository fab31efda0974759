#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/meaning/meaning.hpp"
#include "mapper/meaning/tag_test.hpp"

namespace konbit {

/// What a rule says once it holds. A rule file uses the part that belongs to its question.
struct RuleOutcome {
    // Places.
    std::string kind;
    Suitability suitability = Suitability::suitable;  ///< `never`: stop, it is none
    Audience audience = Audience::open_to_all;
    bool closed = false;
    std::vector<std::string> cautions;
    std::vector<std::string> offers;
    std::vector<std::string> not_in;

    // Damage and passing. A "*" in a text stands for what the star of the rule's key matched.
    std::optional<Grade> grade;
    bool suspected = false;
    std::optional<Passability> passability;
    bool presumed = false;  ///< the tags did not speak of passing; it is only the ordinary case
    bool everyday = false;
    std::string what;
    std::string scheme;
    std::string event;
    std::vector<std::string> vehicles;
    std::vector<std::string> notes;
    std::vector<std::string> show;  ///< keys whose text is passed on as a note
    std::vector<std::string> restricted_in;
    std::vector<std::string> blocked_in;
};

/// All lines of one `any` entry or of `when`.
using TagTests = std::vector<TagTest>;

/// A rule as read from a file: holds if every line of `when`, one group of `any`, and the
/// conditions on shape hold, and no line of `unless` does.
struct MeaningRule {
    std::string name;
    std::string where;  ///< "shelter.yaml:12:3"
    TagTests when;
    std::vector<TagTests> any;
    TagTests unless;
    std::vector<KeyPattern> except_keys;
    std::vector<GeometryKind> geometry;  ///< empty: any
    double area_at_least_m2 = 0;
    std::optional<Grade> damage_below;  ///< the damage tagged on the object itself
    std::vector<Theme> themes;          ///< empty: all (details.yaml)
    RuleOutcome gives;
};

/// The tags that made a rule hold, in the order of its lines. Empty if it does not hold.
/// A rule always has at least one line that asks for a tag.
[[nodiscard]] std::vector<const Tag*> matched_tags(const MeaningRule& rule, const Subject& subject);

/// Grade of the damage the tags tell of; asked for only by rules with `damage_below`, which
/// `matched_tags` leaves to the caller.
[[nodiscard]] inline bool below(Grade grade, const MeaningRule& rule) noexcept {
    return !rule.damage_below || grade < *rule.damage_below;
}

/// "amenity=shelter + shelter_type=basic_hut".
[[nodiscard]] std::string reason_of(const std::vector<const Tag*>& tags);

}  // namespace konbit
