#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "mapper/model/location.hpp"

namespace konbit {

/// A place of a table: a name (or "row 2") and where it is.
struct TablePlace {
    std::string name;
    Location at;
};
/// Reads a CSV file with a heading: a column lat (latitude, y, …), one lon (lng, longitude, x, …)
/// and, if there is one, name (label, id, …). Rows without a place, or with a wrong one, are a
/// DataError that names the row: a table with places missing would be believed.
[[nodiscard]] std::vector<TablePlace> read_place_table(const std::filesystem::path& file);

}  // namespace konbit
