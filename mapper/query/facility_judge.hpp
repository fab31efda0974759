#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "mapper/query/judge.hpp"
#include "mapper/query/theme_search.hpp"

namespace konbit {

/// What reports say of shelters and other facilities, and the shelters that only reports know.
class FacilityJudge {
public:
    FacilityJudge(const Map& map, const ThemeFile& themes, const Situation& situation);

    [[nodiscard]] bool silent() const noexcept { return judge_.situation().empty(); }
    [[nodiscard]] const std::string& event_kind() const noexcept { return judge_.event_kind(); }

    /// Reported closed or unsafe; severely damaged or destroyed, or moderately where nobody has
    /// checked that it can serve at all.
    [[nodiscard]] bool is_out(const ThemeFile::Record& record) const;
    /// As last reported, else as tagged.
    [[nodiscard]] std::optional<std::uint32_t> capacity(const ThemeFile::Record& record) const;
    /// Condition, damage, people and capacity as reports have them.
    void add_reports(FoundFacility& found) const;

    /// Records that reports speak of and that pass, within a distance (may be infinite).
    [[nodiscard]] std::size_t count_out(std::size_t layer, Location near, double within_m,
                                        const RecordTest& test) const;

    /// Nearest first; those that are out only if asked for.
    [[nodiscard]] std::vector<FoundFacility> reported_shelters(Location near, std::size_t count,
                                                               bool include_closed,
                                                               double within_m) const;
    [[nodiscard]] std::vector<FoundFacility> reported_in(const BoundingBox& box) const;
    void add_reported_in(const std::optional<Area>& area, std::vector<FoundFacility>& into) const;

private:
    /// All that a decision needs of a thing that reports speak of, found out once.
    struct Known {
        std::optional<Finding> shelter;
        std::optional<FoundDamage> damage;
        std::optional<std::uint32_t> capacity, people;
    };
    [[nodiscard]] bool spoken_of(const ThemeFile::Record& record) const;
    [[nodiscard]] const Known& known(ObjectId id, const std::vector<ObjectId>& same_as) const;
    [[nodiscard]] bool is_out(const Known& known, Suitability suitability) const;
    void add_what_reports_say(FoundFacility& found) const;
    void add_damage(const Known& said, FoundFacility& found) const;
    void add_age(FoundFacility& found) const;
    void add_numbers(ObjectId id, Known& known) const;
    [[nodiscard]] bool is_mapped_shelter(ObjectId id) const;
    [[nodiscard]] std::optional<FoundFacility> reported(const StandingReport& standing) const;

    const Map& map_;
    const ThemeFile& themes_;
    Judge judge_;
    mutable std::unordered_map<ObjectId, Known> known_;
};

[[nodiscard]] Suitability suitability_of(const ThemeFile::Record& record);
[[nodiscard]] FoundFacility facility_from(const ThemeFile& themes, Theme theme,
                                          const ThemeFile::Record& record);
/// A finding as people see it.
[[nodiscard]] Condition condition_of(const Judge& judge, const Finding& finding);

}  // namespace konbit
