#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace konbit {

/// A measure as somebody tagged it.
struct RoadMeasure {
    enum class Kind : std::uint8_t {
        none,     ///< no posted limit: "none", "default", "unsigned"
        value,    ///< a number that can be used
        unknown,  ///< there is a limit, and nobody knows which: "below_default", "?", "0", "380"
    };
    Kind kind = Kind::unknown;
    double value = 0;
    bool odd = false;  ///< understood, though not written as it should be: "7,5", "3.5;7.5"
    bool operator==(const RoadMeasure&) const = default;
};

/// Metres: "3.8", "3.8 m", "380 cm", "12'6\"", "12 ft 6 in". Of a list "a;b" the lowest. Over 100 m
/// nobody posts a limit: not known.
[[nodiscard]] RoadMeasure parse_road_length_m(std::string_view text) noexcept;

/// Tonnes: "3.5", "3.5 t", "3500 kg", "8000 lbs", "5 st" (short tons of 907 kg). A number over 200
/// without a unit is not known: perhaps kilograms.
[[nodiscard]] RoadMeasure parse_road_weight_t(std::string_view text) noexcept;

/// km/h: "50", "30 mph", "10 knots", "walk" (6), "DE:urban". `none`: "none"; "signals" and
/// "variable", which say nothing of the number.
[[nodiscard]] RoadMeasure parse_road_speed_kmh(std::string_view text) noexcept;

/// Seconds: "01:30", "00:07:30", "20" (minutes), "PT1H30M". nullopt: not understood, or not above
/// 0.
[[nodiscard]] std::optional<double> parse_duration_s(std::string_view text) noexcept;

/// Without spaces at both ends.
[[nodiscard]] std::string_view trimmed_value(std::string_view text) noexcept;

/// Calls `call` with every part of OpenStreetMap's "a;b", trimmed, without empty ones.
template <class Call>
void for_each_value(std::string_view list, Call&& call) {
    while (true) {
        const auto end = list.find(';');
        if (const auto part = trimmed_value(list.substr(0, end)); !part.empty()) call(part);
        if (end == std::string_view::npos) return;
        list.remove_prefix(end + 1);
    }
}

}  // namespace konbit
