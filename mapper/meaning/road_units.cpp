#include "mapper/meaning/road_units.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace konbit {
namespace {

using namespace std::string_view_literals;

constexpr double kFoot_m = 0.3048;
constexpr double kInch_m = 0.0254;
constexpr double kPound_t = 0.00045359237;
constexpr double kShortTon_t = 0.90718474;
constexpr double kLongTon_t = 1.0160469088;
constexpr double kMile_km = 1.609344;
constexpr double kNauticalMile_km = 1.852;
constexpr double kWalk_kmh = 6;

struct Unit {
    std::string_view word;
    double factor;
};
constexpr std::array kLengths{Unit{"", 1},           Unit{"m", 1},       Unit{"cm", 0.01},
                              Unit{"mm", 0.001},     Unit{"meter", 1},   Unit{"metre", 1},
                              Unit{"metres", 1},     Unit{"meters", 1},  Unit{"ft", kFoot_m},
                              Unit{"feet", kFoot_m}, Unit{"'", kFoot_m}, Unit{"\"", kInch_m},
                              Unit{"in", kInch_m}};
constexpr std::array kWeights{Unit{"", 1},
                              Unit{"t", 1},
                              Unit{"mt", 1},
                              Unit{"kg", 0.001},
                              Unit{"lb", kPound_t},
                              Unit{"lbs", kPound_t},
                              Unit{"st", kShortTon_t},
                              Unit{"lt", kLongTon_t},
                              Unit{"cwt", 0.05080234544},
                              Unit{"tonnes", 1},
                              Unit{"tons", 1}};
constexpr std::array kSpeeds{Unit{"", 1},
                             Unit{"km/h", 1},
                             Unit{"kmh", 1},
                             Unit{"kph", 1},
                             Unit{"mph", kMile_km},
                             Unit{"knots", kNauticalMile_km},
                             Unit{"kn", kNauticalMile_km}};

struct Number {
    double value = 0;
    bool comma = false;
    std::string_view rest;  ///< trimmed
};

/// A plain number in front. A comma counts as a decimal point if at most two digits follow it.
std::optional<Number> read_number(std::string_view text) noexcept {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    std::array<char, 24> plain{};
    std::size_t used = 0;
    std::size_t at = 0;
    bool point = false;
    Number number;
    for (; at < text.size() && used < plain.size(); ++at) {
        const char c = text[at];
        if (!digit(c) && ((c != '.' && c != ',') || point)) break;
        if (c == ',') number.comma = true;
        if (!digit(c)) point = true;
        plain[used++] = digit(c) ? c : '.';
    }
    if (used == 0 || used == plain.size() || !digit(text.front())) return std::nullopt;
    const auto end = plain.data() + used;
    const auto parsed = std::from_chars(plain.data(), end, number.value);
    if (parsed.ec != std::errc{} || parsed.ptr != end) return std::nullopt;
    if (number.comma && text.substr(0, at).size() - text.find(',') > 3) return std::nullopt;
    number.rest = trimmed_value(text.substr(at));
    return number;
}

bool equal_folded(std::string_view a, std::string_view b) noexcept {
    return std::ranges::equal(
        a, b, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + ('a' - 'A') : x) == y; });
}

std::optional<double> factor_of(std::string_view word, std::span<const Unit> units) noexcept {
    for (const Unit& unit : units) {
        if (equal_folded(word, unit.word)) return unit.factor;
    }
    return std::nullopt;
}

RoadMeasure usable(double value, double most, bool odd) noexcept {
    if (!(value > 0) || value > most) return {};
    return {RoadMeasure::Kind::value, value, odd};
}

RoadMeasure with_unit(std::string_view text, std::span<const Unit> units, double most,
                      double most_bare) noexcept {
    const auto number = read_number(text);
    if (!number) return {};
    const auto factor = factor_of(number->rest, units);
    if (!factor) return {};
    return usable(number->value * *factor, number->rest.empty() ? most_bare : most, number->comma);
}

bool no_posted_limit(std::string_view text) noexcept {
    constexpr std::array kWords{"none"sv,    "default"sv,        "unsigned"sv,
                                "no_sign"sv, "no_indications"sv, "unlimited"sv};
    return std::ranges::find(kWords, text) != kWords.end();
}

/// 12'6", 12' 6", 12'-6", 12ft 6in, also with typographic marks (two and three bytes of UTF-8).
std::optional<double> feet_and_inches(std::string_view text) noexcept {
    const auto feet = read_number(text);
    if (!feet) return std::nullopt;
    auto rest = feet->rest;
    const auto take = [&](std::span<const std::string_view> marks) {
        for (const auto mark : marks) {
            if (!rest.starts_with(mark)) continue;
            rest = trimmed_value(rest.substr(mark.size()));
            return true;
        }
        return false;
    };
    constexpr std::array kFeetMarks{"'"sv, "\u2019"sv, "\u2032"sv, "feet"sv, "ft"sv};
    constexpr std::array kInchMarks{"\""sv, "''"sv, "\u201d"sv, "\u2033"sv, "in"sv};
    if (!take(kFeetMarks)) return std::nullopt;
    if (rest.starts_with('-')) rest = trimmed_value(rest.substr(1));
    if (rest.empty()) return feet->value * kFoot_m;
    const auto inches = read_number(rest);
    if (!inches || inches->value >= 12) return std::nullopt;
    rest = inches->rest;
    if (!rest.empty() && (!take(kInchMarks) || !rest.empty())) return std::nullopt;
    return feet->value * kFoot_m + inches->value * kInch_m;
}

