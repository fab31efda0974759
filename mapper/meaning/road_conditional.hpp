#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "mapper/meaning/road_hours.hpp"
#include "mapper/model/condition.hpp"

namespace konbit {

/// One "value @ (condition)" of a `…:conditional` tag.
struct ConditionalClause {
    std::string_view value, condition;  ///< trimmed; the condition without its parentheses
    bool operator==(const ConditionalClause&) const = default;
};

/// "no @ (Mo-Fr 07:00-09:00; Sa 07:00-12:00); yes @ destination": split at semicolons outside of
/// parentheses. nullopt: a part without "@", or without a value.
[[nodiscard]] std::optional<std::vector<ConditionalClause>> split_conditional(
    std::string_view text);

/// What a condition may ask about.
struct TravelMoment {
    UnixSeconds local = 0;  ///< the time on the clock there, counted as if it were UTC
    Limits size;            ///< of the vehicle
    bool wet = false, snow = false;
};

/// A condition's truth, and the purpose of the trip if it asks for one.
struct ConditionAnswer {
    Truth holds = Truth::unknown;
    bool holidays = false;     ///< decided without knowing holidays
    std::string_view purpose;  ///< "destination", "delivery", …: holds for those who have it
};
/// Several joined by AND: all must hold. Evaluated: hours, weight, height, width, length and axle
/// load compared with numbers, wet, snow. All else is unknown.
[[nodiscard]] ConditionAnswer condition_holds(std::string_view condition,
                                              const TravelMoment& moment);

}  // namespace konbit
