#pragma once

#include "render/style/paint_reader.hpp"
#include "render/style/style_data.hpp"

namespace konbit {

/// The layers a rule may belong to, as a person switches them on and off.
inline constexpr std::array<std::string_view, 8> kRuleLayers{
    "roads", "buildings", "water", "land", "borders", "places", "names", "icons"};

/// Reads one entry of `rules` onto the rule of its name, or a new one.
void read_rule(const PaintReader& reader, const YAML::Node& node, StyleData& style);

/// Reads one entry of `facilities` likewise.
void read_facility(const PaintReader& reader, const YAML::Node& node, StyleData& style);

}  // namespace konbit
