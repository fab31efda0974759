#include "mapper/model/condition.hpp"

#include <array>

namespace konbit {
namespace {

// In the order of the enumerators: one table serves both directions.
constexpr std::array<std::string_view, 6> kGrades{"unknown",  "none",   "slight",
                                                  "moderate", "severe", "destroyed"};
constexpr std::array<std::string_view, 4> kPassabilities{"unknown", "open", "restricted",
                                                         "blocked"};
constexpr std::array<std::string_view, 4> kCertainties{"none", "guessed", "reported", "confirmed"};
constexpr std::array<std::string_view, 4> kSuitabilities{"never", "unchecked", "suitable",
                                                         "designated"};
constexpr std::array<std::string_view, 4> kMethods{"tag", "heard", "imagery", "seen"};
constexpr std::array<std::string_view, 5> kShelterStatuses{"unknown", "open", "full", "closed",
                                                           "unsafe"};
constexpr std::array<std::string_view, 3> kAudiences{"public", "partners", "team"};

template <class Enum, std::size_t N>
std::optional<Enum> parse(const std::array<std::string_view, N>& words, std::string_view word) {
    for (std::size_t i = 0; i < N; ++i) {
        if (words[i] == word) return static_cast<Enum>(i);
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_string(Grade grade) noexcept { return kGrades[static_cast<std::size_t>(grade)]; }
std::string_view to_string(Passability passability) noexcept {
    return kPassabilities[static_cast<std::size_t>(passability)];
}
std::string_view to_string(Certainty certainty) noexcept {
    return kCertainties[static_cast<std::size_t>(certainty)];
}
std::string_view to_string(Suitability suitability) noexcept {
    return kSuitabilities[static_cast<std::size_t>(suitability)];
}
std::string_view to_string(Method method) noexcept {
    return kMethods[static_cast<std::size_t>(method)];
}
std::string_view to_string(ShelterStatus status) noexcept {
    return kShelterStatuses[static_cast<std::size_t>(status)];
}
std::string_view to_string(Audience audience) noexcept {
    return kAudiences[static_cast<std::size_t>(audience)];
}

std::optional<Grade> parse_grade(std::string_view word) noexcept {
    return parse<Grade>(kGrades, word);
}
std::optional<Passability> parse_passability(std::string_view word) noexcept {
    return parse<Passability>(kPassabilities, word);
}
std::optional<Certainty> parse_certainty(std::string_view word) noexcept {
    return parse<Certainty>(kCertainties, word);
}
std::optional<Suitability> parse_suitability(std::string_view word) noexcept {
    return parse<Suitability>(kSuitabilities, word);
}
std::optional<Method> parse_method(std::string_view word) noexcept {
    return parse<Method>(kMethods, word);
}
std::optional<ShelterStatus> parse_shelter_status(std::string_view word) noexcept {
    return parse<ShelterStatus>(kShelterStatuses, word);
}
std::optional<Audience> parse_audience(std::string_view word) noexcept {
    return parse<Audience>(kAudiences, word);
}

}  // namespace konbit
