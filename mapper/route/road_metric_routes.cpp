// Ways and times between places: the runs at both ends meet directly, or over the hierarchy.
#include <algorithm>

#include "mapper/route/road_metric_both_ways.hpp"
#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

enum class Via : std::uint8_t { nothing, segment, runs, hierarchy };

/// The quickest of the three ways to go.
struct Found {
    Weight cost = kNoWay;
    Via via = Via::nothing;
    AlongSegment along;
    RunMeeting meeting;

    void take(Weight other, Via how) {
        if (other >= cost) return;
        cost = other;
        via = how;
    }
};

Found without_hierarchy(const RoadCosts& costs, const RoadPosition& from, const EndRuns& from_runs,
                        const RoadPosition& to, const EndRuns& to_runs) {
    Found found;
    found.along = time_ahead(costs, from, to);
    found.take(found.along.cost, Via::segment);
    found.meeting = meet(from_runs, to_runs);
    found.take(found.meeting.cost, Via::runs);
    return found;
}

Found find_way(RoadSearch& search, const RoadPosition& from, const EndRuns& from_runs,
               const RoadPosition& to, const EndRuns& to_runs) {
    auto found = without_hierarchy(search.steps.costs(), from, from_runs, to, to_runs);
    if (!from_runs.seeds().empty() && !to_runs.seeds().empty())
        found.take(search.paths.query(from_runs.seeds(), to_runs.seeds()), Via::hierarchy);
    return found;
}

/// Segments from the place to a label, with the label's own.
std::vector<DirectedSegment> path_to(const RoadNetwork& network, const EndRuns& runs,
                                     std::uint32_t label) {
    std::vector<DirectedSegment> segments;
    for (;;) {
        const auto& at = runs.labels()[label];
        segments.push_back(network.base_of(at.state.node));
        if (at.towards == EndRuns::kPlace) {
            segments.push_back(at.place);
            std::reverse(segments.begin(), segments.end());
            return segments;
        }
        label = at.towards;
    }
}

/// Adds the segments behind a label's own, up to the place.
void add_path_from(const RoadNetwork& network, const EndRuns& runs, std::uint32_t label,
                   std::vector<DirectedSegment>& segments) {
    for (auto next = runs.labels()[label].towards; next != EndRuns::kPlace;
         next = runs.labels()[next].towards) {
        segments.push_back(network.base_of(runs.labels()[next].state.node));
    }
}

std::vector<DirectedSegment> read_way(const RoadNetwork& network, ShortestPath& paths,
                                      const Found& found, SegmentId first, const EndRuns& from,
                                      const EndRuns& to) {
    if (found.via == Via::segment) return {DirectedSegment::of(first, found.along.against)};
    if (found.via == Via::runs) {
        auto segments = path_to(network, from, found.meeting.from);
        add_path_from(network, to, found.meeting.to, segments);
        return segments;
    }
    std::vector<std::uint32_t> nodes;
    paths.read_path(nodes);
    auto segments = path_to(network, from, from.label_of_seed(nodes.front()));
    for (std::size_t i = 1; i < nodes.size(); ++i) segments.push_back(network.base_of(nodes[i]));
    add_path_from(network, to, to.label_of_seed(nodes.back()), segments);
    return segments;
}

}  // namespace

RoadPath make_path(const RoadNetwork& network, Weight duration,
                   std::vector<DirectedSegment> segments, const RoadPosition& from,
                   const RoadPosition& to) {
    RoadPath path;
    path.duration_ms = duration;
    path.first_fraction = share_along(segments.front(), from.fraction);
    path.last_fraction = share_along(segments.back(), to.fraction);
    const auto length = [&](DirectedSegment segment) {
        return network.segments()[segment.segment().value].length_m();
    };
    for (const auto segment : segments) path.distance_m += length(segment);
    path.distance_m -= path.first_fraction * length(segments.front());
    path.distance_m -= (1 - path.last_fraction) * length(segments.back());
    path.segments = std::move(segments);
    return path;
}

std::optional<RoadPath> RoadMetric::route(const RoadPosition& from, const RoadPosition& to) const {
    if (!impl_->has_metric()) {
        PathSteps steps{impl_->costs, impl_->graph};
        SearchFromBothEnds search{steps, from, to};
        const bool found = search.run(impl_->states_left());
        impl_->count_states(search.states());
        if (found) return search.path();
    }
    return impl_->with_search([&](RoadSearch& search) -> std::optional<RoadPath> {
        const auto from_runs = EndRuns::from(search.steps, from);
        const auto to_runs = EndRuns::to(search.steps, to);
        const auto found = find_way(search, from, from_runs, to, to_runs);
        if (found.via == Via::nothing) return std::nullopt;
        auto segments = read_way(network(), search.paths, found, from.segment, from_runs, to_runs);
        return make_path(network(), found.cost, std::move(segments), from, to);
    });
}

Weight RoadMetric::duration(const RoadPosition& from, const RoadPosition& to) const {
    return impl_->with_search([&](RoadSearch& search) {
        return find_way(search, from, EndRuns::from(search.steps, from), to,
                        EndRuns::to(search.steps, to))
            .cost;
    });
}

std::vector<Weight> RoadMetric::durations(const RoadPosition& from,
                                          std::span<const RoadPosition> to) const {
    return impl_->with_search([&](RoadSearch& search) {
        const auto from_runs = EndRuns::from(search.steps, from);
        const bool leaves = !from_runs.seeds().empty();
        if (leaves) search.paths.start(from_runs.seeds());
        std::vector<Weight> durations;
        durations.reserve(to.size());
        for (const auto& place : to) {
            const auto to_runs = EndRuns::to(search.steps, place);
            auto found = without_hierarchy(search.steps.costs(), from, from_runs, place, to_runs);
            if (leaves && !to_runs.seeds().empty())
                found.take(search.paths.to(to_runs.seeds()), Via::hierarchy);
            durations.push_back(found.cost);
        }
        return durations;
    });
}

std::vector<Seed> RoadMetric::seeds(const RoadPosition& at, Direction direction) const {
    return impl_->with_search([&](RoadSearch& search) {
        return direction == Direction::from ? EndRuns::from(search.steps, at).seeds()
                                            : EndRuns::to(search.steps, at).seeds();
    });
}

}  // namespace konbit
