#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/condition.hpp"
#include "mapper/model/geometry.hpp"
#include "mapper/model/tags.hpp"

namespace konbit {

/// The questions a map answers about places.
enum class Theme : std::uint8_t { shelter, care, water, supply };
inline constexpr std::size_t kThemeCount = 4;
[[nodiscard]] std::string_view to_string(Theme theme) noexcept;  ///< "shelter", "care", …

/// What the rules may look at: an object's tags and the little of its shape that matters.
struct Subject {
    const Tags& tags;
    GeometryKind geometry = GeometryKind::none;
    double area_m2 = 0;  ///< 0 for points and lines
};

/// What an object is for one theme.
struct Facility {
    std::string kind;  ///< "school", "bomb_shelter", "hospital", "water_well", … (rule files)
    Suitability suitability = Suitability::suitable;  ///< shelters; others: suitable or unchecked
    std::optional<std::uint32_t> capacity_people;     ///< nullopt: not tagged (or not of people)
    bool closed = false;  ///< tagged closed, disused or unusable: listed apart
    Audience audience = Audience::open_to_all;
    std::string reason;  ///< the tags that made it so: "amenity=shelter + shelter_type=…"
    std::vector<std::string> cautions;  ///< short lines: "blast only", "mapped, quality not tested"
    std::vector<std::string> offers;    ///< "water", "medical", "wheelchair" as far as tagged
    std::vector<std::string> not_in;    ///< kinds of event in which it must not serve: "flood"
};

/// What tags say of damage and passability. Raw value always kept.
struct DamageStatement {
    Grade grade = Grade::unknown;
    bool suspected = false;  ///< "possibly damaged" and the like
    Passability passability = Passability::unknown;
    bool states_passability = false;  ///< the tags spoke of passing, not only of damage
    std::string what;                 ///< "road", "bridge", "tunnel", "building", "hazard", "other"
    std::string scheme;               ///< which convention: "osm:building", "typhoon", …
    std::string source_key;
    std::string source_value;           ///< verbatim
    std::string observed;               ///< date as tagged, "" if not
    std::string event;                  ///< as tagged, "" if not
    std::vector<std::string> vehicles;  ///< "truck: blocked", … where stated by vehicle
    std::vector<std::string> notes;     ///< warnings: "prone to flood"
    /// Only the ordinary state of a place (a bollard, a rough track, a construction site, a road
    /// prone to flood): for routes and warnings, not for a list of a disaster's damage.
    bool everyday = false;
    std::vector<std::string> restricted_in;  ///< kinds of event that restrict it: "flood"
    std::vector<std::string> blocked_in;     ///< kinds of event that block it: "flood" for a ford
};

/// What an agency's word means in ours (grades.yaml).
struct AgencyGrade {
    Grade grade = Grade::unknown;
    bool suspected = false;                          ///< "possibly damaged"
    Passability passability = Passability::unknown;  ///< where the word speaks of passing
    bool operator==(const AgencyGrade&) const = default;
};

/// The rule files of one folder (mapper/meaning/rules/*.yaml), read once. Pure: the same subject
/// gives the same answer. Errors in a file name file, line and column (DataError).
class Meaning {
public:
    [[nodiscard]] static Meaning load(const std::filesystem::path& rules_folder);
    /// A sum over the bytes of the rule files, without parsing them: derived files remember it.
    [[nodiscard]] static std::uint64_t fingerprint(const std::filesystem::path& rules_folder);
    ~Meaning();
    Meaning(Meaning&&) noexcept;
    Meaning& operator=(Meaning&&) noexcept;

    /// nullopt: the object is not of this theme, or must never be shown as one.
    [[nodiscard]] std::optional<Facility> facility(Theme theme, const Subject& subject) const;
    /// nullopt: the tags say nothing of damage or passability beyond an ordinary open object.
    [[nodiscard]] std::optional<DamageStatement> damage(const Subject& subject) const;
    /// True for people who could be harmed by a map: never in any answer or export as a shelter;
    /// `protected_refuge` objects (women's refuges, children's homes by tag).
    [[nodiscard]] bool protected_refuge(const Tags& tags) const;
    /// A camp, whatever its size: shown to the team alone, since others could misuse it.
    [[nodiscard]] bool for_team_alone(const Tags& tags, GeometryKind shape) const;
    /// A quick test on keys: false means that no rule can match, so callers skip the rest.
    [[nodiscard]] bool may_matter(const Tags& tags) const;
    /// Tagged as no longer there (ruins, abandoned:, razed:, …), by no disaster that the tags name.
    [[nodiscard]] bool gone(const Tags& tags) const;
    /// "road", "bridge", "tunnel", "building", "other": as in DamageStatement::what.
    [[nodiscard]] std::string thing(const Subject& subject) const;
    /// What a grade alone says of passing a "road", "bridge" or "tunnel"; unknown for others.
    [[nodiscard]] Passability passability_of(std::string_view what, Grade grade) const;

    /// Case and outer spaces of the value do not count. nullopt: no such scheme, or a value that
    /// it does not list (keep it verbatim, grade unknown, and tell somebody).
    [[nodiscard]] std::optional<AgencyGrade> agency_grade(std::string_view scheme,
                                                          std::string_view value) const;
    [[nodiscard]] std::vector<std::string> agency_schemes() const;  ///< sorted

private:
    struct Impl;
    explicit Meaning(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
