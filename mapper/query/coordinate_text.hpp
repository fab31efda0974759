#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/bounding_box.hpp"
#include "mapper/model/location.hpp"

namespace konbit {

/// A plain decimal number, independent of the locale: optional sign (also "−"), digits, point. No
/// exponent, no inf. nullopt for anything else.
[[nodiscard]] std::optional<double> parse_decimal(std::string_view text) noexcept;

/// Without outer spaces and tabs.
[[nodiscard]] std::string_view trimmed_text(std::string_view text) noexcept;
[[nodiscard]] std::vector<std::string_view> split_text(std::string_view text, char separator);

/// The parts of parse_coordinates. nullopt: not this form at all; UsageError: this form, but out
/// of range. `hint` (may be null) decides between two readings of a letter.
[[nodiscard]] std::optional<Location> parse_degrees(std::string_view text, const BoundingBox* hint);
[[nodiscard]] std::optional<Location> parse_geo_uri(std::string_view text);
[[nodiscard]] std::optional<Location> parse_mgrs(std::string_view text);
[[nodiscard]] std::optional<Location> parse_utm(std::string_view text, const BoundingBox* hint);

/// A location from a latitude and a longitude as typed; UsageError if out of range, suggesting the
/// other order where that would do.
[[nodiscard]] Location checked_location(double lat, double lon, std::string_view typed);

}  // namespace konbit
