#include "mapper/route/metric.hpp"

#include <algorithm>
#include <stdexcept>

#include "mapper/route/customization.hpp"

namespace konbit {
namespace {

/// The arcs with one needed bit, as what a search walks over.
Metric::SearchGraph search_graph(const Hierarchy& hierarchy, const NeededArcs& needed,
                                 std::uint8_t bit, const std::vector<Weight>& weights) {
    Metric::SearchGraph graph;
    const auto first = hierarchy.first_up();
    const auto heads = hierarchy.up_head();
    graph.first.resize(hierarchy.size() + 1);
    graph.arcs.reserve(static_cast<std::size_t>(
        std::count_if(needed.bits.begin(), needed.bits.end(),
                      [bit](std::uint8_t bits) { return (bits & bit) != 0; })));
    for (std::uint32_t rank = 0; rank < hierarchy.size(); ++rank) {
        for (auto arc = first[rank]; arc < first[rank + 1]; ++arc) {
            if ((needed.bits[arc] & bit) == 0) continue;
            graph.arcs.push_back({heads[arc], weights[arc]});
        }
        graph.first[rank + 1] = static_cast<std::uint32_t>(graph.arcs.size());
    }
    return graph;
}

}  // namespace

Metric Metric::customize(const Hierarchy& hierarchy, ArcWeights input, unsigned threads) {
    return customize(hierarchy, LowerArcs{hierarchy}, std::move(input), threads);
}

Metric Metric::customize(const Hierarchy& hierarchy, const LowerArcs& lower, ArcWeights input,
                         unsigned threads) {
    if (input.up.size() != hierarchy.arc_count() || input.down.size() != hierarchy.arc_count()) {
        throw std::invalid_argument{"a metric needs one weight for each arc and direction"};
    }
    Metric metric;
    metric.hierarchy_ = &hierarchy;
    metric.input_ = std::move(input);
    metric.weights_ = metric.input_;
    const auto workers = thread_count(threads);
    const auto tasks = EliminationTasks::of(hierarchy, workers);
    customize_arcs(hierarchy, lower, tasks, workers, metric.weights_);
    metric.perfect(threads);
    return metric;
}

void Metric::perfect(unsigned threads) {
    if (pruned_) return;
    const auto workers = thread_count(threads);
    const auto tasks = EliminationTasks::of(*hierarchy_, workers);
    const auto needed = needed_arcs(*hierarchy_, tasks, workers, weights_);
    run_tasks(2, workers, [&](std::size_t task, unsigned) {
        if (task == 0) {
            forward_ = search_graph(*hierarchy_, needed, NeededArcs::kUp, weights_.up);
        } else {
            backward_ = search_graph(*hierarchy_, needed, NeededArcs::kDown, weights_.down);
        }
    });
    pruned_ = true;
}

}  // namespace konbit
