// Many places at once: the hierarchy's table, and what its seeds do not know of put over it.
#include <algorithm>
#include <tuple>

#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

/// Labels of all targets, for finding those that a source's labels meet.
class Targets {
public:
    Targets(std::span<const RoadPosition> places, std::span<const EndRuns> runs) : places_{places} {
        for (std::uint32_t target = 0; target < places.size(); ++target) {
            on_segment_.push_back({places[target].segment.value, target});
            for (const auto& label : runs[target].labels())
                labels_.push_back({label.state.node, target, label.cost});
        }
        std::sort(labels_.begin(), labels_.end(),
                  [](const Label& a, const Label& b) { return a.node < b.node; });
        std::sort(on_segment_.begin(), on_segment_.end());
    }

    /// Makes the times of a row shorter where a way without the hierarchy is.
    void shorten(const RoadCosts& costs, const RoadPosition& from, const EndRuns& from_runs,
                 std::span<Weight> row) const {
        for (const auto& label : from_runs.labels()) {
            const auto [begin, end] = std::equal_range(labels_.begin(), labels_.end(),
                                                       Label{label.state.node, 0, 0}, before);
            for (auto met = begin; met != end; ++met)
                row[met->target] = std::min(row[met->target], add_weights(label.cost, met->cost));
        }
        const std::pair first{from.segment.value, 0U};
        for (auto same = std::lower_bound(on_segment_.begin(), on_segment_.end(), first);
             same != on_segment_.end() && same->first == from.segment.value; ++same) {
            auto& time = row[same->second];
            time = std::min(time, time_ahead(costs, from, places_[same->second]).cost);
        }
    }

private:
    struct Label {
        ExpandedNode node;
        std::uint32_t target;
        Weight cost;
    };
    static bool before(const Label& a, const Label& b) { return a.node < b.node; }

    std::span<const RoadPosition> places_;
    std::vector<Label> labels_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> on_segment_;
};

std::vector<std::vector<Seed>> seeds_of(std::span<const EndRuns> runs) {
    std::vector<std::vector<Seed>> seeds;
    seeds.reserve(runs.size());
    for (const auto& run : runs) seeds.push_back(run.seeds());
    return seeds;
}

}  // namespace

void RoadMetric::table(std::span<const RoadPosition> from, std::span<const RoadPosition> to,
                       const std::function<void(std::size_t, std::span<const Weight>)>& row) const {
    std::vector<EndRuns> from_runs, to_runs;
    PathSteps steps{impl_->costs, impl_->graph};
    for (const auto& place : from) from_runs.push_back(EndRuns::from(steps, place));
    for (const auto& place : to) to_runs.push_back(EndRuns::to(steps, place));
    const Targets targets{to, to_runs};
    const auto sources = seeds_of(from_runs);
    const auto ends = seeds_of(to_runs);
    std::vector<Weight> times(to.size());
    many_to_many(metric(), sources, ends, [&](std::size_t source, std::span<const Weight> found) {
        std::copy(found.begin(), found.end(), times.begin());
        targets.shorten(impl_->costs, from[source], from_runs[source], times);
        row(source, times);
    });
}

}  // namespace konbit
