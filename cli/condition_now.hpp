#pragma once

#include <string>
#include <vector>

#include "mapper/query/map.hpp"

namespace konbit {

/// What all evidence together says now of what a report is about: lines such as "blocked ·
/// confirmed: seen blocked 1 hour ago (2 people)". `entry` is the report's own, which may have been
/// taken back since. Nothing for needs and notes.
[[nodiscard]] std::vector<std::string> condition_now(const Map& map, const EntryId& entry,
                                                     const Report& report);

}  // namespace konbit
