#include "mapper/network/road_tags.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace konbit {

namespace {

using namespace std::string_view_literals;

template <std::size_t N>
constexpr std::array<std::string_view, N> sorted(std::array<std::string_view, N> words) {
    std::sort(words.begin(), words.end());
    return words;
}
template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted_words, std::string_view word) {
    return std::binary_search(sorted_words.begin(), sorted_words.end(), word);
}

/// highway=* on which some motor vehicle drives; construction and the words of old days, too:
/// profiles say what is closed.
constexpr auto kDriveClasses = sorted(std::array{"motorway"sv,
                                                 "motorway_link"sv,
                                                 "trunk"sv,
                                                 "trunk_link"sv,
                                                 "primary"sv,
                                                 "primary_link"sv,
                                                 "secondary"sv,
                                                 "secondary_link"sv,
                                                 "tertiary"sv,
                                                 "tertiary_link"sv,
                                                 "unclassified"sv,
                                                 "residential"sv,
                                                 "living_street"sv,
                                                 "service"sv,
                                                 "services_link"sv,
                                                 "track"sv,
                                                 "road"sv,
                                                 "pedestrian"sv,
                                                 "construction"sv,
                                                 "busway"sv,
                                                 "bus_guideway"sv,
                                                 "escape"sv,
                                                 "raceway"sv,
                                                 "unsurfaced"sv,
                                                 "minor"sv,
                                                 "ford"sv,
                                                 "ice_road"sv,
                                                 "winter_road"sv,
                                                 "mini_roundabout"sv,
                                                 "turning_circle"sv,
                                                 "unknown"sv,
                                                 "yes"sv});
constexpr auto kWalkClasses =
    sorted(std::array{"footway"sv, "path"sv, "steps"sv, "cycleway"sv, "bridleway"sv, "corridor"sv,
                      "via_ferrata"sv, "crossing"sv, "elevator"sv, "ladder"sv, "trail"sv});

/// Keys whose value lets somebody in or keeps somebody out. Each also with :forward, :backward,
/// :conditional and their like behind it.
constexpr auto kAccessKeys = sorted(
    std::array{"access"sv,  "vehicle"sv,   "motor_vehicle"sv, "motorcar"sv,        "motorcycle"sv,
               "moped"sv,   "mofa"sv,      "hgv"sv,           "hgv_articulated"sv, "goods"sv,
               "bus"sv,     "psv"sv,       "taxi"sv,          "tourist_bus"sv,     "coach"sv,
               "minibus"sv, "emergency"sv, "agricultural"sv,  "forestry"sv,        "atv"sv,
               "ohv"sv,     "hazmat"sv,    "trailer"sv,       "caravan"sv,         "motorhome"sv,
               "hov"sv,     "disabled"sv,  "military"sv,      "snowmobile"sv,      "foot"sv,
               "bicycle"sv, "horse"sv,     "oneway"sv,        "motorroad"sv});
/// Of these, the ones that could let a motor vehicle onto a path.
constexpr auto kMotorKeys = sorted(
    std::array{"access"sv,  "vehicle"sv,   "motor_vehicle"sv, "motorcar"sv,        "motorcycle"sv,
               "moped"sv,   "mofa"sv,      "hgv"sv,           "hgv_articulated"sv, "goods"sv,
               "bus"sv,     "psv"sv,       "taxi"sv,          "tourist_bus"sv,     "coach"sv,
               "minibus"sv, "emergency"sv, "agricultural"sv,  "forestry"sv,        "atv"sv,
               "ohv"sv,     "motorroad"sv});

/// What limits speed or size.
constexpr auto kLimitKeys =
    sorted(std::array{"maxspeed"sv, "maxheight"sv, "maxweight"sv, "maxweightrating"sv, "maxwidth"sv,
                      "maxlength"sv, "maxaxleload"sv, "maxbogieweight"sv});

/// Parts behind a colon that we understand; "maxspeed:source" says nothing of the road.
constexpr auto kSuffixes = sorted(std::array{
    "forward"sv,    "backward"sv,   "both_ways"sv,    "conditional"sv, "physical"sv,
    "practical"sv,  "advisory"sv,   "wet"sv,          "vehicle"sv,     "motor_vehicle"sv,
    "motorcar"sv,   "motorcycle"sv, "moped"sv,        "hgv"sv,         "hgv_articulated"sv,
    "goods"sv,      "bus"sv,        "psv"sv,          "taxi"sv,        "trailer"sv,
    "foot"sv,       "bicycle"sv,    "agricultural"sv, "emergency"sv,   "single_axle"sv,
    "tandem_axle"sv});

