#pragma once

#include <string>

#include "mapper/journal/entry.hpp"
#include "mapper/query/map.hpp"

namespace konbit {

/// The entry that a person means by the beginning of its name (at least 4 hexadecimal digits).
/// UsageError: no such form, none, or several, which it lists.
[[nodiscard]] Entry find_entry(const Map& map, const std::string& prefix);

/// Its report. UsageError if it is something else, or redacted.
[[nodiscard]] const Report& report_in(const Entry& entry);

/// Whether its author took an entry back.
[[nodiscard]] bool is_withdrawn(const Map& map, const Entry& entry);

}  // namespace konbit
