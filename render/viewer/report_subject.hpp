#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/query/questions.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// Something that a person may report about: what it is decides which answers are offered.
struct ReportSubject {
    enum class Kind : std::uint8_t { building, shelter, bridge, road, spot } kind = Kind::spot;
    Anchor anchor;
    std::string name;                ///< "House, Ri Kapwa"; of a spot its coordinates
    std::vector<Location> shape;     ///< of a road: the stretch that is meant
    std::optional<Condition> known;  ///< what stands now; nullopt: nobody said anything
    double distance_m = 0;           ///< from the press
};

/// What a press on the map may mean, the likeliest first: what lies under the finger, then the bare
/// spot, then what is near. Never empty: the spot is always there. What must not be shown (refuges)
/// goes without its name.
[[nodiscard]] std::vector<ReportSubject> subjects_at(const Map& map, Location at, double within_m,
                                                     std::string_view lang);

/// "Building", "Shelter", "Bridge", "Road", "This spot".
[[nodiscard]] std::string_view subject_words(ReportSubject::Kind kind) noexcept;
/// The matter of its reports; nullopt of a spot.
[[nodiscard]] std::optional<Matter> matter_of(ReportSubject::Kind kind) noexcept;

}  // namespace konbit
