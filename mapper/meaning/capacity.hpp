#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "mapper/meaning/rule_file.hpp"

namespace konbit {

/// Whole numbers only: "120" is a capacity, "~100", "80-100" or "3 beds" are not.
[[nodiscard]] std::optional<std::uint32_t> parse_count(std::string_view text) noexcept;

/// How many people fit, from the first of the keys that says so for this object and theme.
[[nodiscard]] std::optional<std::uint32_t> capacity_people(const std::vector<CapacityKey>& keys,
                                                           Theme theme, const Tags& tags);

/// True if the newest dated status of the object (prefix + YYYYMMDD) is one of the closed ones.
[[nodiscard]] bool newest_status_closed(const NewestStatus& status, const Tags& tags);

}  // namespace konbit
