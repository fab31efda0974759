#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/query/questions.hpp"
#include "mapper/query/theme_file.hpp"
#include "mapper/situation/situation.hpp"

namespace konbit {

/// What is known of a thing, or of one part of a way.
struct JudgedPart {
    std::optional<WayStretch> stretch;  ///< nullopt: the whole of it
    std::optional<Finding> damage, passability;
};

/// A mapped thing that somebody may have spoken of, in the words of the rules.
struct JudgedThing {
    ObjectId id;
    FeatureIndex feature;
    BoundingBox box;
    GeometryKind kind = GeometryKind::none;
    std::string name;  ///< "" of a refuge: the building matters, not who lives there
    std::string what;  ///< "road", "bridge", "tunnel", "building", "other"
    bool is_road = false, is_building = false;
    Location at;                            ///< representative point
    std::optional<DamageStatement> tagged;  ///< what its tags say now, after the event
};

/// Applies the rule of evidence to things of a map: tags and reports together, what a bridge does
/// to the road on it, what a grade says of passing.
class Judge {
public:
    Judge(const Map& map, const ThemeFile& themes, const Situation& situation);

    /// nullopt: the map has no such feature.
    [[nodiscard]] std::optional<JudgedThing> thing(ObjectId id) const;
    [[nodiscard]] JudgedThing thing(const Feature& feature) const;
    /// One part for a thing of which one thing is said, several where stretches of a way differ;
    /// none if nobody says anything.
    [[nodiscard]] std::vector<JudgedPart> parts(const JudgedThing& thing) const;
    /// Road bridges on an outline that is reported as severely damaged or destroyed.
    [[nodiscard]] std::vector<ObjectId> roads_on(const JudgedThing& outline) const;
    /// What reports say of a shelter; its duplicates' reports count as its own.
    [[nodiscard]] std::optional<Finding> shelter(ObjectId id,
                                                 std::span<const ObjectId> same_as) const;

    [[nodiscard]] const Moment& moment() const noexcept { return moment_; }
    [[nodiscard]] const std::string& event_kind() const noexcept { return event_kind_; }
    [[nodiscard]] const Situation& situation() const noexcept { return situation_; }
    /// The widest audience that may see all that a finding rests on.
    [[nodiscard]] Audience audience_of(const Finding& finding) const;

private:
    [[nodiscard]] std::optional<DamageStatement> tagged(const Feature& feature) const;
    [[nodiscard]] UnixSeconds tagged_at(const JudgedThing& thing) const;
    [[nodiscard]] std::vector<Statement> tag_statements(const JudgedThing& thing,
                                                        Matter matter) const;
    void add_grade_of_bridge(const JudgedThing& road, std::vector<Statement>& into) const;
    void add_what_the_grade_says(const JudgedThing& thing, JudgedPart& part) const;
    [[nodiscard]] std::vector<JudgedPart> cut(std::vector<Finding> damage,
                                              std::vector<Finding> passability, ObjectId way) const;

    const Map& map_;
    const ThemeFile& themes_;
    const Situation& situation_;
    Moment moment_;
    std::string event_kind_;
    UnixSeconds event_at_ = 0;
};

/// What tags say, in the event: a road prone to floods is ordinary until there is a flood, then it
/// counts, worse. False: leave the statement out.
[[nodiscard]] bool apply_event(DamageStatement& statement, const std::string& event_kind);

/// A part as an answer shows it; its length and a stretch's own place are for the caller to
/// measure.
[[nodiscard]] FoundDamage found_from(const Judge& judge, const JudgedThing& thing,
                                     const JudgedPart& part);

}  // namespace konbit