/// Everything else that changes how, or whether, one gets along. Names, lanes, lamps and layers do
/// not; each key more makes more kinds, so none is here "in case".
constexpr auto kRoadKeys =
    sorted(std::array{"highway"sv, "service"sv, "junction"sv, "route"sv, "ferry"sv, "duration"sv,
                      "railway"sv, "man_made"sv, "area"sv,
                      // the ground
                      "surface"sv, "tracktype"sv, "smoothness"sv, "ford"sv, "ford:depth"sv,
                      "bridge"sv, "tunnel"sv, "covered"sv, "incline"sv, "width"sv, "sac_scale"sv,
                      "trail_visibility"sv, "via_ferrata_scale"sv, "4wd_only"sv,
                      // seasons and weather
                      "winter_road"sv, "ice_road"sv, "snowplowing"sv, "winter_service"sv,
                      "seasonal"sv, "flood_prone"sv, "hazard"sv, "hazard_type"sv,
                      // damage and decay
                      "status"sv, "impassable"sv, "passable"sv, "construction"sv,
                      "destroyed:highway"sv, "abandoned"sv, "demolished"sv, "disused"sv, "ruins"sv,
                      // what stands across it
                      "barrier"sv, "locked"sv, "bollard"sv, "height"sv, "obstacle_type"sv,
                      "barrier:obstacle_type"sv, "kerb"sv});
constexpr auto kRoadPrefixes = std::array{"practicability:"sv, "hazard:"sv};

/// A node with one of these matters …
constexpr auto kNodeKeys =
    sorted(std::array{"barrier"sv, "ford"sv, "status"sv, "impassable"sv, "passable"sv,
                      "obstacle_type"sv, "barrier:obstacle_type"sv});
/// … or with one of these, unless it is a crossing, a stop, a door: their access is not the road's.
constexpr auto kNodeAccess = sorted(
    std::array{"access"sv, "vehicle"sv, "motor_vehicle"sv, "motorcar"sv, "motorcycle"sv, "hgv"sv});
constexpr auto kOtherThings =
    sorted(std::array{"highway"sv, "railway"sv, "public_transport"sv, "amenity"sv, "entrance"sv,
                      "tourism"sv, "leisure"sv, "shop"sv, "place"sv, "natural"sv, "emergency"sv});

bool starts_with_any(std::string_view key, std::span<const std::string_view> prefixes) {
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](std::string_view prefix) { return key.starts_with(prefix); });
}

std::string_view before_colon(std::string_view key) {
    return key.substr(0, key.find(':'));
}

/// "hgv:conditional", "maxheight:physical": a key of the list and suffixes that we know.
bool is_qualified(std::string_view key) {
    const auto base = before_colon(key);
    if (!contains(kAccessKeys, base) && !contains(kLimitKeys, base)) return false;
    auto rest = key.substr(base.size());
    while (!rest.empty()) {
        rest.remove_prefix(1);
        const auto part = before_colon(rest);
        if (!contains(kSuffixes, part)) return false;
        rest.remove_prefix(part.size());
    }
    return true;
}

bool matters(std::string_view key) {
    return contains(kRoadKeys, key) || is_qualified(key) || starts_with_any(key, kRoadPrefixes);
}

RoadPart part_of_class(std::string_view highway) {
    if (contains(kDriveClasses, highway)) return RoadPart::drive;
    return contains(kWalkClasses, highway) ? RoadPart::walk : RoadPart::none;
}

bool is_impassable(const Tags& way) {
    const auto status = way.value("status");
    return status == "impassable" || status == "impassible" || way.is("impassable", "yes");
}

/// Something with an extent or another use of its own that the word "impassable" speaks of.
bool is_another_thing(const Tags& way) {
    constexpr std::array kThings{"building"sv, "landuse"sv, "natural"sv, "waterway"sv, "barrier"sv,
                                 "power"sv,    "railway"sv, "amenity"sv, "leisure"sv,  "boundary"sv,
                                 "man_made"sv, "aeroway"sv, "place"sv,   "tourism"sv};
    return way.is("area", "yes") ||
           std::any_of(kThings.begin(), kThings.end(), [&](auto key) { return way.has(key); });
}

