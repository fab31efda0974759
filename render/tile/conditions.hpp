#pragma once

#include <unordered_map>
#include <vector>

#include "mapper/query/questions.hpp"

namespace konbit {

/// What is known of damage and closures in one block, for the painters of the ground and above it.
struct BlockConditions {
    std::vector<FoundDamage> found;
    /// FeatureIndex → found; of whole things in the map.
    std::unordered_map<std::uint32_t, std::size_t> by_feature;
    bool event_set = false;  ///< then what nobody looked at is hatched
    [[nodiscard]] const FoundDamage* of(FeatureIndex feature) const noexcept {
        const auto at = by_feature.find(feature.value);
        return at == by_feature.end() ? nullptr : &found[at->second];
    }
};

/// Nothing everyday (a bollard, a rough track) is in it. Pictures that are handed on rest on what
/// everybody may see.
[[nodiscard]] BlockConditions conditions_in(const Map& map, const BoundingBox& box, bool for_team);

}  // namespace konbit
