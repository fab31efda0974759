#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapper/model/time.hpp"

namespace konbit {

// What cells of a survey hold besides words.

/// Without spaces, tabs and line breaks at its ends.
[[nodiscard]] std::string_view cell_text(std::string_view text);

/// "19.09", "-72,97" (a comma where the spreadsheet's country has one). No exponent, no infinity.
[[nodiscard]] std::optional<double> survey_number(std::string_view text);

/// The parts of "lat lon altitude accuracy"; commas may part them, too. At most 6.
[[nodiscard]] std::vector<std::string_view> parts_of(std::string_view position);

/// "2026-03-13T06:34:31.000-04:00"; without a zone only if one is given (minutes east of UTC). A
/// date alone is its midnight.
[[nodiscard]] std::optional<UnixSeconds> parse_survey_time(std::string_view text,
                                                           std::optional<int> zone_minutes);

/// True of a column "road_blocked", where yes is bad news.
[[nodiscard]] bool asks_for_bad_news(std::string_view column);

[[nodiscard]] bool is_uuid(std::string_view text);
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace konbit
