#pragma once

#include <memory>
#include <vector>

#include "mapper/query/map.hpp"
#include "render/label/label.hpp"
#include "render/tile/map_painter.hpp"

namespace konbit {

/// Makes the label candidates of a cell: names of places, along roads and rivers, in areas; marks
/// of damage and closures, pins of shelters, icons of services with their names.
class LabelSource {
public:
    LabelSource(const Map& map, const Style& style, const PaintOptions& options,
                TextShaper& shaper);
    ~LabelSource();
    /// Only what has its anchor in the cell, and nothing that depends on anything but the cell.
    void candidates(const WebMercator& scale, const PixelRect& cell,
                    std::vector<LabelCandidate>& into);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace konbit
