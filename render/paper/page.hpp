#pragma once

#include <string>

#include "mapper/query/map.hpp"
#include "mapper/query/place.hpp"
#include "render/canvas/image.hpp"
#include "render/canvas/mercator.hpp"
#include "render/label/text_shaper.hpp"
#include "render/style/legend.hpp"
#include "render/style/style.hpp"

namespace konbit {

/// What the paper around a map says of it.
struct PageFacts {
    std::string title, event, data_age;
    bool made_before_event = false;
    UnixSeconds drawn_at = 0;
};
[[nodiscard]] PageFacts page_facts(const Map& map, const std::string& title, UnixSeconds now);

struct PageMap {
    const Style& style;
    WebMercator scale;
    PixelRect rect;  ///< the map within the world
    double text_scale = 1;
};

/// Above the map: title, disaster, age of the data.
[[nodiscard]] Image page_head(TextShaper& shaper, const PageFacts& facts, const PageMap& map);
/// Below it: scale, north, key, projection, area, attribution.
[[nodiscard]] Image page_foot(TextShaper& shaper, const PageFacts& facts, const PageMap& map,
                              std::vector<LegendSection> key);

/// The attribution alone, for the lower right corner of a bare map; empty if there is no room.
[[nodiscard]] Image corner_note(TextShaper& shaper, const PageMap& map);

}  // namespace konbit
