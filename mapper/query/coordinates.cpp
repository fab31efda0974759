#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "mapper/model/error.hpp"
#include "mapper/query/coordinate_text.hpp"
#include "mapper/query/place.hpp"

namespace konbit {
namespace {

/// Longer texts are names, if anything.
constexpr std::size_t kMostBytes = 200;

std::string in_order(double lat, double lon) {
    return fmt::format("{:.5f},{:.5f}", lat, lon);
}

bool holds(const BoundingBox& box, Location at) {
    return at.valid() && box.contains(at);
}

/// Bounds of the map with a tenth of their size around: people ask for places just outside.
BoundingBox widened(const BoundingBox& box) {
    const auto by = [](std::int64_t low, std::int64_t high) {
        return std::max<std::int64_t>((high - low) / 10, 1'000'000);
    };
    const auto lon = by(box.west, box.east);
    const auto lat = by(box.south, box.north);
    return {
        static_cast<std::int32_t>(std::max<std::int64_t>(box.west - lon, -Location::kMaxLon_e7)),
        static_cast<std::int32_t>(std::max<std::int64_t>(box.south - lat, -Location::kMaxLat_e7)),
        static_cast<std::int32_t>(std::min<std::int64_t>(box.east + lon, Location::kMaxLon_e7)),
        static_cast<std::int32_t>(std::min<std::int64_t>(box.north + lat, Location::kMaxLat_e7))};
}

/// Latitude and longitude the wrong way round would lie in the map, as typed they do not.
void refuse_if_swapped(Location at, std::string_view typed, const BoundingBox& bounds) {
    if (bounds.empty()) return;
    if (holds(widened(bounds), at)) return;
    const auto swapped = location_from_degrees(at.lat(), at.lon());
    if (!holds(bounds, swapped)) return;
    throw UsageError{"The coordinates look swapped", typed,
                     "this place is far outside of the map; LAT,LON has the latitude first",
                     fmt::format("Did you mean {}?", in_order(swapped.lat(), swapped.lon()))};
}

}  // namespace

std::string_view trimmed_text(std::string_view text) noexcept {
    const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split_text(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<double> parse_decimal(std::string_view text) noexcept {
    bool negative = false;
    if (text.starts_with("\u2212")) {
        negative = true;
        text.remove_prefix(std::string_view{"\u2212"}.size());
    } else if (text.starts_with('-') || text.starts_with('+')) {
        negative = text.front() == '-';
        text.remove_prefix(1);
    }
    if (text.empty() || text.size() > 40) return std::nullopt;
    const bool plain = std::all_of(text.begin(), text.end(),
                                   [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    if (!plain) return std::nullopt;
    double value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return negative ? -value : value;
}

Location checked_location(double lat, double lon, std::string_view typed) {
    const auto at = location_from_degrees(lon, lat);
    if (at.valid()) return at;
    if (std::abs(lat) > 90 && std::abs(lat) <= 180 && std::abs(lon) <= 90) {
        throw UsageError{"The coordinates are out of range", typed,
                         "LAT,LON has the latitude first, and latitudes end at 90",
                         fmt::format("Did you mean {}?", in_order(lon, lat))};
    }
    throw UsageError{"The coordinates are out of range", typed,
                     "latitudes go from -90 to 90, longitudes from -180 to 180",
                     "Give LAT,LON: latitude first, in degrees"};
}

std::optional<Location> parse_coordinates(std::string_view text, const BoundingBox* hint) {
    text = trimmed_text(text);
    if (text.empty() || text.size() > kMostBytes) return std::nullopt;
    if (auto at = parse_geo_uri(text)) return at;
    if (auto at = parse_mgrs(text)) return at;
    if (auto at = parse_utm(text, hint)) return at;
    auto at = parse_degrees(text, hint);
    if (at && hint != nullptr) refuse_if_swapped(*at, text, *hint);
    return at;
}

}  // namespace konbit
