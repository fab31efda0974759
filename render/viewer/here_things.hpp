#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

/// Something of the map that a person may ask about.
struct Thing {
    ObjectId id;
    FeatureIndex feature;
    std::string name;  ///< "" if it has none
    std::string kind;  ///< in words: "Secondary road"
    Location at;
    double size_m = 0;  ///< about its extent: the smaller, the more specific
    /// A refuge of people whom a map could put in danger: only that a building stands there, and
    /// what is known of its state; no name, no tags, no id.
    bool hidden = false;
};

/// What lies within so many metres of a place, the most specific first: points, then lines, then
/// areas, the smallest first. Things that say nothing to a person (a boundary's way, a bare node)
/// and refuges that are no buildings are left out.
[[nodiscard]] std::vector<Thing> things_at(const Map& map, Location at, double within_m,
                                           std::string_view lang);
/// The thing whose mark of damage or closure stands within reach: who presses a mark means that.
[[nodiscard]] std::optional<ObjectId> marked_at(const Map& map, Location at, double within_m);
[[nodiscard]] Thing thing_of(const Map& map, const Feature& feature, std::string_view lang);

/// The position in a line of the node before the place on it that is nearest to `at`; nullopt of
/// anything but a line.
[[nodiscard]] std::optional<std::uint32_t> segment_at(const Geometry& line, Location at);
/// True if the stretch holds that segment.
[[nodiscard]] constexpr bool holds(const WayStretch& stretch, std::uint32_t segment) noexcept {
    return stretch.first <= segment && segment < stretch.last;
}

/// All that the map and its rules say of one thing.
struct ThingFacts {
    struct Role {
        Theme theme = Theme::shelter;
        Facility facility;
    };
    std::vector<Role> roles;
    std::optional<DamageStatement> damage;                  ///< by its tags
    std::vector<Condition> conditions;                      ///< by all that is said of it
    std::vector<std::pair<std::string, std::string>> tags;  ///< none if it is hidden
};
[[nodiscard]] ThingFacts facts_of(const Map& map, const Thing& thing);

}  // namespace konbit
