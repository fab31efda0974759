#pragma once

#include <string_view>

namespace konbit {

/// Whose the map data are: with everything that is handed on, in as many words as there is room
/// for. In every export and JSON answer:
inline constexpr std::string_view kAttribution =
    "© OpenStreetMap contributors, ODbL 1.0, openstreetmap.org/copyright";
/// Below a map on paper.
inline constexpr std::string_view kFullAttribution =
    "© OpenStreetMap contributors · Open Database License (ODbL) 1.0 · openstreetmap.org/copyright";
/// On the map itself: in a corner of a bare picture, along the window's lower edge.
inline constexpr std::string_view kMapAttribution = "© OpenStreetMap contributors";
inline constexpr std::string_view kShortAttribution = "© OpenStreetMap";

}  // namespace konbit
