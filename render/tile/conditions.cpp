#include "render/tile/conditions.hpp"

namespace konbit {

BlockConditions conditions_in(const Map& map, const BoundingBox& box, bool for_team) {
    BlockConditions conditions;
    conditions.event_set = !map.events().empty();
    conditions.found =
        damage_near(map, box, for_team ? Audience::team : Audience::open_to_all);
    conditions.by_feature.reserve(conditions.found.size());
    for (std::size_t i = 0; i < conditions.found.size(); ++i) {
        const auto& found = conditions.found[i];
        if (found.report || found.stretch) continue;
        conditions.by_feature.emplace(found.feature.value, i);
    }
    return conditions;
}

}  // namespace konbit
