#pragma once

#include <span>
#include <string_view>

namespace konbit {

/// One rule, an object that it must decide, one that it must leave alone, and what comes of the
/// first. `file` "shelter" or "shelter also" (see Drawn and described() for the texts).
struct RuleRow {
    std::string_view file;
    std::string_view rule;
    std::string_view yes;
    std::string_view no;
    std::string_view says;
};

[[nodiscard]] std::span<const RuleRow> rule_table();

}  // namespace konbit