/// The worst of "a;b": unknown, then the lowest value, then none.
template <class Parse>
RoadMeasure lowest(std::string_view list, Parse parse) noexcept {
    if (list.find(';') == std::string_view::npos) return parse(trimmed_value(list));
    std::optional<RoadMeasure> worst;
    for_each_value(list, [&](std::string_view part) {
        const RoadMeasure one = parse(part);
        const bool worse = !worst || one.kind > worst->kind ||
                           (one.kind == worst->kind && one.kind == RoadMeasure::Kind::value &&
                            one.value < worst->value);
        if (worse) worst = one;
    });
    RoadMeasure found = worst.value_or(RoadMeasure{});
    found.odd = true;
    return found;
}

RoadMeasure one_length(std::string_view text) noexcept {
    if (no_posted_limit(text)) return {RoadMeasure::Kind::none};
    if (const auto feet = feet_and_inches(text)) return usable(*feet, 100, false);
    return with_unit(text, kLengths, 100, 100);
}

RoadMeasure one_weight(std::string_view text) noexcept {
    if (no_posted_limit(text)) return {RoadMeasure::Kind::none};
    return with_unit(text, kWeights, 1000, 200);
}

/// Limits that a country sets by law for a kind of road ("DE:rural").
RoadMeasure by_law(std::string_view text) noexcept {
    if (text.size() < 4 || text[2] != ':') return {};
    const auto country = text.substr(0, 2);
    auto zone = text.substr(3);
    if (zone.starts_with("zone")) {
        zone.remove_prefix(zone.starts_with("zone:") ? 5 : 4);
        return with_unit(zone, kSpeeds, 300, 300);
    }
    if (zone == "urban") return usable(50, 300, false);
    if (zone == "rural") {
        if (country == "DE" || country == "AT") return usable(100, 300, false);
        return usable(country == "CH" ? 80 : 90, 300, false);
    }
    if (zone == "trunk") return usable(country == "CH" ? 100 : 110, 300, false);
    if (zone == "motorway") return usable(country == "CH" ? 120 : 130, 300, false);
    if (zone == "living_street" || zone == "walk") return usable(kWalk_kmh, 300, false);
    if (zone == "bicycle_road") return usable(30, 300, false);
    return {};
}

RoadMeasure one_speed(std::string_view text) noexcept {
    if (no_posted_limit(text) || text == "signals" || text == "variable") {
        return {RoadMeasure::Kind::none};
    }
    if (text == "walk") return usable(kWalk_kmh, 300, false);
    const auto typed = with_unit(text, kSpeeds, 300, 300);
    return typed.kind == RoadMeasure::Kind::value ? typed : by_law(text);
}

/// "PT1H30M20S"; days are no ferry.
std::optional<double> iso_duration_s(std::string_view text) noexcept {
    double seconds = 0;
    while (!text.empty()) {
        const auto number = read_number(text);
        if (!number || number->rest.empty()) return std::nullopt;
        const char unit = number->rest.front();
        if (unit != 'H' && unit != 'M' && unit != 'S') return std::nullopt;
        seconds += number->value * (unit == 'H' ? 3600 : unit == 'M' ? 60 : 1);
        text = number->rest.substr(1);
    }
    return seconds;
}

/// "hh:mm:ss", "hh:mm", "mm".
std::optional<double> clock_duration_s(std::string_view text) noexcept {
    std::array<double, 3> parts{};
    std::size_t count = 0;
    while (true) {
        const auto number = read_number(text);
        if (!number || count == parts.size()) return std::nullopt;
        parts[count++] = number->value;
        if (number->rest.empty()) break;
        if (!number->rest.starts_with(':')) return std::nullopt;
        text = number->rest.substr(1);
    }
    if (count == 1) return parts[0] * 60;
    return parts[0] * 3600 + parts[1] * 60 + parts[2];
}

}  // namespace

std::string_view trimmed_value(std::string_view text) noexcept {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

RoadMeasure parse_road_length_m(std::string_view text) noexcept {
    return lowest(text, one_length);
}

RoadMeasure parse_road_weight_t(std::string_view text) noexcept {
    return lowest(text, one_weight);
}

RoadMeasure parse_road_speed_kmh(std::string_view text) noexcept {
    return lowest(text, one_speed);
}

std::optional<double> parse_duration_s(std::string_view text) noexcept {
    text = trimmed_value(text);
    const auto seconds =
        text.starts_with("PT") ? iso_duration_s(text.substr(2)) : clock_duration_s(text);
    if (!seconds || !(*seconds > 0) || *seconds > 7 * 86'400.0) return std::nullopt;
    return seconds;
}

}  // namespace konbit
