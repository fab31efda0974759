#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/meaning/meaning.hpp"
#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"

namespace konbit {

/// One place of an answer.
struct FoundFacility {
    ObjectId id;
    FeatureIndex feature;
    std::vector<ObjectId> same_as;  ///< merged duplicates (a node in its area)
    std::string name;               ///< "" if it has none
    Theme theme = Theme::shelter;
    Facility facility;
    double distance_m = 0;   ///< to the nearest point of the object, 0 inside
    double bearing_deg = 0;  ///< towards its nearest point
    Location at;             ///< representative point
    std::optional<DamageStatement> damage;
};

struct FacilityQuestion {
    Theme theme = Theme::shelter;
    Location near{};
    std::size_t count = 5;
    bool include_unchecked = false;
    bool include_closed = false;
    bool include_team = false;  ///< camps (audience team)
    std::optional<std::uint32_t>
        capacity_at_least{};          ///< places without a tagged capacity drop out
    std::vector<std::string> with{};  ///< "water", "medical", "wheelchair"
    std::optional<double> within_m{};
};

struct FacilityAnswer {
    std::vector<FoundFacility> found;  ///< nearest first, ties by lower id
    std::size_t unchecked_nearer = 0;  ///< left out only because unchecked (up to the last found)
    std::size_t in_map = 0;            ///< of this theme in the whole map, all suitabilities
    std::vector<std::string> wider;    ///< what would widen it, as advice lines
};
/// Nearest facilities "by air". `with` water/medical: on the object's own tags, or a place of
/// that theme within 300 m.
[[nodiscard]] FacilityAnswer nearest_facilities(const Map& map, const FacilityQuestion& question);
/// All of a theme in an area (whole map if nullopt), in Hilbert order, for exports.
[[nodiscard]] std::vector<FoundFacility> facilities_in(const Map& map, Theme theme,
                                                       const std::optional<Area>& area,
                                                       bool include_unchecked, bool include_team);
/// Whether a kind of place is wanted; `kind` as in Facility.
using FacilityWish = std::function<bool(std::string_view kind, Suitability suitability)>;
/// Those of a theme whose representative points lie in the box, closed ones and those for the team
/// too, in no order: quick, for drawing. What is not wanted costs next to nothing.
[[nodiscard]] std::vector<FoundFacility> facilities_at(const Map& map, Theme theme,
                                                       const BoundingBox& box,
                                                       const FacilityWish& wanted);

/// A damaged or impassable thing.
struct FoundDamage {
    ObjectId id;
    FeatureIndex feature;
    std::string name;
    DamageStatement statement;
    Certainty certainty = Certainty::guessed;
    Location at;
    double length_m = 0;  ///< of roads
};
struct DamageQuestion {
    std::optional<Area> area{};
    enum class Of { all, roads, buildings } of = Of::all;
    Grade at_least = Grade::slight;  ///< `none` and `unknown` are listed only if asked for
    bool include_unknown = false;
};
struct DamageAnswer {
    std::vector<FoundDamage> found;           ///< worst first
    std::array<std::uint64_t, 6> by_grade{};  ///< counts, indexed by Grade
    double road_km_blocked = 0, road_km_restricted = 0;
    std::uint64_t roads = 0, buildings = 0;  ///< in the area at all
    double road_km = 0;
    std::uint64_t assessed_roads = 0, assessed_buildings = 0;  ///< somebody said something of them
};
[[nodiscard]] DamageAnswer damage_in(const Map& map, const DamageQuestion& question);
/// What is said of things whose boxes touch the box, all grades, in the map's order; without totals
/// and without a look at the shapes: quick, for drawing.
[[nodiscard]] std::vector<FoundDamage> damage_near(const Map& map, const BoundingBox& box);

/// A match of `find`.
struct FoundName {
    ObjectId id;
    FeatureIndex feature;
    std::string name;     ///< as the map writes it
    std::string matched;  ///< the name that matched, if another one ("Helsingfors")
    std::string kind;     ///< "place=city", "highway=primary", …
    Location at;
    double score = 0;  ///< higher is better
    std::optional<double> distance_m;
    bool exact = false;  ///< every word matched whole, without a typo
    bool whole = false;  ///< exact, and the text is the thing's whole name, not a part of it
};
struct FindQuestion {
    std::string text{};
    std::optional<Location> near{};
    std::size_t count = 10;
    std::string lang{};  ///< preferred language of names, "" for local
};
/// Any language and script, accents and case folded, one typo a word, P-codes, addresses.
[[nodiscard]] std::vector<FoundName> find_names(const Map& map, const FindQuestion& question);
/// The nearest spellings to a text nothing matched: for "did you mean".
[[nodiscard]] std::vector<std::string> suggest_names(const Map& map, std::string_view text,
                                                     std::size_t count = 3);

}  // namespace konbit
