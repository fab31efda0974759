// The best order of stops, by travel time today.
#include <fmt/format.h>

#include "mapper/model/error.hpp"
#include "mapper/query/reach.hpp"
#include "mapper/query/tour_order.hpp"

namespace konbit {
namespace {

void check(const TourQuestion& question) {
    if (question.stops.empty()) {
        throw UsageError{"The stops are missing", "START STOP…", "a tour visits at least one place",
                         "Give the start, then every stop"};
    }
    if (question.stops.size() > kMostStops) {
        throw UsageError{"These are too many stops", fmt::format("{} stops", question.stops.size()),
                         "their order would take too long to find",
                         fmt::format("Make tours of up to {} stops", kMostStops)};
    }
}

/// Times between those snaps that have a road; kNoWay for the others.
TourTimes times_between(const Travel& travel, std::span<const Snap> snaps) {
    TourTimes times{snaps.size()};
    std::vector<RoadPosition> at;
    std::vector<std::size_t> place;
    for (std::size_t i = 0; i < snaps.size(); ++i) {
        if (!snaps[i].road) continue;
        at.push_back(*snaps[i].road);
        place.push_back(i);
    }
    travel.today().table(at, at, [&](std::size_t row, std::span<const Weight> weights) {
        for (std::size_t i = 0; i < weights.size(); ++i)
            times.set(place[row], place[i], row == i ? 0 : weights[i]);
    });
    return times;
}

void add_leg(const Travel& travel, const Snap& from, const Snap& to, TourAnswer& answer) {
    RouteLeg leg;
    if (const auto path = travel.today().route(*from.road, *to.road)) {
        leg.distance_m = path->distance_m;
        leg.duration_s = path->duration_ms * 1e-3;
    }
    answer.distance_m += leg.distance_m;
    answer.legs.push_back(leg);
}

}  // namespace

TourAnswer best_tour(const Travel& travel, const TourQuestion& question) {
    check(question);
    TourAnswer answer;
    answer.snaps.push_back(snap_to_road(travel, question.start));
    for (const auto& stop : question.stops) answer.snaps.push_back(snap_to_road(travel, stop));
    const auto found = order_stops(times_between(travel, answer.snaps), question.back);
    for (const auto place : found.left_out) answer.unreachable.push_back(place - 1);
    answer.duration_s = static_cast<double>(found.duration_ms) * 1e-3;
    answer.bound_s = static_cast<double>(found.bound_ms) * 1e-3;
    answer.exact = found.exact;
    const auto* last = &answer.snaps.front();
    for (const auto place : found.order) {
        answer.order.push_back(place - 1);
        add_leg(travel, *last, answer.snaps[place], answer);
        last = &answer.snaps[place];
    }
    if (question.back && !found.order.empty()) add_leg(travel, *last, answer.snaps.front(), answer);
    return answer;
}

}  // namespace konbit
