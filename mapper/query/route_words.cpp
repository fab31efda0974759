#include "mapper/query/routes.hpp"

namespace konbit {

std::string_view to_string(RouteVerdict verdict) noexcept {
    switch (verdict) {
        case RouteVerdict::yes:
            return "YES";
        case RouteVerdict::yes_unchecked:
            return "YES, UNCHECKED";
        case RouteVerdict::no:
            return "NO";
    }
    return {};
}

std::string_view to_string(Maneuver maneuver) noexcept {
    switch (maneuver) {
        case Maneuver::depart:
            return "depart";
        case Maneuver::go_on:
            return "go_on";
        case Maneuver::slight_left:
            return "slight_left";
        case Maneuver::left:
            return "left";
        case Maneuver::sharp_left:
            return "sharp_left";
        case Maneuver::slight_right:
            return "slight_right";
        case Maneuver::right:
            return "right";
        case Maneuver::sharp_right:
            return "sharp_right";
        case Maneuver::u_turn:
            return "u_turn";
        case Maneuver::roundabout:
            return "roundabout";
        case Maneuver::ferry:
            return "ferry";
        case Maneuver::arrive:
            return "arrive";
    }
    return {};
}

}  // namespace konbit
