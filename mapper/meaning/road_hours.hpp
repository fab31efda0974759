#pragma once

#include <cstdint>
#include <string_view>

#include "mapper/model/time.hpp"

namespace konbit {

/// Whether something holds; `unknown`: it cannot be told here.
enum class Truth : std::uint8_t { no, yes, unknown };

/// What hours say at a moment.
struct HoursAnswer {
    Truth holds = Truth::unknown;
    bool holidays = false;  ///< public or school holidays count, too, and are not known here
    bool operator==(const HoursAnswer&) const = default;
};

/// OpenStreetMap's opening hours as far as signs on roads need them: "Mo-Fr
/// 07:00-09:00,15:00-18:00; Sa 07:00-14:00", "22:00-06:00", "24/7", "Nov-Apr", "Dec 01-Mar 31",
/// "Su,PH off". `local` is the time on the clock there, counted as if it were UTC. PH and SH: the
/// other days of the list decide. Sunrise, weeks, years and whatever else: unknown.
[[nodiscard]] HoursAnswer hours_hold(std::string_view hours, UnixSeconds local) noexcept;

}  // namespace konbit
