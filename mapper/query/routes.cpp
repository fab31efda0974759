// The way from place to place: the best today, others that differ, or why there is none.
#include "mapper/query/routes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "mapper/model/error.hpp"
#include "mapper/query/road_snap.hpp"
#include "mapper/query/route_judge.hpp"
#include "mapper/query/travel_impl.hpp"

namespace konbit {

namespace {

constexpr double kMostShared = 0.7;  ///< of an alternative's length, with each better one
constexpr double kMostLonger = 1.6;  ///< of the best's time
constexpr double kFirstPenalty = 1.4;
constexpr std::size_t kMostTries = 4;   ///< for one alternative
constexpr std::size_t kMostRounds = 4;  ///< ways that one after another turn out to be closed
constexpr std::size_t kMostAlternatives = 10;
constexpr double kTie_m = 0.05;
constexpr std::size_t kMostTies = 8;

void check(const RouteQuestion& question) {
    const auto& places = question.places;
    if (places.size() < 2) {
        throw UsageError{"A place is missing", "FROM TO", "a way leads from one place to another",
                         "Give two places, or more"};
    }
    if (question.alternatives > kMostAlternatives) {
        throw UsageError{"These are too many alternatives",
                         fmt::format("--alternatives {}", question.alternatives),
                         "so many ways do not differ",
                         fmt::format("Ask for {} at most", kMostAlternatives)};
    }
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
        const bool same_thing = places[i].object && places[i].object == places[i + 1].object;
        if (!same_thing && places[i].at != places[i + 1].at) continue;
        throw UsageError{"Both places are the same", places[i].label, "there is no way to go",
                         "Give two different places"};
    }
}

class RouteSearch {
public:
    RouteSearch(const Travel& travel, const RouteQuestion& question)
        : travel_{travel}, question_{question}, judge_{travel} {}

    RouteAnswer run() {
        snap();
        if (!answer_.why.empty()) return std::move(answer_);
        choose_ends();
        auto legs = legs_in(travel_.today());
        if (!legs && !legs_in(travel_.everyday())) legs = legs_from_elsewhere();
        if (legs) {
            add_ways(*legs);
        } else {
            explain();
        }
        return std::move(answer_);
    }

private:
    using Legs = std::vector<RoadPath>;

    // ---- the ends

    void snap() {
        for (const auto& place : question_.places) {
            candidates_.push_back(snaps_of(travel_, place));
            auto& found = candidates_.back();
            if (!found.empty()) {
                answer_.ends.push_back(found.front());
                continue;
            }
            answer_.ends.push_back({.place = place,
                                    .road = std::nullopt,
                                    .road_name = {},
                                    .way = {},
                                    .passed_over = {}});
            if (answer_.why.empty()) no_road_near(place);
        }
    }

    void no_road_near(const Place& place) {
        answer_.why = fmt::format("no road within 1 km of {} that a {} may use", place.label,
                                  travel_.today().profile().name());
        const auto ordinary = travel_.everyday().nearest(place.at, 1, kSnap_m);
        if (ordinary.empty()) return;
        for (const auto at : travel_.today().closing(ordinary.front().segment))
            answer_.blocking.push_back(judge_.place_of(at));
        if (!answer_.blocking.empty()) answer_.why += " today";
    }

    /// A place at a junction lies on several roads: the ones that serve it best.
    void choose_ends() {
        const auto starts = ties(candidates_.front()), goals = ties(candidates_.back());
        if (starts.size() + goals.size() == 2) return;
        auto best = kNoWay;
        const bool direct = answer_.ends.size() == 2;
        for (const auto& start : starts) {
            for (const auto& goal : goals) {
                const auto& second = direct ? goal : answer_.ends[1];
                const auto& last_but_one = answer_.ends[answer_.ends.size() - 2];
                auto took = travel_.today().duration(*start.road, *second.road);
                if (!direct && took < kNoWay)
                    took += travel_.today().duration(*last_but_one.road, *goal.road);
                if (took >= best) continue;
                best = took;
                answer_.ends.front().road = start.road;
                answer_.ends.front().way = start.way;
                answer_.ends.front().road_name = start.road_name;
                answer_.ends.back().road = goal.road;
                answer_.ends.back().way = goal.way;
                answer_.ends.back().road_name = goal.road_name;
            }
        }
    }

