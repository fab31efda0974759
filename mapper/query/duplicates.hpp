#pragma once

#include <vector>

#include "mapper/query/theme_writer.hpp"

namespace konbit {

/// One place mapped twice, a node inside or beside its area: the same wikidata (within 1 km), or
/// the same kind and the same name (folded, not empty) within 100 m. The area is kept, remembers
/// the node in `same_as` and takes over what it does not know itself (name, capacity, offers), the
/// higher suitability, and a closure by either. Two nodes are one only if their wikidata agree; the
/// lower id is kept. Two areas are never one. Entries of one theme; sorted on return.
void merge_duplicates(std::vector<ThemeEntry>& entries, ThemeWriter& writer, const BaseMap& base);

}  // namespace konbit
