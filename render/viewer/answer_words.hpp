#pragma once

#include <string>
#include <string_view>

#include "mapper/query/questions.hpp"
#include "render/viewer/panel.hpp"
#include "render/viewer/text_painter.hpp"

namespace konbit {

// What panels say, in words that never promise more than is known.

/// "Earthquake", "place of worship" → "Place of worship".
[[nodiscard]] std::string with_capital(std::string_view words);
/// Of kind_of: "highway=secondary" is a "Secondary road".
[[nodiscard]] std::string kind_words(std::string_view kind);
/// Of a facility's kind: "designated_shelter" is a "shelter".
[[nodiscard]] std::string facility_words(const Facility& facility);

/// "Nobody has looked since the earthquake"; without an event "Nobody has looked".
[[nodiscard]] std::string nobody_looked(const Map& map);
/// "Severe damage", "No damage seen", "Blocked", "Damage not clear".
[[nodiscard]] std::string damage_words(const DamageStatement& statement);
/// "by its tags, before the earthquake".
[[nodiscard]] std::string damage_reason(const Map& map);
/// The mark that belongs to it: of passing for what is passed, else of the grade.
[[nodiscard]] const ConditionPaint& mark_of(const Style& style, const DamageStatement& statement);

/// "Map data 3 days before the earthquake: cannot show its damage"; "" if they are not older.
[[nodiscard]] std::string made_before_words(const Map& map);

/// A thing's name in the language of the map; `local` if it has none in that.
[[nodiscard]] std::string name_in(const Map& map, FeatureIndex feature, std::string_view lang,
                                  std::string_view local);
/// The nearest place that has a name, "" if none is near.
[[nodiscard]] std::string place_near(const Map& map, Location at, std::string_view lang);

/// The box as an area of questions.
[[nodiscard]] Area area_of(const Map& map, const BoundingBox& box);
/// Another part of the map is looked at now: moved by more than so much of its size, or zoomed.
[[nodiscard]] bool looks_elsewhere(const BoundingBox& now, const BoundingBox& asked,
                                   double fraction) noexcept;

/// Runs a question; what goes wrong becomes words for the panel: what, why, what to do.
template <class Ask>
[[nodiscard]] std::string error_of(Ask&& ask) {
    try {
        ask();
    } catch (const std::exception& error) {
        return error.what();
    }
    return {};
}

}  // namespace konbit
