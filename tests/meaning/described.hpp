#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "mapper/meaning/meaning.hpp"

namespace konbit {

[[nodiscard]] std::filesystem::path rules_folder();
/// The rules of the source tree, read once.
[[nodiscard]] const Meaning& meaning();

/// An object in one line: "amenity=school|name=Lycée", a shape and square metres before it if not
/// a point: "area 250 amenity=school", "line highway=track". Views into the text.
struct Drawn {
    Tags tags;
    GeometryKind geometry = GeometryKind::point;
    double area_m2 = 0;

    [[nodiscard]] Subject subject() const { return {tags, geometry, area_m2}; }
};
[[nodiscard]] Drawn draw(std::string_view text);

/// What `meaning()` says of it, in a line:
/// "suitable bomb_shelter [closed] [team] [not_in=flood]; caution; +offer"; "nothing" for nullopt.
[[nodiscard]] std::string described(Theme theme, std::string_view object);
/// "destroyed blocked bridge osm:bridge [suspected] [stated] [everyday]; vehicle; note".
[[nodiscard]] std::string described_damage(std::string_view object);

}  // namespace konbit
