#pragma once

#include <string>
#include <string_view>

#include "mapper/store/map_summary.hpp"

namespace konbit {

/// The summary as JSON text, as it lies in the map, and back. Bytes that are not UTF-8 are
/// replaced. `file` names the map in the DataError that a damaged text raises.
[[nodiscard]] std::string to_json(const MapSummary& summary);
[[nodiscard]] MapSummary summary_from_json(std::string_view text, std::string_view file);

}  // namespace konbit