    static std::span<const Snap> ties(const std::vector<Snap>& near) {
        std::size_t count = 1;
        while (count < near.size() && count < kMostTies &&
               near[count].road->distance_m < near.front().road->distance_m + kTie_m)
            ++count;
        return std::span{near}.first(count);
    }

    /// One may enter some roads and never leave them (or the other way round): on such an end the
    /// next road beside it does as well.
    std::optional<Legs> legs_from_elsewhere() {
        const auto first = answer_.ends.front(), last = answer_.ends.back();
        const auto& starts = candidates_.front();
        const auto& goals = candidates_.back();
        for (std::size_t sum = 1; sum + 1 < starts.size() + goals.size(); ++sum) {
            for (std::size_t i = 0; i <= sum && i < starts.size(); ++i) {
                if (sum - i >= goals.size()) continue;
                take(answer_.ends.front(), starts, i);
                take(answer_.ends.back(), goals, sum - i);
                if (auto legs = legs_in(travel_.today())) return legs;
            }
        }
        answer_.ends.front() = first;
        answer_.ends.back() = last;
        return std::nullopt;
    }

    static void take(Snap& end, const std::vector<Snap>& from, std::size_t which) {
        end = from[which];
        if (which == 0) return;
        const auto& name = from.front().road_name;
        end.passed_over =
            fmt::format("{}: no way leads on from there", name.empty() ? "a nearer road" : name);
    }

    // ---- ways

    [[nodiscard]] std::optional<Legs> legs_in(const RoadMetric& metric) const {
        Legs legs;
        for (std::size_t i = 0; i + 1 < answer_.ends.size(); ++i) {
            auto path = metric.route(*answer_.ends[i].road, *answer_.ends[i + 1].road);
            if (!path) return std::nullopt;
            legs.push_back(std::move(*path));
        }
        return legs;
    }

    void add_ways(const Legs& best) {
        const auto line = line_of(travel_.today(), best);
        name_end(answer_.ends.front(), line.pieces.front());
        name_end(answer_.ends.back(), line.pieces.back());
        answer_.options.push_back(judge_.option_of(line));
        if (question_.alternatives > 0) add_alternatives(best);
        add_comparisons();
        answer_.verdict = answer_.options.front().verdict;
    }

    /// By the road that the way really begins or ends on.
    void name_end(Snap& end, const RoutePiece& piece) {
        end.way = travel_.network().object_of(piece.directed.segment());
        end.road_name = std::string{judge_.tags().of(end.way).value("name")};
    }

    void add_comparisons() {
        if (&travel_.everyday() != &travel_.today()) {
            if (const auto legs = legs_in(travel_.everyday())) {
                const auto everyday = line_of(travel_.everyday(), *legs);
                for (auto& option : answer_.options) judge_.add_avoided(everyday, option);
            }
        }
        if (!may_be_limited()) return;
        const auto& free = travel_.impl().without_limits();
        if (const auto legs = legs_in(free))
            judge_.add_limits(line_of(free, *legs), answer_.options.front());
    }

    /// Only a vehicle whose size somebody stated can be told what it is too large for.
    [[nodiscard]] bool may_be_limited() const {
        return travel_.question().size != VehicleSize{} ||
               travel_.today().profile().size() != VehicleSize{};
    }

    // ---- alternatives: what is known already is made dearer, until another way is quicker

    void add_alternatives(const Legs& best) {
        Legs last = best;
        travel_.impl().with_other(travel_.today().conditions(), [&](RoadMetric& other) {
            std::vector<SegmentId> dearer;
            double factor = kFirstPenalty;
            std::size_t tries = 0;
            while (answer_.options.size() <= question_.alternatives && tries++ < kMostTries) {
                for (const auto& leg : last) {
                    for (const auto directed : leg.segments) dearer.push_back(directed.segment());
                }
                std::sort(dearer.begin(), dearer.end());
                dearer.erase(std::unique(dearer.begin(), dearer.end()), dearer.end());
                other.set_penalties(dearer, factor);
                auto legs = legs_in(other);
                if (!legs) return;
                if (add_if_different(*legs))
                    tries = 0;
                else
                    factor *= kFirstPenalty;
                last = std::move(*legs);
            }
        });
        std::stable_sort(answer_.options.begin(), answer_.options.end(),
                         [](const auto& a, const auto& b) { return a.duration_s < b.duration_s; });
    }

