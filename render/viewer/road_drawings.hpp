#pragma once

#include <memory>
#include <vector>

#include "mapper/query/reach.hpp"
#include "mapper/query/routes.hpp"
#include "render/tile/answer_drawing.hpp"

namespace konbit {

/// What is drawn of an answer by road: option `chosen` as the way to go, the others thinner; of NO
/// the way that there would be, left out where it is blocked.
[[nodiscard]] std::shared_ptr<const AnswerDrawing> drawing_of(const Travel& travel,
                                                              const RouteAnswer& answer,
                                                              std::size_t chosen);
/// The areas, the widest first.
[[nodiscard]] std::shared_ptr<const AnswerDrawing> drawing_of(const ReachAnswer& answer);
/// The roads from which there is no way.
[[nodiscard]] std::shared_ptr<const AnswerDrawing> drawing_of(const Travel& travel,
                                                              const CutoffAnswer& answer);

/// A part of a way to go.
struct RoutePart {
    std::vector<Location> line;
    bool seen = false;     ///< somebody looked at it since the event; without one: always
    bool blocked = false;  ///< by what is known today
};
/// An option in parts along its shape, each as long as it is of one kind.
[[nodiscard]] std::vector<RoutePart> parts_of(const Travel& travel, const RouteOption& option);

}  // namespace konbit
