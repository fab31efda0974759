#pragma once

#include <vector>

#include "mapper/query/map.hpp"
#include "render/viewer/map_view.hpp"

namespace konbit {

/// Where the map looks otherwise than before.
struct ChangedPlaces {
    bool everywhere = false;
    std::vector<BoundingBox> boxes;
    /// True if a block of the drawn world may have changed: what is near, too, since names and
    /// marks give way to each other.
    [[nodiscard]] bool touches(const BlockId& id) const;
};

/// Reads what came into a map's journal since it was asked last.
class ReportWatch {
public:
    explicit ReportWatch(const Map& map);
    [[nodiscard]] ChangedPlaces changed();

private:
    void add(const Entry& entry, ChangedPlaces& to) const;
    void add(const Report& report, ChangedPlaces& to) const;

    const Map& map_;
    Journal::Position read_to_ = 0;
    Journal::Mark mark_;
};

}  // namespace konbit
