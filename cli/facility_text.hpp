#pragma once

#include <string>
#include <string_view>

#include "mapper/query/questions.hpp"

namespace konbit {

// How places of the four themes read to a person, whatever they are ordered by.

struct ThemeWords {
    std::string_view command, one, many;  ///< "shelters", "shelter", "shelters"
};
[[nodiscard]] ThemeWords theme_words(Theme theme);

/// "way/1 = node/2", "report 0123456789ab".
[[nodiscard]] std::string facility_ids(const FoundFacility& found);
/// "(no name)" if it has none.
[[nodiscard]] std::string facility_name(const FoundFacility& found);
/// Its kind, what reports say of it and its doubts: the lines below the first.
void print_facility_lines(const FoundFacility& found);

}  // namespace konbit
