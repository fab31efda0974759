// The places of a theme that are reached soonest.
#include <algorithm>
#include <tuple>

#include "mapper/query/reach.hpp"
#include "mapper/query/road_snap.hpp"
#include "mapper/query/route_judge.hpp"

namespace konbit {
namespace {

constexpr double kNever_s = 1e18;
constexpr double kOwnRoad_m = 200;  ///< a street beside its own is as good

/// A facility with its way.
struct Candidate {
    std::size_t found = 0;  ///< position among those by air
    std::vector<Snap> ends;
    std::optional<RoadPosition> end;  ///< where the way leads to; nullopt: there is none
    double duration_s = kNever_s;
};

/// Asks for more and more of the nearest by air, until none of the others can be sooner.
class SoonestSearch {
public:
    SoonestSearch(const Travel& travel, const FacilityQuestion& question, const Place& from)
        : travel_{travel}, question_{question}, starts_{snaps_of(travel, from)} {
        answer_.from =
            starts_.empty()
                ? Snap{.place = from, .road = {}, .road_name = {}, .way = {}, .passed_over = {}}
                : starts_.front();
        question_.near = from.at;
    }

    FacilityByRoadAnswer run() {
        const auto wanted = question_.count;
        answer_.by_air = nearest_facilities(travel_.map(), question_);
        if (starts_.empty()) return std::move(answer_);
        search(wanted);
        take_from_elsewhere(wanted);
        tell(wanted);
        return std::move(answer_);
    }

private:
    void search(std::size_t wanted) {
        candidates_.clear();
        by_air_.clear();
        for (auto count = std::max<std::size_t>(2 * wanted, 16);; count *= 2) {
            auto question = question_;
            question.count = count;
            by_air_ = nearest_facilities(travel_.map(), question).found;
            measure();
            if (by_air_.size() < count || proved(wanted)) return;
        }
    }

    /// Travel times of those that came anew.
    void measure() {
        const auto first = candidates_.size();
        std::vector<RoadPosition> ends;
        std::vector<std::size_t> whose;
        for (auto i = first; i < by_air_.size(); ++i) {
            candidates_.push_back({.found = i, .ends = ends_of(by_air_[i]), .end = {}});
            for (const auto& snap : candidates_.back().ends) {
                ends.push_back(*snap.road);
                whose.push_back(i);
            }
        }
        const auto times = travel_.today().durations(*answer_.from.road, ends);
        for (std::size_t i = 0; i < ends.size(); ++i) {
            auto& candidate = candidates_[whose[i]];
            if (times[i] == kNoWay || candidate.end) continue;  // the first end with a way counts
            candidate.end = ends[i];
            candidate.duration_s = times[i] * 1e-3;
        }
    }

    /// Where its own road is closed, another one farther away is no way to it.
    [[nodiscard]] std::vector<Snap> ends_of(const FoundFacility& found) const {
        auto ends = snaps_of(travel_, place_of(found));
        if (ends.empty() || &travel_.everyday() == &travel_.today()) return ends;
        const auto ordinary = travel_.everyday().nearest(found.at, 1, kSnap_m);
        if (ordinary.empty()) return ends;
        std::erase_if(ends, [&](const Snap& end) {
            return end.road->distance_m > ordinary.front().distance_m + kOwnRoad_m;
        });
        return ends;
    }
    static Place place_of(const FoundFacility& found) {
        return {.at = found.at, .object = {}, .label = found.name, .by_name = false, .others = {}};
    }

    /// True if nothing farther by air than what was asked for can be reached sooner: a way is no
    /// shorter than the air between its ends, which lie up to kSnap_m beside the road.
    [[nodiscard]] bool proved(std::size_t wanted) const {
        auto times = durations();
        if (times.size() < wanted) return false;
        std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(wanted - 1),
                         times.end());
        const double least_m = by_air_.back().distance_m - answer_.from.road->distance_m - kSnap_m;
        const double fastest_ms = travel_.today().profile().fastest_kmh() / 3.6;
        return least_m / fastest_ms >= times[wanted - 1];
    }
    [[nodiscard]] std::vector<double> durations() const {
        std::vector<double> times;
        for (const auto& candidate : candidates_) {
            if (candidate.end) times.push_back(candidate.duration_s);
        }
        return times;
    }

    /// Where no place has a way from the nearest road, the next one beside it may lead on.
    void take_from_elsewhere(std::size_t wanted) {
        for (std::size_t i = 1; i < starts_.size() && durations().empty(); ++i) {
            answer_.from = starts_[i];
            search(wanted);
        }
        if (durations().empty()) answer_.from = starts_.front();
    }

    void tell(std::size_t wanted) {
        auto order = candidates_;
        std::erase_if(order, [](const Candidate& c) { return !c.end; });
        std::sort(order.begin(), order.end(), [](const Candidate& a, const Candidate& b) {
            return std::tie(a.duration_s, a.found) < std::tie(b.duration_s, b.found);
        });
        if (order.size() > wanted) order.resize(wanted);
        RouteJudge judge{travel_};
        std::size_t farthest = 0;
        for (const auto& candidate : order) {
            farthest = std::max(farthest, candidate.found);
            answer_.found.push_back(by_road(candidate, judge));
        }
        for (const auto& candidate : candidates_) {
            if (candidate.end) continue;
            if (!order.empty() && candidate.found > farthest) break;
            if (order.empty() && answer_.unreachable.size() == wanted) break;
            answer_.unreachable.push_back(by_air_[candidate.found]);
        }
    }

    FacilityByRoad by_road(const Candidate& candidate, RouteJudge& judge) {
        FacilityByRoad found{.facility = by_air_[candidate.found],
                             .duration_s = candidate.duration_s,
                             .distance_by_road_m = 0,
                             .off_road_m = candidate.end->distance_m};
        const auto path = travel_.today().route(*answer_.from.road, *candidate.end);
        if (!path) return found;
        found.distance_by_road_m = path->distance_m;
        found.verdict = judge.option_of(line_of(travel_.today(), {&*path, 1})).verdict;
        return found;
    }

    const Travel& travel_;
    FacilityQuestion question_;
    std::vector<Snap> starts_;
    FacilityByRoadAnswer answer_;
    std::vector<FoundFacility> by_air_;
    std::vector<Candidate> candidates_;
};

}  // namespace

FacilityByRoadAnswer soonest_facilities(const Travel& travel, const FacilityQuestion& question,
                                        const Place& from) {
    return SoonestSearch{travel, question, from}.run();
}

}  // namespace konbit
