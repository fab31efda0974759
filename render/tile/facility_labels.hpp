#pragma once

#include <vector>

#include "render/tile/label_cell.hpp"

namespace konbit {

/// Pins of shelters, icons of care, water and supply, with their names. `drawn` gets the ids of
/// what has a symbol in or near the cell, sorted, with their duplicates: no rule draws them again.
void add_facilities(LabelCell& cell, std::vector<ObjectId>& drawn);

}  // namespace konbit
