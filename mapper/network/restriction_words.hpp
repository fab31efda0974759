#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace konbit {

/// One statement of a type=restriction relation: "no_left_turn", for whom and when.
struct RestrictionWord {
    bool only = false;                                      ///< only_*, else no_*
    bool u_turn = false;                                    ///< no_u_turn
    bool many_from = false;                                 ///< no_entry: several `from` are meant
    bool many_to = false;                                   ///< no_exit
    std::vector<std::pair<std::string, std::string>> tags;  ///< for TurnRule::kind
};

/// The statements of a relation's tags: one for each key restriction, restriction:VEHICLE,
/// …:conditional, and for each clause of a conditional value. Empty: it states nothing that is
/// known.
[[nodiscard]] std::vector<RestrictionWord> read_restriction_words(
    const std::vector<std::pair<std::string, std::string>>& tags);

}  // namespace konbit
