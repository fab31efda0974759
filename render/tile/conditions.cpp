#include "render/tile/conditions.hpp"

namespace konbit {

BlockConditions conditions_in(const Map& map, const BoundingBox& box) {
    BlockConditions conditions;
    conditions.event_set = !map.events().empty();
    conditions.found = damage_near(map, box);
    conditions.by_feature.reserve(conditions.found.size());
    for (std::size_t i = 0; i < conditions.found.size(); ++i) {
        conditions.by_feature.emplace(conditions.found[i].feature.value, i);
    }
    return conditions;
}

}  // namespace konbit
