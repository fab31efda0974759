#pragma once

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <vector>

#include "mapper/route/road_metric.hpp"
#include "mapper/route/road_metric_costs.hpp"
#include "mapper/route/road_metric_input.hpp"
#include "mapper/route/road_metric_runs.hpp"
#include "mapper/route/road_metric_steps.hpp"

namespace konbit {

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
    std::uint64_t everyday_key = 0;  ///< of the costs without a situation

    /// Made by the first question that needs it, from the costs as they are then.
    [[nodiscard]] const Metric& metric() const {
        if (!has_metric()) make_metric();
        return metric_;
    }
    [[nodiscard]] bool has_metric() const noexcept { return made_.load(std::memory_order_acquire); }

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
                RoadSearch{PathSteps{costs, graph}, ShortestPath{metric(), lower_arcs()}});
        }
        return ask(*loan.search);
    }

    /// So many states may still be looked at before having the metric would have been quicker.
    [[nodiscard]] std::size_t states_left() const noexcept {
        constexpr std::size_t kMost = 400'000;
        const auto most = std::min(kMost, std::size_t{2} * options.network->expanded_count());
        return most - std::min(most, looked_at_.load());
    }
    void count_states(std::size_t states) const noexcept { looked_at_ += states; }

    /// Brings the metric up to date with changed costs: the arcs at these segments and over these
    /// vertices, or all of them where those are many.
    void recustomize(std::span<const SegmentId> segments, std::span<const VertexId> vertices);

private:
    void make_metric() const;
    [[nodiscard]] Metric load_or_customize() const;
    [[nodiscard]] Metric customize() const;
    /// Changes the arcs alone; false if customizing all of them is quicker.
    [[nodiscard]] bool update(Metric& metric, std::span<const SegmentId> segments,
                              std::span<const VertexId> vertices) const;

    mutable std::mutex making_;
    mutable std::atomic<bool> made_ = false;
    mutable std::atomic<std::size_t> looked_at_ = 0;
    mutable Metric metric_;
    mutable std::once_flag lower_made_;
    mutable std::unique_ptr<LowerArcs> lower_;
    mutable RoadSearches searches_;
};

/// Where a path leads along segments, with the sum of their lengths.
[[nodiscard]] RoadPath make_path(const RoadNetwork& network, Weight duration,
                                 std::vector<DirectedSegment> segments, const RoadPosition& from,
                                 const RoadPosition& to);

}  // namespace konbit
