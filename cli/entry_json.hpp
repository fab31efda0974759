#pragma once

#include <string>
#include <vector>

#include "cli/entry_text.hpp"
#include "mapper/query/questions.hpp"

namespace konbit {

// Entries and conditions as JSON objects, for --json.

[[nodiscard]] std::string json_condition(const Condition& condition);
[[nodiscard]] std::string json_conditions(const std::vector<Condition>& conditions);
/// What a report is about: {"id", "name", "lat", "lon", "stretch"}.
[[nodiscard]] std::string json_about(const Map& map, const Report& report);
[[nodiscard]] std::string json_evidence(const EvidenceLine& line, const DeviceNames& names);
[[nodiscard]] std::string json_limits(const Limits& limits);
[[nodiscard]] std::string json_doubts(const Doubt& doubt);
/// "way/123:4-9": which part of a way; null for all of it.
[[nodiscard]] std::string json_stretch(const std::optional<WayStretch>& stretch);

}  // namespace konbit
