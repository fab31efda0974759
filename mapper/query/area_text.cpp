#include "mapper/query/area_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"

namespace konbit {
namespace {

using Four = std::array<double, 4>;

constexpr std::string_view kForm = "AREA is W,S,E,N: west, south, east, north, in degrees";

std::string box_text(const Four& v) {
    return fmt::format("{:.5f},{:.5f},{:.5f},{:.5f}", v[0], v[1], v[2], v[3]);
}

bool in_range(const Four& v) noexcept {
    return std::abs(v[0]) <= 180 && std::abs(v[1]) <= 90 && std::abs(v[2]) <= 180 &&
           std::abs(v[3]) <= 90;
}
bool makes_box(const Four& v) noexcept {
    return in_range(v) && v[1] <= v[3];
}

BoundingBox to_box(const Four& v) {
    const auto sw = location_from_degrees(v[0], v[1]);
    const auto ne = location_from_degrees(v[2], v[3]);
    return {sw.lon_e7, sw.lat_e7, ne.lon_e7, ne.lat_e7};
}

bool touches(const BoundingBox& box, const BoundingBox& bounds) {
    const auto [first, second] = split_at_antimeridian(box);
    return first.intersects(bounds) || (!second.empty() && second.intersects(bounds));
}

[[noreturn]] void refuse(std::string_view typed, std::string_view why, const Four& better) {
    throw UsageError{"The area's numbers are in another order", typed, why,
                     fmt::format("{}. Did you mean {}?", kForm, box_text(better))};
}

void check_order(const Four& v, std::string_view typed, const BoundingBox* bounds) {
    const Four from_swne{v[1], v[0], v[3], v[2]};
    const Four flipped{v[0], v[3], v[2], v[1]};
    if (!in_range(v)) {
        if (makes_box(from_swne)) refuse(typed, "it looks like S,W,N,E", from_swne);
        throw UsageError{"The area is out of range", typed,
                         "longitudes go from -180 to 180, latitudes from -90 to 90",
                         std::string{kForm}};
    }
    const bool swne_fits =
        bounds != nullptr && makes_box(from_swne) && touches(to_box(from_swne), *bounds);
    if (v[1] > v[3]) {
        if (swne_fits) refuse(typed, "it looks like S,W,N,E", from_swne);
        refuse(typed, "its south lies north of its north", flipped);
    }
    if (swne_fits && v[0] <= v[2] && v[1] <= v[3] && !touches(to_box(v), *bounds)) {
        refuse(typed, "it lies outside of the map, and looks like S,W,N,E", from_swne);
    }
}

}  // namespace

std::optional<BoundingBox> parse_box(std::string_view text, const BoundingBox* bounds) {
    if (text.size() > 200) return std::nullopt;
    const auto parts = split_text(text, ',');
    if (parts.size() != 4) return std::nullopt;
    Four values{};
    for (std::size_t i = 0; i < 4; ++i) {
        const auto value = parse_decimal(trimmed_text(parts[i]));
        if (!value) return std::nullopt;
        values[i] = *value;
    }
    check_order(values, text, bounds);
    return to_box(values);
}

std::optional<Around> parse_around(std::string_view text) {
    const auto tilde = text.rfind('~');
    if (tilde == std::string_view::npos) return std::nullopt;
    auto number = trimmed_text(text.substr(tilde + 1));
    double unit_m = 0;
    if (number.ends_with("km") || number.ends_with("KM")) {
        unit_m = 1000;
        number.remove_suffix(2);
    } else if (number.ends_with('m') || number.ends_with('M')) {
        unit_m = 1;
        number.remove_suffix(1);
    }
    const auto value = parse_decimal(trimmed_text(number));
    constexpr double kMost_m = 2'000'000;
    if (unit_m == 0 || !value || !(*value > 0) || *value * unit_m > kMost_m) {
        throw UsageError{"The distance around a place cannot be read", text,
                         "after ~ stands a number with km or m, at most 2000 km",
                         "Write for example PLACE~5km or PLACE~500m"};
    }
    const auto place = trimmed_text(text.substr(0, tilde));
    if (place.empty()) {
        throw UsageError{"The area has no place", text, "nothing stands before ~",
                         "Write for example PLACE~5km"};
    }
    return Around{place, *value * unit_m};
}

}  // namespace konbit
