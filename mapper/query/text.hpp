#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "mapper/model/condition.hpp"
#include "mapper/model/location.hpp"
#include "mapper/model/time.hpp"

namespace konbit {

// How numbers and times read to a person. All results are plain ASCII in one line, except where a
// map's own words go in.

/// "here" (0), "820 m", "1.4 km", "12 km", "1,240 km".
[[nodiscard]] std::string distance_text(double metres);
/// The nearest of eight: "north", "north-east", …
[[nodiscard]] std::string_view compass_text(double bearing_deg) noexcept;
/// A span in its largest unit: "45 seconds", "1 minute", "3 hours", "12 days", "2 years".
[[nodiscard]] std::string duration_text(std::int64_t seconds);
/// "2026-04-05 06:00 UTC".
[[nodiscard]] std::string time_text(UnixSeconds time);
/// "12,345".
[[nodiscard]] std::string count_text(std::uint64_t count);
/// "1 shelter", "2 shelters"; `many` where an s does not do.
[[nodiscard]] std::string counted(std::uint64_t count, std::string_view one,
                                  std::string_view many = {});
/// "830 bytes", "1.2 MB" (powers of ten).
[[nodiscard]] std::string bytes_text(std::uint64_t bytes);
/// "19.10000,-73.00000": latitude first, as people type it.
[[nodiscard]] std::string location_text(Location at);
/// "height 3 m, weight 5 t"; "" if nobody stated a limit.
[[nodiscard]] std::string limits_text(const Limits& limits);
/// A word of the rules as people read it: "bomb_shelter" is "bomb shelter".
[[nodiscard]] std::string words_text(std::string_view word);

}  // namespace konbit
