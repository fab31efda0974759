#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "render/tile/label_cell.hpp"

namespace konbit {

/// A facility whose name stands beside its symbol.
struct NamedFacility {
    std::string words;
    Location at;
    PixelPoint anchor;
};
/// What has a symbol in or near a cell.
struct DrawnFacilities {
    std::vector<ObjectId> ids;  ///< sorted, with their duplicates: no rule draws them again
    std::vector<NamedFacility> named;

    void clear() {
        ids.clear();
        named.clear();
    }
    /// Whether one of that name stands in the thing's box or within `reach_px` of its anchor.
    [[nodiscard]] bool says(std::string_view words, const BoundingBox& box, PixelPoint anchor,
                            double reach_px) const;
};

/// Pins of shelters, icons of care, water and supply, with their names.
void add_facilities(LabelCell& cell, DrawnFacilities& drawn);

}  // namespace konbit
