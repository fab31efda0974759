#pragma once

#include <optional>
#include <string>
#include <vector>

#include "mapper/query/map.hpp"
#include "mapper/query/questions.hpp"
#include "mapper/route/road_metric.hpp"

namespace konbit {

/// What stands behind a RoadCondition, for people; `RoadCondition::note` counts in these.
struct RoadNote {
    ObjectId object;
    std::optional<WayStretch> stretch;
    std::string what;        ///< "bridge", "road", "tunnel", "barrier", "ford"
    std::string name;        ///< of the way, "" if it has none
    Condition condition;     ///< passability, certainty, doubt, observed, source, reason
    Location at;             ///< the middle of the stretch
    bool looked_at = false;  ///< somebody saw it (or imagery did) since the last event
};

/// All that reports, agencies and tags of damage say of roads and of barriers on them, by the rule
/// of evidence, for those who may see it. Ordinary tags (surface, access, a bollard) are not in it.
struct RoadConditions {
    std::vector<RoadCondition> conditions;  ///< sorted by object and stretch
    std::vector<RoadNote> notes;
    /// Ways (or stretches) that somebody looked at since the last event, also the open ones.
    std::optional<UnixSeconds> event_at;  ///< nullopt: no event is set
};
[[nodiscard]] RoadConditions road_conditions(const Map& map, Audience audience = Audience::team);

}  // namespace konbit
