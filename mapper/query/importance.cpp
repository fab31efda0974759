#include "mapper/query/importance.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

namespace konbit {
namespace {

using Rank = std::pair<std::string_view, int>;

constexpr std::array kPlaces{Rank{"continent", 235},
                             Rank{"country", 230},
                             Rank{"state", 215},
                             Rank{"region", 205},
                             Rank{"province", 205},
                             Rank{"city", 200},
                             Rank{"town", 185},
                             Rank{"district", 180},
                             Rank{"county", 180},
                             Rank{"island", 175},
                             Rank{"municipality", 175},
                             Rank{"borough", 170},
                             Rank{"village", 165},
                             Rank{"suburb", 160},
                             Rank{"quarter", 152},
                             Rank{"neighbourhood", 148},
                             Rank{"hamlet", 145},
                             Rank{"islet", 135},
                             Rank{"isolated_dwelling", 130},
                             Rank{"farm", 128},
                             Rank{"square", 125},
                             Rank{"city_block", 120},
                             Rank{"plot", 120}};
constexpr int kOtherPlace = 125;  // locality and what mappers invent

constexpr std::array kRoads{
    Rank{"motorway", 55},    Rank{"trunk", 54},         Rank{"primary", 53},
    Rank{"secondary", 51},   Rank{"tertiary", 49},      Rank{"unclassified", 46},
    Rank{"residential", 46}, Rank{"living_street", 45}, Rank{"pedestrian", 45},
    Rank{"road", 42},        Rank{"track", 38},         Rank{"service", 38},
    Rank{"footway", 35},     Rank{"path", 35},          Rank{"cycleway", 35},
    Rank{"steps", 34}};
constexpr int kOtherRoad = 40;

/// Keys that make a thing a facility, most telling first.
constexpr std::array kFacilities{
    Rank{"amenity", 78},  Rank{"emergency", 80}, Rank{"healthcare", 85},
    Rank{"aeroway", 80},  Rank{"railway", 76},   Rank{"public_transport", 70},
    Rank{"tourism", 74},  Rank{"office", 68},    Rank{"shop", 66},
    Rank{"leisure", 68},  Rank{"historic", 66},  Rank{"military", 66},
    Rank{"man_made", 64}, Rank{"craft", 62},     Rank{"power", 60},
    Rank{"aerialway", 60}};
constexpr std::array kAmenities{
    Rank{"hospital", 95},         Rank{"clinic", 90},   Rank{"fire_station", 90},
    Rank{"police", 88},           Rank{"townhall", 88}, Rank{"refugee_site", 88},
    Rank{"university", 86},       Rank{"school", 85},   Rank{"college", 85},
    Rank{"doctors", 84},          Rank{"pharmacy", 84}, Rank{"shelter", 84},
    Rank{"community_centre", 82}, Rank{"bench", 60},    Rank{"parking_space", 60}};
constexpr std::array kNature{Rank{"natural", 64},       Rank{"water", 64},
                             Rank{"landuse", 58},       Rank{"boundary", 100},
                             Rank{"mountain_pass", 66}, Rank{"geological", 58}};

template <std::size_t N>
int rank_in(const std::array<Rank, N>& table, std::string_view value, int otherwise) noexcept {
    for (const auto& [name, rank] : table) {
        if (name == value) return rank;
    }
    return otherwise;
}

/// 0 for none or nonsense, 20 for a million and more.
int population_bonus(const Tags& tags) noexcept {
    const auto text = tags.value("population");
    double people = 0;
    std::from_chars(text.data(), text.data() + text.size(), people, std::chars_format::fixed);
    if (!(people >= 1)) return 0;
    return std::min(20, static_cast<int>(std::log10(people) * 20.0 / 6.0));
}

/// 0–5: of the ways of one street the longest is listed.
int length_bonus(const BoundingBox& box) noexcept {
    const double span_e7 = std::max(double(box.east) - box.west, double(box.north) - box.south);
    const double about_m = std::max(1.0, span_e7 * 0.0111);
    return std::clamp(static_cast<int>(std::log2(about_m / 50.0)), 0, 5);
}

int admin_rank(std::string_view level) noexcept {
    // Even levels are the ones people speak of; the odd ones between them share their names.
    constexpr std::array<int, 12> kByLevel{110, 112, 155, 125, 150, 120,
                                           145, 121, 142, 118, 135, 110};
    int value = 0;
    const auto [end, error] = std::from_chars(level.data(), level.data() + level.size(), value);
    return error == std::errc{} && value >= 0 && value < 12 ? kByLevel[std::size_t(value)] : 110;
}

Importance make(NameGroup group, int value) noexcept {
    return {group, static_cast<std::uint8_t>(std::clamp(value, 0, 255))};
}

}  // namespace

Importance importance_of(const Tags& tags, GeometryKind geometry, const BoundingBox& box) {
    if (const auto place = tags.get("place")) {
        return make(NameGroup::place,
                    rank_in(kPlaces, *place, kOtherPlace) + population_bonus(tags));
    }
    if (tags.is("boundary", "administrative")) {
        return make(NameGroup::boundary,
                    admin_rank(tags.value("admin_level")) + population_bonus(tags));
    }
    // A way of which the extract holds one node is a point here, and still a road.
    if (const auto highway = tags.get("highway");
        highway && (geometry != GeometryKind::point || rank_in(kRoads, *highway, 0) > 0)) {
        return make(NameGroup::road, rank_in(kRoads, *highway, kOtherRoad) + length_bonus(box));
    }
    for (const auto& [key, rank] : kFacilities) {
        const auto value = tags.get(key);
        if (!value || *value == "no") continue;
        return make(NameGroup::facility,
                    key == "amenity" ? rank_in(kAmenities, *value, rank) : rank);
    }
    if (tags.has("waterway")) return make(NameGroup::water_line, 52 + length_bonus(box));
    for (const auto& [key, rank] : kNature) {
        if (tags.has(key)) return make(NameGroup::nature, rank);
    }
    if (tags.has("name")) return make(NameGroup::other, 50);
    if (tags.has("addr:housenumber")) return make(NameGroup::address, 10);
    return make(NameGroup::other, 25);
}

std::string kind_of(const Tags& tags) {
    constexpr std::array<std::string_view, 24> kKeys{
        "place",    "highway",  "amenity",   "emergency", "healthcare", "aeroway",
        "railway",  "tourism",  "office",    "shop",      "leisure",    "historic",
        "military", "man_made", "waterway",  "natural",   "boundary",   "public_transport",
        "craft",    "power",    "aerialway", "landuse",   "route",      "building"};
    for (const auto key : kKeys) {
        const auto value = tags.get(key);
        if (!value || *value == "no") continue;
        if (*value == "yes") return std::string{key};
        auto kind = std::string{key} + "=" + std::string{*value};
        if (key == "boundary" && tags.has("admin_level")) {
            kind += " admin_level=" + std::string{tags.value("admin_level")};
        }
        return kind;
    }
    return tags.has("addr:housenumber") ? "address" : std::string{};
}

}  // namespace konbit