/// Some are tagged as pedestrian zones, too, hotels and slopes in them.
bool is_ski_area(const Tags& way) {
    return way.is("leisure", "ski_resort") || way.is("landuse", "winter_sports") ||
           (way.is("area", "yes") && way.has("piste:type"));
}

/// A motor vehicle is mentioned by a tag and not turned away by it.
bool may_let_motors_in(const Tags& way) {
    return std::any_of(way.begin(), way.end(), [](const Tag& tag) {
        if (tag.key == "4wd_only" || tag.key.starts_with("practicability:"))
            return tag.value != "no";
        return contains(kMotorKeys, before_colon(tag.key)) && matters(tag.key) && tag.value != "no";
    });
}

}  // namespace

RoadPart road_part(const Tags& way) noexcept {
    const auto highway = way.value("highway");
    auto part = part_of_class(highway);
    // What is destroyed stays in the network: it may be opened again by who sees it.
    if (highway.empty()) part = part_of_class(way.value("destroyed:highway"));
    if (is_ski_area(way)) return RoadPart::none;
    if (part == RoadPart::none && highway.empty()) {
        if (way.is("route", "ferry") || way.is("route", "shuttle_train")) return RoadPart::drive;
        if (is_impassable(way) && !is_another_thing(way)) return RoadPart::drive;
        if (way.is("man_made", "pier") || way.is("railway", "platform")) part = RoadPart::walk;
    }
    if (part == RoadPart::walk && may_let_motors_in(way)) return RoadPart::drive;
    return part;
}

RoadKindFlags road_flags(const Tags& way, RoadPart part) noexcept {
    const auto tagged = [&](std::string_view key) {
        const auto value = way.value(key);
        return !value.empty() && value != "no";
    };
    RoadKindFlags flags;
    const auto set = [&](std::uint16_t bit, bool on) {
        if (on) flags.bits = static_cast<std::uint16_t>(flags.bits | bit);
    };
    set(RoadKindFlags::kDrive, part == RoadPart::drive);
    set(RoadKindFlags::kFerry,
        !way.has("highway") && (way.is("route", "ferry") || way.is("route", "shuttle_train")));
    set(RoadKindFlags::kBridge, tagged("bridge"));
    set(RoadKindFlags::kTunnel, tagged("tunnel") || way.is("covered", "yes"));
    set(RoadKindFlags::kFord, tagged("ford") || way.is("highway", "ford"));
    return flags;
}

void keep_road_tags(const Tags& way, Tags& kept) {
    kept.clear();
    for (const auto& [key, value] : way) {
        // Of cycleway=*, which has many values, only what lets bicycles against a one-way.
        const bool contraflow = key == "cycleway" && value.starts_with("opposite");
        if (matters(key) || contraflow) kept.add(key, value);
    }
}

void keep_node_tags(const Tags& node, Tags& kept) {
    kept.clear();
    bool counts = false;
    bool access = false;
    bool other = false;
    for (const auto& [key, value] : node) {
        if (matters(key)) kept.add(key, value);
        counts = counts || (contains(kNodeKeys, key) && value != "no") ||
                 contains(kLimitKeys, before_colon(key));
        access = access || contains(kNodeAccess, before_colon(key));
        other = other || contains(kOtherThings, key);
    }
    if (!counts && (!access || other)) kept.clear();
}

bool is_walkable_area(const Tags& tags) noexcept {
    if (!tags.is("area", "yes") && !tags.is("type", "multipolygon")) return false;
    const auto highway = tags.value("highway");
    return highway == "pedestrian" || contains(kWalkClasses, highway) ||
           (highway.empty() && (tags.is("man_made", "pier") || tags.is("railway", "platform")));
}

int usual_direction(const Tags& kind) noexcept {
    const auto oneway = kind.value("oneway");
    if (oneway == "-1" || oneway == "reverse") return -1;
    if (oneway == "yes" || oneway == "1" || oneway == "true") return 1;
    const bool implied = kind.is("junction", "roundabout") || kind.is("junction", "circular") ||
                         kind.is("highway", "motorway");
    return oneway.empty() && implied ? 1 : 0;
}

}  // namespace konbit
