// Who stands on roads that are cut off.
#include "mapper/query/cutoff_spots.hpp"

#include <algorithm>

namespace konbit {
namespace {

/// A street beside a closed one is as good; farther away there may be a river in between.
constexpr double kBeside_m = 100;
constexpr double kPassOver_m = 200;  ///< for a road that nobody gets to on any day
constexpr std::size_t kRoadsBeside = 12;
constexpr std::array kRuns{PathRun::start, PathRun::open, PathRun::end};

}  // namespace

CutOffSpots::CutOffSpots(const Travel& travel, CutOffRoads& roads,
                         std::span<const RoadPosition> from)
    : travel_{travel}, roads_{roads}, from_{from.begin(), from.end()} {
    add_segments();
}

/// Segments themselves are cut off, with their length, whether anybody lives on them or not.
void CutOffSpots::add_segments() {
    std::vector<SegmentId> touched;
    for (const auto& state : roads_.states())
        touched.push_back(travel_.network().base_of(state.node).segment());
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    for (const auto segment : touched) {
        if (is_mixed(segment)) continue;
        const auto standing = standing_on({.segment = segment, .fraction = 0.5, .at = {}});
        if (standing.standing != RoadStanding::cut_off) continue;
        segments_.push_back(segment);
        spots_[standing.spot].road_m += travel_.network().segments()[segment.value].length_m();
    }
}

bool CutOffSpots::is_mixed(SegmentId segment) {
    return roads_.blocks().on(segment) != CutOffArc::kOpenStep ||
           std::any_of(from_.begin(), from_.end(),
                       [&](const RoadPosition& from) { return from.segment == segment; });
}

CutOffSpots::Standing CutOffSpots::standing_on(const RoadPosition& at) {
    if (is_mixed(at.segment)) return asked_on(at);
    const auto known = of_segment_.find(at.segment.value);
    if (known != of_segment_.end()) return known->second;
    const auto standing = asked_on(at);
    of_segment_.emplace(at.segment.value, standing);
    return standing;
}

CutOffSpots::Standing CutOffSpots::asked_on(const RoadPosition& at) {
    if (roads_.reached_today(at)) return {RoadStanding::reached};
    if (!roads_.reached_on_ordinary_days(at)) return {RoadStanding::never};
    return {RoadStanding::cut_off, new_spot(at)};
}

std::uint32_t CutOffSpots::new_spot(const RoadPosition& at) {
    auto& spot = spots_.emplace_back();
    const auto today = roads_.ends_today(at);
    for (const auto& end : roads_.ends_on_ordinary_days(at)) {
        const bool open = std::any_of(today.begin(), today.end(), [&](const PathEnd& other) {
            return other.state.node == end.state.node;
        });
        const auto directed = travel_.network().base_of(end.state.node);
        const auto needs =
            open ? CutOffArc::kOpenStep
                 : roads_.blocks().within(directed, 0, share_along(directed, at.fraction));
        for (const auto run : kRuns) {
            const PathState state{end.state.node, run};
            if (const auto number = roads_.number_of(state)) {
                spot.over.push_back({*number, needs});
            } else if (roads_.today().contains(state)) {
                spot.behind.push_back(needs);
            }
        }
    }
    const bool starts_here = std::any_of(from_.begin(), from_.end(), [&](const RoadPosition& from) {
        return from.segment == at.segment;
    });
    if (starts_here) spot.behind.push_back(roads_.blocks().on(at.segment));
    std::sort(spot.behind.begin(), spot.behind.end());
    spot.behind.erase(std::unique(spot.behind.begin(), spot.behind.end()), spot.behind.end());
    return static_cast<std::uint32_t>(spots_.size() - 1);
}

CutOffSpots::Standing CutOffSpots::standing_of(Location at) {
    const auto road = ordinary_road_at(at);
    if (!road) return {RoadStanding::never};
    if (!is_mixed(road->segment)) return standing_on(*road);
    if (roads_.reached_today(*road) || reached_beside(at, *road)) return {RoadStanding::reached};
    return standing_on(*road);
}

/// Mostly the nearest one; a path in a fenced yard is passed over.
std::optional<RoadPosition> CutOffSpots::ordinary_road_at(Location at) {
    for (const auto count : {std::size_t{1}, kRoadsBeside}) {
        const auto near = travel_.everyday().nearest(at, count, kSnap_m);
        for (const auto& road : near) {
            if (road.distance_m > near.front().distance_m + kPassOver_m) break;
            const bool never = is_mixed(road.segment)
                                   ? !roads_.reached_on_ordinary_days(road)
                                   : standing_on(road).standing == RoadStanding::never;
            if (!never) return road;
        }
    }
    return std::nullopt;
}

bool CutOffSpots::reached_beside(Location at, const RoadPosition& closed) {
    if (!roads_.ends_today(closed).empty()) return false;
    for (const auto& road :
         travel_.today().nearest(at, kRoadsBeside, closed.distance_m + kBeside_m)) {
        if (roads_.reached_today(road)) return true;
    }
    return false;
}

}  // namespace konbit
