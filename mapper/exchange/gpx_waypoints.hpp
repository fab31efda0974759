#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "mapper/exchange/csv_table.hpp"

namespace konbit {

/// The columns of a waypoint read as a row; `text` is its name, description and comment.
[[nodiscard]] std::span<const std::string_view> gpx_columns() noexcept;

/// The waypoints of a GPX file, each as a row of gpx_columns(), counted from 1. Tracks and routes
/// are passed over: they say where somebody was, not what is there. A document type (and with it
/// every entity) is refused. DataError naming `where`.
void read_gpx_waypoints(std::string_view bytes, const std::string& where,
                        const std::function<void(const SurveyRow&)>& take);

}  // namespace konbit
