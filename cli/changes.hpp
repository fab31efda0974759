#pragma once

#include <string>
#include <vector>

#include "mapper/query/questions.hpp"

namespace konbit {

/// What a map said of damage, closed roads and shelters before others' entries came in.
class StateBefore {
public:
    explicit StateBefore(const Map& map);
    /// What is worse now, the worst first, as people read it: "Pon Fè (way/72000503): blocked: seen
    /// blocked 2 hours ago (1 person)".
    [[nodiscard]] std::vector<std::string> worse_now(const Map& map) const;

private:
    std::vector<FoundDamage> damage_;  ///< sorted by id
    std::vector<FoundFacility> shelters_;
};

}  // namespace konbit
