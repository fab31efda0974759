#pragma once

#include <functional>
#include <string>
#include <vector>

#include "render/viewer/route_plan.hpp"
#include "render/viewer/widget.hpp"

namespace konbit {

/// What is asked. `changed`: to be called after a press that changes the question.
void add_route_tabs(std::vector<Widget>& to, RoutePlan& plan, const std::function<void()>& changed);
/// From where, to where.
void add_route_ends(std::vector<Widget>& to, RoutePlan& plan, const std::function<void()>& changed);
/// Who travels, in two lines where the text is large.
void add_vehicles(std::vector<Widget>& to, RoutePlan& plan, bool large_text,
                  const std::function<void()>& changed);
/// Height and weight, each with less and more; `own`: what counts where nothing was chosen.
void add_size_choice(std::vector<Widget>& to, RoutePlan& plan, const VehicleSize& own,
                     const std::function<void()>& changed);
/// "4 m high, 10 t"; "Height, weight" where neither is known.
[[nodiscard]] std::string size_words(const RoutePlan& plan, const VehicleSize& own);
/// "truck", "on foot".
[[nodiscard]] std::string lower_words(const VehicleChoice& choice);

}  // namespace konbit
