#pragma once

#include <string>
#include <vector>

#include "render/viewer/panel.hpp"
#include "render/viewer/road_desk.hpp"

namespace konbit {

/// A place that an answer by road speaks of: a row of its list and a mark on the map.
struct AnswerPlace {
    Location at;
    PinLook pin;                        ///< of the mark on the map
    std::string words, second, more{};  ///< `more`: all that is said of it, once it is chosen
    const ConditionPaint* mark = nullptr;
    std::string icon{};
    bool dashed = false;
    std::string badge{};
    std::string right{};
};
struct AnswerSection {
    std::string heading;
    std::vector<AnswerPlace> places;
    std::string note{};  ///< below them
};

/// What stands beside an answer: the map, its looks, the moment.
struct AnswerFrame {
    const Map& map;
    const Style& style;
    UnixSeconds now = 0;
};

/// What the way relies on, what it avoids, what blocks it; each with what is known and how old.
[[nodiscard]] std::vector<AnswerSection> sections_of(const RouteAnswer& answer, std::size_t chosen,
                                                     const AnswerFrame& frame);
[[nodiscard]] std::vector<AnswerSection> sections_of(const ReachAnswer& answer);
/// Settlements without a way, and what to open first.
[[nodiscard]] std::vector<AnswerSection> sections_of(const CutoffAnswer& answer,
                                                     const AnswerFrame& frame);

}  // namespace konbit
