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

/// How somebody knows, weakest first: from OpenStreetMap's tags, told by somebody, from a satellite
/// or drone, on the ground.
enum class Method : std::uint8_t { tag, heard, imagery, seen };

/// What is said of a shelter, best first after unknown: `full`, `closed` and `unsafe` are bad news.
enum class ShelterStatus : std::uint8_t { unknown, open, full, closed, unsafe };

/// Who may see a statement (design: "public", a word that C++ keeps for itself; partners; team).
enum class Audience : std::uint8_t { open_to_all, partners, team };

/// What a restricted road bears. Empty: nobody stated that limit.
struct Limits {
    std::optional<double> height_m, width_m, length_m, weight_t, axle_load_t;
    [[nodiscard]] bool empty() const noexcept {
        return !height_m && !width_m && !length_m && !weight_t && !axle_load_t;
    }
    bool operator==(const Limits&) const = default;
};

/// The words of the design, in lower case ("severe", "blocked", …).
[[nodiscard]] std::string_view to_string(Grade grade) noexcept;
[[nodiscard]] std::string_view to_string(Passability passability) noexcept;
[[nodiscard]] std::string_view to_string(Certainty certainty) noexcept;
[[nodiscard]] std::string_view to_string(Suitability suitability) noexcept;
[[nodiscard]] std::string_view to_string(Method method) noexcept;
[[nodiscard]] std::string_view to_string(ShelterStatus status) noexcept;
[[nodiscard]] std::string_view to_string(Audience audience) noexcept;

[[nodiscard]] std::optional<Grade> parse_grade(std::string_view word) noexcept;
[[nodiscard]] std::optional<Passability> parse_passability(std::string_view word) noexcept;
[[nodiscard]] std::optional<Certainty> parse_certainty(std::string_view word) noexcept;
[[nodiscard]] std::optional<Suitability> parse_suitability(std::string_view word) noexcept;
[[nodiscard]] std::optional<Method> parse_method(std::string_view word) noexcept;
[[nodiscard]] std::optional<ShelterStatus> parse_shelter_status(std::string_view word) noexcept;
[[nodiscard]] std::optional<Audience> parse_audience(std::string_view word) noexcept;

}  // namespace konbit
