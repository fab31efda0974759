#pragma once

#include "render/tile/conditions.hpp"
#include "render/tile/label_cell.hpp"

namespace konbit {

/// Marks of closed roads and damaged buildings; below the zoom of footprints, the counts of
/// damaged buildings by grid cell.
void add_condition_marks(LabelCell& cell, const BlockConditions& conditions);

}  // namespace konbit
