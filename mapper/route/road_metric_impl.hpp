#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "mapper/route/road_metric.hpp"
#include "mapper/route/road_metric_costs.hpp"
#include "mapper/route/road_metric_input.hpp"
#include "mapper/route/road_metric_runs.hpp"
#include "mapper/route/road_metric_steps.hpp"

namespace konbit {

class MetricCache;

/// What one question at a time needs: buffers and a search in the hierarchy.
struct RoadSearch {
    PathSteps steps;
    ShortestPath paths;
};

/// Searches that were used and wait for the next question, so that their memory is kept.
class RoadSearches {
public:
    [[nodiscard]] std::unique_ptr<RoadSearch> take() {
        const std::lock_guard lock{mutex_};
        if (waiting_.empty()) return nullptr;
        auto search = std::move(waiting_.back());
        waiting_.pop_back();
        return search;
    }
    void give_back(std::unique_ptr<RoadSearch> search) {
        const std::lock_guard lock{mutex_};
        waiting_.push_back(std::move(search));
    }
    void clear() { waiting_.clear(); }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<RoadSearch>> waiting_;
};

struct RoadMetric::Impl {
    Impl(Options chosen, RoadUses uses)
        : options{std::move(chosen)},
          graph{options.profile.graph()},
          costs{*options.network, std::move(uses)},
          input{costs, graph} {}

    Options options;
    RoadGraph graph;
    RoadCosts costs;
    HierarchyInput input;
    Metric metric;

    [[nodiscard]] const LowerArcs& lower_arcs() const {
        std::call_once(lower_made_, [&] {
            lower_ = std::make_unique<LowerArcs>(options.network->hierarchy(graph));
        });
        return *lower_;
    }

    /// Lends a search to one question.
    template <class Ask>
    auto with_search(const Ask& ask) const {
        struct Loan {
            const Impl& owner;
            std::unique_ptr<RoadSearch> search;
            ~Loan() { owner.searches_.give_back(std::move(search)); }
        } loan{*this, searches_.take()};
        if (loan.search == nullptr) {
            loan.search = std::make_unique<RoadSearch>(
                RoadSearch{PathSteps{costs, graph}, ShortestPath{metric, lower_arcs()}});
        }
        return ask(*loan.search);
    }

    /// Brings the hierarchy up to date with changed costs: the arcs at these segments and over
    /// these vertices, or all of them where those are many.
    void recustomize(std::span<const SegmentId> segments, std::span<const VertexId> vertices);
    void customize();
    /// The metric of the costs as they are: from the cache (nullptr: none), else made and kept.
    /// `everyday`: the key of the costs without a situation.
    void load_or_customize(const MetricCache* cache, std::uint64_t everyday);

private:
    mutable std::once_flag lower_made_;
    mutable std::unique_ptr<LowerArcs> lower_;
    mutable RoadSearches searches_;
};

/// Where a path leads along segments, with the sum of their lengths.
[[nodiscard]] RoadPath make_path(const RoadNetwork& network, Weight duration,
                                 std::vector<DirectedSegment> segments, const RoadPosition& from,
                                 const RoadPosition& to);

}  // namespace konbit
