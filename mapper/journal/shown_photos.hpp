#pragma once

#include <set>
#include <vector>

#include "mapper/journal/journal.hpp"

namespace konbit {

/// The photos that a report shows; none if its payload is gone or it is no report. DataError if the
/// payload is not sound.
[[nodiscard]] std::vector<Digest> photos_shown_by(const RawEntry& entry);

/// Those that any entry of a journal shows.
[[nodiscard]] std::set<Digest> photos_shown(const Journal& journal);

}  // namespace konbit
