#include "mapper/model/area_tags.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace konbit {
namespace {

using Words = std::span<const std::string_view>;
using namespace std::string_view_literals;

enum class Role : std::uint8_t { area, qualifier };
enum class Values : std::uint8_t { all_except, only };

/// Which values of a key stand for an area. A qualifier says so only without a linear key beside.
struct AreaKey {
    std::string_view key;
    Role role;
    Values values;
    Words words;
};

constexpr std::array kLinearNatural{"arete"sv,    "cliff"sv, "coastline"sv,      "earth_bank"sv,
                                    "fault"sv,    "gully"sv, "mountain_range"sv, "ridge"sv,
                                    "tree_row"sv, "valley"sv};
constexpr std::array kLinearLeisure{"firepit"sv, "picnic_table"sv, "slipway"sv, "track"sv};
constexpr std::array kLinearAmenity{"bench"sv};
constexpr std::array kLinearTourism{"artwork"sv, "attraction"sv};
constexpr std::array kLinearHistoric{"citywalls"sv, "city_wall"sv,  "railway"sv,
                                     "road"sv,      "stone_wall"sv, "wall"sv};
constexpr std::array kLinearManMade{"breakwater"sv, "cutline"sv,        "dyke"sv,
                                    "embankment"sv, "goods_conveyor"sv, "groyne"sv,
                                    "pier"sv,       "pipeline"sv,       "torii"sv};
constexpr std::array kLinearMilitary{"trench"sv};
constexpr std::array kArealAeroway{"aerodrome"sv, "apron"sv,    "hangar"sv,
                                   "helipad"sv,   "heliport"sv, "terminal"sv};
constexpr std::array kArealWaterway{"boatyard"sv, "dam"sv, "dock"sv, "fuel"sv, "riverbank"sv};
constexpr std::array kArealPower{"generator"sv,   "plant"sv,      "station"sv,
                                 "sub_station"sv, "substation"sv, "transformer"sv};
constexpr std::array kArealHighway{"elevator"sv, "rest_area"sv, "services"sv};
constexpr std::array kArealRailway{"platform"sv,  "roundhouse"sv, "station"sv,
                                   "traverser"sv, "turntable"sv,  "wash"sv};
constexpr std::array kArealIndoor{"area"sv, "corridor"sv, "level"sv, "room"sv};
constexpr std::array kArealGolf{"bunker"sv, "driving_range"sv,        "fairway"sv,
                                "green"sv,  "lateral_water_hazard"sv, "rough"sv,
                                "tee"sv,    "water_hazard"sv};
constexpr std::array kArealPlayground{"cushion"sv, "sandpit"sv, "splash_pad"sv, "structure"sv};
constexpr std::array kArealAerialway{"station"sv};
constexpr std::array kArealPiste{"downhill"sv, "playground"sv, "sled"sv, "snow_park"sv};
// `emergency=yes` and its like are access tags of roads, not objects.
constexpr std::array kAccessWords{"designated"sv, "destination"sv, "official"sv,
                                  "permissive"sv, "private"sv,     "yes"sv};

constexpr std::array kAreaKeys{
    AreaKey{"aerialway", Role::area, Values::only, kArealAerialway},
    AreaKey{"aeroway", Role::area, Values::only, kArealAeroway},
    AreaKey{"allotments", Role::area, Values::all_except, {}},
    AreaKey{"amenity", Role::area, Values::all_except, kLinearAmenity},
    AreaKey{"area:highway", Role::area, Values::all_except, {}},
    AreaKey{"boundary", Role::area, Values::all_except, {}},
    AreaKey{"building", Role::area, Values::all_except, {}},
    AreaKey{"building:part", Role::area, Values::all_except, {}},
    AreaKey{"club", Role::area, Values::all_except, {}},
    AreaKey{"craft", Role::area, Values::all_except, {}},
    AreaKey{"golf", Role::area, Values::only, kArealGolf},
    AreaKey{"harbour", Role::area, Values::all_except, {}},
    AreaKey{"healthcare", Role::area, Values::all_except, {}},
    AreaKey{"highway", Role::area, Values::only, kArealHighway},
    AreaKey{"indoor", Role::area, Values::only, kArealIndoor},
    AreaKey{"landuse", Role::area, Values::all_except, {}},
    AreaKey{"leisure", Role::area, Values::all_except, kLinearLeisure},
    AreaKey{"man_made", Role::area, Values::all_except, kLinearManMade},
    AreaKey{"natural", Role::area, Values::all_except, kLinearNatural},
    AreaKey{"office", Role::area, Values::all_except, {}},
    AreaKey{"piste:type", Role::qualifier, Values::only, kArealPiste},
    AreaKey{"place", Role::area, Values::all_except, {}},
    AreaKey{"playground", Role::area, Values::only, kArealPlayground},
    AreaKey{"power", Role::area, Values::only, kArealPower},
    AreaKey{"public_transport", Role::area, Values::all_except, {}},
    AreaKey{"railway", Role::area, Values::only, kArealRailway},
    AreaKey{"shop", Role::area, Values::all_except, {}},
    AreaKey{"telecom", Role::qualifier, Values::all_except, {}},
    AreaKey{"waterway", Role::area, Values::only, kArealWaterway},
    AreaKey{"damage", Role::qualifier, Values::all_except, {}},
    AreaKey{"earthquake:damage", Role::qualifier, Values::all_except, {}},
    AreaKey{"emergency", Role::qualifier, Values::all_except, kAccessWords},
    AreaKey{"flood_prone", Role::qualifier, Values::all_except, {}},
    AreaKey{"hazard", Role::qualifier, Values::all_except, {}},
    AreaKey{"hazard_type", Role::qualifier, Values::all_except, {}},
    AreaKey{"historic", Role::qualifier, Values::all_except, kLinearHistoric},
    AreaKey{"idp:camp_site", Role::qualifier, Values::all_except, {}},
    AreaKey{"military", Role::qualifier, Values::all_except, kLinearMilitary},
    AreaKey{"refugee", Role::qualifier, Values::all_except, {}},
    AreaKey{"ruins", Role::qualifier, Values::all_except, {}},
    AreaKey{"social_facility", Role::qualifier, Values::all_except, {}},
    AreaKey{"typhoon:damage", Role::qualifier, Values::all_except, {}},
    AreaKey{"tourism", Role::qualifier, Values::all_except, kLinearTourism},
};

constexpr std::array kLifecycles{"abandoned"sv,  "collapsed"sv, "construction"sv, "damaged"sv,
                                 "demolished"sv, "destroyed"sv, "dismantled"sv,   "disused"sv,
                                 "planned"sv,    "proposed"sv,  "razed"sv,        "removed"sv,
                                 "ruins"sv,      "was"sv};

constexpr std::array kLinearKeys{"aerialway"sv, "aeroway"sv, "barrier"sv, "highway"sv,
                                 "power"sv,     "railway"sv, "route"sv,   "waterway"sv};

bool holds(Words words, std::string_view word) noexcept {
    return std::ranges::find(words, word) != words.end();
}

std::string_view without_lifecycle(std::string_view key) noexcept {
    const auto colon = key.find(':');
    if (colon == std::string_view::npos || !holds(kLifecycles, key.substr(0, colon))) return key;
    return key.substr(colon + 1);
}

const AreaKey* find_area_key(std::string_view key) noexcept {
    const auto* const found = std::ranges::find(kAreaKeys, key, &AreaKey::key);
    return found == kAreaKeys.end() ? nullptr : found;
}

bool says_area(const Tag& tag, bool beside_linear_key) noexcept {
    if (tag.value == "no" || tag.value.empty()) return false;
    if (tag.key.starts_with("damage:")) return !beside_linear_key;
    const AreaKey* const known = find_area_key(without_lifecycle(tag.key));
    if (known == nullptr) return false;
    if (known->role == Role::qualifier && beside_linear_key) return false;
    return holds(known->words, tag.value) == (known->values == Values::only);
}

}  // namespace

bool closed_way_is_area(const Tags& tags) noexcept {
    if (const auto area = tags.get("area")) {
        if (*area == "yes") return true;
        if (*area == "no") return false;
    }
    if (tags.is("junction", "roundabout") || tags.is("junction", "circular")) return false;
    const bool linear = std::ranges::any_of(kLinearKeys, [&](auto key) { return tags.has(key); });
    return std::ranges::any_of(tags, [&](const Tag& tag) { return says_area(tag, linear); });
}

}  // namespace konbit