    bool add_if_different(Legs& legs) {
        for (auto& leg : legs) {
            leg.duration_ms = travel_.today().cost_of(leg);
            if (leg.duration_ms >= kNoWay) return false;
        }
        const auto line = line_of(travel_.today(), legs);
        if (line.duration_s() > kMostLonger * answer_.options.front().duration_s) return false;
        for (const auto& option : answer_.options) {
            if (shared_m(line, option) > kMostShared * line.distance_m()) return false;
        }
        answer_.options.push_back(judge_.option_of(line));
        return true;
    }

    static double shared_m(const RouteLine& line, const RouteOption& option) {
        std::unordered_set<std::uint32_t> known;
        for (const auto directed : option.segments) known.insert(directed.segment().value);
        double shared_m = 0;
        for (const auto& piece : line.pieces) {
            if (known.contains(piece.directed.segment().value)) shared_m += piece.distance_m;
        }
        return shared_m;
    }

    // ---- why there is none

    void explain() {
        if (const auto ordinary = legs_in(travel_.everyday())) {
            name_blocking(line_of(travel_.everyday(), *ordinary));
        } else {
            answer_.why = "the roads do not join";
        }
        if (travel_.today().profile().graph() != RoadGraph::drive && !may_be_limited()) return;
        const auto& free = travel_.impl().without_limits();
        if (const auto legs = legs_in(free)) name_limits(line_of(free, *legs));
    }

    void name_blocking(const RouteLine& ordinary) {
        answer_.otherwise = judge_.option_of(ordinary);
        answer_.otherwise->verdict = RouteVerdict::no;
        auto closing = judge_.closing_on(ordinary);
        if (closing.empty()) answer_.blocking = judge_.limits_on(ordinary);
        // What closes the next best ways, too: opening the first place alone may not be easiest.
        std::vector<std::size_t> named;
        travel_.impl().with_other({}, [&](RoadMetric& other) {
            for (std::size_t round = 0; round <= kMostRounds && !closing.empty(); ++round) {
                named.insert(named.end(), closing.begin(), closing.end());
                other.set_conditions(only(named));
                const auto legs = legs_in(other);
                if (!legs || round == kMostRounds) break;
                closing = judge_.closing_on(line_of(other, *legs));
            }
            std::stable_partition(named.begin(), named.end(),
                                  [&](std::size_t at) { return opens_alone(other, at); });
        });
        for (const auto at : named) answer_.blocking.push_back(judge_.place_of(at));
    }

    [[nodiscard]] std::vector<RoadCondition> only(const std::vector<std::size_t>& which) const {
        std::vector<RoadCondition> some;
        for (const auto at : which) some.push_back(travel_.today().conditions()[at]);
        return some;
    }

    /// Whether there would be a way if this place alone were open again: it is told first.
    [[nodiscard]] bool opens_alone(RoadMetric& other, std::size_t place) const {
        auto rest = travel_.today().conditions();
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
        other.set_conditions(std::move(rest));
        return legs_in(other).has_value();
    }

    void name_limits(const RouteLine& free) {
        auto limits = judge_.limits_on(free);
        if (limits.empty()) return;
        if (answer_.otherwise) {
            answer_.otherwise->limits = std::move(limits);
            return;
        }
        answer_.why = "only over roads that are closed to it on any day";
        answer_.blocking = std::move(limits);
        answer_.otherwise = judge_.option_of(free);
        answer_.otherwise->verdict = RouteVerdict::no;
    }

    const Travel& travel_;
    const RouteQuestion& question_;
    RouteJudge judge_;
    RouteAnswer answer_;
    std::vector<std::vector<Snap>> candidates_;
};

}  // namespace

RouteAnswer find_route(const Travel& travel, const RouteQuestion& question) {
    check(question);
    return RouteSearch{travel, question}.run();
}

}  // namespace konbit
