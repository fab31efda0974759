#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "mapper/query/questions.hpp"
#include "render/style/style.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

// What is known of a thing, and how sure, in words of the screen.

/// "just now", "40 min ago", "9 h ago", "3 days ago"; "at a time not told" of 0; "40 min ahead".
[[nodiscard]] std::string short_age(UnixSeconds observed, UnixSeconds now);
/// "Newest report 40 min ago"; "" if nobody reported anything.
[[nodiscard]] std::string newest_report_words(const Map& map, UnixSeconds now);
/// "height 3 m, weight 5 t"; "" without any.
[[nodiscard]] std::string limits_words(const Limits& limits);

/// "Blocked", "Severe damage", "No damage seen", "Full".
[[nodiscard]] std::string grade_words(Grade grade);
[[nodiscard]] std::string passability_words(Passability passability, const Limits& limits);
[[nodiscard]] std::string shelter_words(ShelterStatus status);
[[nodiscard]] std::string condition_words(const Condition& condition);
/// "Confirmed · seen 40 min ago".
[[nodiscard]] std::string certainty_words(const Condition& condition, UnixSeconds now);
/// "seen by somebody", "told", "photo from above", "by its tags".
[[nodiscard]] std::string_view method_words(Method how) noexcept;

/// What there is to doubt, a line each, the weightiest first: "Disputed: the worse one is used".
[[nodiscard]] std::vector<std::string> doubt_lines(const Doubt& doubt, const Map& map);
/// As a part of one line: "disputed"; "" if there is no doubt.
[[nodiscard]] std::string doubt_word(const Doubt& doubt);
/// Mark, dashed edge and badge of a condition.
void show_condition(Widget& on, const Condition& condition, const Style& style);
void show_doubt(Widget& on, const Doubt& doubt, Certainty certainty);

/// ", here" or ", further along" of a part of a way beside a segment of it; "" of all of it.
[[nodiscard]] std::string_view part_words(const std::optional<WayStretch>& stretch,
                                          std::optional<std::uint32_t> segment) noexcept;

/// Why entries cannot be written into this map, as a sentence; "" if they can.
[[nodiscard]] std::string why_not_written(const std::filesystem::path& map_folder);

}  // namespace konbit
