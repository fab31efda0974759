#pragma once

#include "render/tile/label_cell.hpp"

namespace konbit {

/// A thing that a rule gives a name or an icon, and its anchor, which lies in the cell.
struct Named {
    const Rule& rule;
    const Tags& tags;
    ObjectId id;
    FeatureIndex feature;
    PixelPoint at;
};

/// Names and icons at points: places, summits, springs.
void add_place_name(LabelCell& cell, const Named& named);
/// Names and icons in areas; a name alone is left out where the area (`box`) is too small for it.
void add_area_name(LabelCell& cell, const Named& named, const BoundingBox& box);

}  // namespace konbit
