#pragma once

#include <cstdint>

#include "cli/json_answer.hpp"
#include "mapper/query/map.hpp"

namespace konbit {

/// What people added, and on how many laptops.
struct Added {
    Situation::Counts counts;
    std::uint64_t entries = 0, journal_bytes = 0;
    std::size_t devices = 0, accepted = 0;
    bool read_only = false;
};

[[nodiscard]] Added added_to(const Map& map);
void print_added(const Map& map, const Added& added);
void add_added(const Added& added, JsonMembers& members);

}  // namespace konbit
