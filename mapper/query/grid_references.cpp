// geo: URIs (RFC 5870), MGRS and UTM.
#include <fmt/format.h>

#include <GeographicLib/MGRS.hpp>
#include <GeographicLib/UTMUPS.hpp>
#include <cctype>

#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"

namespace konbit {
namespace {

char upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

std::string upper_without_spaces(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c != ' ') out.push_back(upper(c));
    }
    return out;
}

[[noreturn]] void bad_grid(std::string_view form, std::string_view text) {
    throw UsageError{fmt::format("There is no such {} place", form), text,
                     "its zone, letters or numbers do not fit each other",
                     "Check it, or give LAT,LON: latitude first, in degrees"};
}

/// 1–60, and the digits it took.
std::optional<int> take_zone(std::string_view& text) noexcept {
    int zone = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits < 2 && is_digit(text[digits]))
        zone = zone * 10 + (text[digits++] - '0');
    if (digits == 0 || zone < 1 || zone > 60) return std::nullopt;
    text.remove_prefix(digits);
    return zone;
}

bool is_band(char letter) noexcept {
    return letter >= 'C' && letter <= 'X' && letter != 'I' && letter != 'O';
}

/// A number of metres: "456789", "456789.5", "456789mE".
std::optional<double> take_metres(std::string_view part, char axis, std::size_t fewest) noexcept {
    if (!part.empty() && upper(part.back()) == axis) part.remove_suffix(1);
    if (!part.empty() && upper(part.back()) == 'M') part.remove_suffix(1);
    if (part.size() < fewest || part.front() == '-') return std::nullopt;
    return parse_decimal(part);
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> out;
    for (std::size_t begin = 0; begin < text.size();) {
        auto end = text.find_first_of(" ,\t", begin);
        end = std::min(end, text.size());
        if (end > begin) out.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

/// nullopt: no such place.
std::optional<Location> from_utm(int zone, bool north, double easting_m, double northing_m) {
    try {
        double lat = 0;
        double lon = 0;
        GeographicLib::UTMUPS::Reverse(zone, north, easting_m, northing_m, lat, lon);
        const auto at = location_from_degrees(lon, lat);
        return at.valid() ? std::optional{at} : std::nullopt;
    } catch (const GeographicLib::GeographicErr&) {
        return std::nullopt;
    }
}

struct Utm {
    int zone = 0;
    char letter = 0;
    double easting_m = 0;
    double northing_m = 0;
};

std::optional<Utm> utm_of(std::string_view text) {
    auto parts = words(text);
    if (parts.size() < 3 || parts.size() > 4) return std::nullopt;
    Utm utm;
    const auto zone = take_zone(parts[0]);
    if (!zone) return std::nullopt;
    utm.zone = *zone;
    std::size_t next = 1;
    if (parts[0].empty() && parts.size() == 4) {
        parts[0] = parts[1];
        next = 2;
    }
    if (parts[0].size() != 1 || parts.size() != next + 2 || !is_band(upper(parts[0][0])))
        return std::nullopt;
    utm.letter = upper(parts[0][0]);
    const auto easting_m = take_metres(parts[next], 'E', 6);
    const auto northing_m = take_metres(parts[next + 1], 'N', 1);
    if (!easting_m || !northing_m) return std::nullopt;
    utm.easting_m = *easting_m;
    utm.northing_m = *northing_m;
    return utm;
}

}  // namespace

std::optional<Location> parse_geo_uri(std::string_view text) {
    if (text.size() < 4 || upper_without_spaces(text.substr(0, 4)) != "GEO:") return std::nullopt;
    const auto typed = text;
    const auto wrong = [&](std::string_view why) {
        return UsageError{"The geo: address cannot be read", typed, why,
                          "Write geo:LAT,LON, latitude first"};
    };
    text.remove_prefix(4);
    const auto query_at = text.find('?');
    const auto query =
        query_at == std::string_view::npos ? std::string_view{} : text.substr(query_at + 1);
    const auto parameters = split_text(text.substr(0, query_at), ';');
    for (std::size_t i = 1; i < parameters.size(); ++i) {
        const auto parameter = upper_without_spaces(parameters[i]);
        if (parameter.starts_with("CRS=") && parameter != "CRS=WGS84")
            throw wrong("only crs=wgs84 is known");
    }
    auto numbers = split_text(parameters[0], ',');
    // Android phones share geo:0,0?q=LAT,LON(label).
    if (query.starts_with("q=") && numbers.size() >= 2 && parse_decimal(numbers[0]) == 0.0 &&
        parse_decimal(numbers[1]) == 0.0) {
        const auto shared = split_text(query.substr(2, query.find_first_of("(&") - 2), ',');
        if (shared.size() == 2 && parse_decimal(shared[0]) && parse_decimal(shared[1]))
            numbers = shared;
    }
    if (numbers.size() < 2 || numbers.size() > 3)
        throw wrong("it needs a latitude and a longitude");
    const auto lat = parse_decimal(numbers[0]);
    const auto lon = parse_decimal(numbers[1]);
    if (!lat || !lon) throw wrong("its latitude or longitude is no number");
    return checked_location(*lat, *lon, typed);
}

std::optional<Location> parse_mgrs(std::string_view text) {
    const auto compact = upper_without_spaces(text);
    std::string_view rest{compact};
    const bool polar =
        !rest.empty() && std::string_view{"ABYZ"}.find(rest[0]) != std::string_view::npos;
    if (polar) {
        rest.remove_prefix(1);
    } else {
        if (!take_zone(rest) || rest.empty() || !is_band(rest[0])) return std::nullopt;
        rest.remove_prefix(1);
    }
    const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (rest.size() < 2 || !is_letter(rest[0]) || !is_letter(rest[1])) return std::nullopt;
    rest.remove_prefix(2);
    // Fewer digits than this name a square of 10 km and more: no place, and too like a name.
    const std::size_t fewest = polar ? 8 : 4;
    const bool digits = std::all_of(rest.begin(), rest.end(), is_digit);
    if (!digits || rest.size() % 2 != 0 || rest.size() < fewest || rest.size() > 22)
        return std::nullopt;
    try {
        int zone = 0;
        int precision = 0;
        bool north = false;
        double x = 0;
        double y = 0;
        double lat = 0;
        double lon = 0;
        GeographicLib::MGRS::Reverse(compact, zone, north, x, y, precision, true);
        GeographicLib::UTMUPS::Reverse(zone, north, x, y, lat, lon);
        return checked_location(lat, lon, text);
    } catch (const GeographicLib::GeographicErr&) {
        bad_grid("MGRS", text);
    }
}

std::optional<Location> parse_utm(std::string_view text, const BoundingBox* hint) {
    const auto utm = utm_of(text);
    if (!utm) return std::nullopt;
    auto at = from_utm(utm->zone, utm->letter >= 'N', utm->easting_m, utm->northing_m);
    if (utm->letter == 'S') {
        // S is the southern half for some and the band of 32–40° north for others.
        const auto south = from_utm(utm->zone, false, utm->easting_m, utm->northing_m);
        const bool band_fits = at && at->lat() >= 32 && at->lat() < 40;
        const bool in_map = band_fits && hint != nullptr && hint->contains(*at) &&
                            !(south && hint->contains(*south));
        if (!in_map && south) at = south;
    }
    if (!at) bad_grid("UTM", text);
    return at;
}

}  // namespace konbit
