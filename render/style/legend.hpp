#pragma once

#include <string>
#include <variant>
#include <vector>

#include "render/style/style.hpp"

namespace konbit {

/// One line of a key, made from the style itself.
struct LegendEntry {
    std::string words;
    /// What its swatch shows: a rule (area, line or icon), a grade, a passability or a facility.
    std::variant<const Rule*, const ConditionPaint*, const FacilityPaint*> sample;
};
struct LegendSection {
    std::string title;  ///< "Damage", "Roads", "Places", …
    std::vector<LegendEntry> entries;
};

/// What a map at this zoom can show, in the order of importance to a field team. Pointers live as
/// long as the style.
[[nodiscard]] std::vector<LegendSection> legend_of(const Style& style, double zoom);

}  // namespace konbit
