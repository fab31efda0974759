#include "mapper/query/text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace konbit {

std::string distance_text(double metres) {
    if (!std::isfinite(metres)) return "far away";
    if (metres <= 0) return "here";
    if (metres < 1) return "1 m";
    if (metres < 99.5) return fmt::format("{:.0f} m", metres);
    if (metres < 995) return fmt::format("{:.0f} m", std::round(metres / 10) * 10);
    if (metres < 9'950) return fmt::format("{:.1f} km", metres / 1000);
    return count_text(static_cast<std::uint64_t>(std::llround(metres / 1000))) + " km";
}

std::string_view compass_text(double bearing_deg) noexcept {
    static constexpr std::array<std::string_view, 8> kWords{
        "north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west"};
    const double turns = bearing_deg / 360 - std::floor(bearing_deg / 360);
    return kWords[static_cast<std::size_t>(std::lround(turns * 8)) % 8];
}

std::string duration_text(std::int64_t seconds) {
    struct Unit {
        std::int64_t seconds;
        std::string_view name;
        std::int64_t from;  ///< in seconds; until there the smaller unit says more
    };
    static constexpr std::array<Unit, 5> kUnits{{{31'557'600, "year", 2 * 31'557'600},
                                                 {86'400, "day", 2 * 86'400},
                                                 {3'600, "hour", 2 * 3'600},
                                                 {60, "minute", 2 * 60},
                                                 {1, "second", 0}}};
    seconds = std::abs(seconds);
    for (const auto& unit : kUnits) {
        if (seconds >= unit.from)
            return counted(static_cast<std::uint64_t>(seconds / unit.seconds), unit.name);
    }
    return "0 seconds";
}

std::string time_text(UnixSeconds time) {
    auto text = to_iso8601(time);
    if (text.size() < 20) return text;
    text[10] = ' ';
    return text.substr(0, text.size() - 4) + " UTC";
}

std::string count_text(std::uint64_t count) {
    auto digits = fmt::format("{}", count);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), ",");
    return digits;
}

std::string counted(std::uint64_t count, std::string_view one, std::string_view many) {
    if (count == 1) return fmt::format("1 {}", one);
    if (many.empty()) return fmt::format("{} {}s", count_text(count), one);
    return fmt::format("{} {}", count_text(count), many);
}

std::string bytes_text(std::uint64_t bytes) {
    if (bytes < 1'000) return counted(bytes, "byte");
    if (bytes < 999'500) return fmt::format("{:.0f} kB", double(bytes) / 1e3);
    if (bytes < 999'950'000) return fmt::format("{:.1f} MB", double(bytes) / 1e6);
    return fmt::format("{:.1f} GB", double(bytes) / 1e9);
}

std::string location_text(Location at) {
    return fmt::format("{:.5f},{:.5f}", at.lat(), at.lon());
}

std::string limits_text(const Limits& limits) {
    std::string text;
    const auto add = [&](std::string_view name, const std::optional<double>& value,
                         std::string_view unit) {
        if (value)
            text += fmt::format("{}{} {:g} {}", text.empty() ? "" : ", ", name, *value, unit);
    };
    add("height", limits.height_m, "m");
    add("width", limits.width_m, "m");
    add("length", limits.length_m, "m");
    add("weight", limits.weight_t, "t");
    add("axle load", limits.axle_load_t, "t");
    return text;
}

std::string words_text(std::string_view word) {
    std::string text{word};
    for (auto& letter : text) {
        if (letter == '_') letter = ' ';
    }
    return text;
}

}  // namespace konbit
