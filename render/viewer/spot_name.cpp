#include "render/viewer/spot_name.hpp"

#include <algorithm>

#include "mapper/query/text.hpp"
#include "render/viewer/answer_words.hpp"
#include "render/viewer/here_things.hpp"
#include "render/viewer/text_painter.hpp"

namespace konbit {
namespace {

constexpr double kMostSize_m = 1'000;  ///< of an area: a larger one is no place to go to

}  // namespace

Place place_at(const Map& map, Location at, double within_m, std::string_view lang) {
    Place place;
    place.at = at;
    const auto things = things_at(map, at, within_m, lang);
    const auto named = std::find_if(things.begin(), things.end(), [&map](const Thing& thing) {
        const bool line = map.base().feature(thing.feature).kind() == GeometryKind::line;
        return !thing.hidden && !thing.name.empty() && (line || thing.size_m < kMostSize_m);
    });
    if (named != things.end()) {
        place.label = screen_text(named->name);
        return place;
    }
    const auto near = place_near(map, at, lang);
    place.label = near.empty() ? location_text(at) : "Near " + near;
    return place;
}

}  // namespace konbit
