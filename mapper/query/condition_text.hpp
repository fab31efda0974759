#pragma once

#include <string>
#include <string_view>

#include "mapper/query/questions.hpp"

namespace konbit {

/// "blocked", "severe", "full"; "none seen" for the grade none; "unknown".
[[nodiscard]] std::string_view value_words(Matter matter, std::uint8_t value) noexcept;
/// "3 hours ago"; "in 2 days" for times to come; "at an unknown time" for 0.
[[nodiscard]] std::string age_words(UnixSeconds observed, UnixSeconds as_of);
/// Why a finding says what it says, in one line, the answer first: "seen blocked 3 hours ago
/// (1 person); heard open 1 hour ago: disputed, worse one used". "" without statements.
[[nodiscard]] std::string reason_text(const Finding& finding, const Moment& moment,
                                      std::string_view event_kind);
/// "OpenStreetMap tag", "seen", "imagery (EMSR190)".
[[nodiscard]] std::string source_text(Method how, std::string_view source);

}  // namespace konbit
