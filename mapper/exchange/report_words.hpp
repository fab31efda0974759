#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "mapper/model/condition.hpp"

namespace konbit {

// Words of survey forms in English, French, Kreyòl and Spanish. All take a folded text (see fold)
// and know it whole or not at all: a near miss is no answer.

/// What a row of a survey speaks of.
enum class ReportedThing : std::uint8_t {
    road,
    bridge,
    building,
    shelter,
    water,
    need,
    hazard,
    note
};
struct SaidThing {
    ReportedThing thing = ReportedThing::note;
    std::string_view
        item;  ///< of a need or hazard: "medical", "landslide"; "" if the word has none
    bool operator==(const SaidThing&) const = default;
};
[[nodiscard]] std::optional<SaidThing> said_thing(std::string_view folded) noexcept;

/// `unknown`: the person answered that they do not know.
[[nodiscard]] std::optional<Passability> said_passability(std::string_view folded) noexcept;
[[nodiscard]] std::optional<Grade> said_grade(std::string_view folded) noexcept;
[[nodiscard]] std::optional<ShelterStatus> said_shelter_status(std::string_view folded) noexcept;
/// Of a water point or a need: true if people have what they need there.
[[nodiscard]] std::optional<bool> said_met(std::string_view folded) noexcept;
[[nodiscard]] std::optional<Method> said_method(std::string_view folded) noexcept;

/// Yes and no alone: which of them is good news depends on the question.
[[nodiscard]] bool is_yes_or_no(std::string_view folded) noexcept;

/// What is allowed, for the person who wrote something else.
inline constexpr std::string_view kThingChoices =
    "road, bridge, building, shelter, water, need, hazard, note";
inline constexpr std::string_view kPassabilityChoices = "open, restricted, blocked, unknown";
inline constexpr std::string_view kGradeChoices =
    "none, slight, moderate, severe, destroyed, unknown";
inline constexpr std::string_view kShelterChoices = "open, full, closed, unsafe, unknown";
inline constexpr std::string_view kMetChoices = "working, dry, dirty, broken, met, not met";
inline constexpr std::string_view kMethodChoices = "seen, heard, imagery";

}  // namespace konbit
