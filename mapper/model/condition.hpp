#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace konbit {

/// Damage grade. `unknown` is not a grade below none: nobody has said anything usable.
enum class Grade : std::uint8_t { unknown, none, slight, moderate, severe, destroyed };

enum class Passability : std::uint8_t { unknown, open, restricted, blocked };

/// How sure: `confirmed` (two people saw it, or one with a fitting photo), `reported` (once),
/// `guessed` (from a tag, or something nearby), `none` (nobody said anything).
enum class Certainty : std::uint8_t { none, guessed, reported, confirmed };

/// Of a shelter: `designated` by an authority, `suitable` by its kind, `unchecked` (could serve,
/// nobody said so), `never` (must not be shown as one).
enum class Suitability : std::uint8_t { never, unchecked, suitable, designated };

/// The words of the design, in lower case ("severe", "blocked", …).
[[nodiscard]] std::string_view to_string(Grade grade) noexcept;
[[nodiscard]] std::string_view to_string(Passability passability) noexcept;
[[nodiscard]] std::string_view to_string(Certainty certainty) noexcept;
[[nodiscard]] std::string_view to_string(Suitability suitability) noexcept;

[[nodiscard]] std::optional<Grade> parse_grade(std::string_view word) noexcept;
[[nodiscard]] std::optional<Passability> parse_passability(std::string_view word) noexcept;
[[nodiscard]] std::optional<Certainty> parse_certainty(std::string_view word) noexcept;
[[nodiscard]] std::optional<Suitability> parse_suitability(std::string_view word) noexcept;

}  // namespace konbit
