#include "mapper/route/metric.hpp"

#include <algorithm>
#include <stdexcept>

#include "mapper/route/customization.hpp"

namespace konbit {
namespace {

/// What a search walks over: the arcs that are as short as it gets between their ends.
Metric::SearchGraph search_graph(const Hierarchy& hierarchy, const LargeVector<Weight>& basic,
                                 const LargeVector<Weight>& perfect,
                                 const LargeVector<std::uint32_t>& middles) {
    const auto needed = [&](std::uint32_t arc) {
        return basic[arc] == perfect[arc] && basic[arc] < kNoWay;
    };
    std::uint32_t count = 0;
    for (std::uint32_t arc = 0; arc < basic.size(); ++arc) count += needed(arc) ? 1 : 0;
    Metric::SearchGraph graph;
    const auto first = hierarchy.first_up();
    const auto heads = hierarchy.up_head();
    graph.first.resize(hierarchy.size() + 1);
    graph.arcs.resize(count + std::size_t{1});  // one to spare: it is written before it is judged
    std::uint32_t kept = 0;
    for (std::uint32_t rank = 0; rank < hierarchy.size(); ++rank) {
        for (auto arc = first[rank]; arc < first[rank + 1]; ++arc) {
            graph.arcs[kept] = {heads[arc], basic[arc], middles[arc]};
            kept += needed(arc) ? 1 : 0;
        }
        graph.first[rank + 1] = kept;
    }
    graph.arcs.pop_back();
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
    metric.perfect(lower, threads);
    return metric;
}

/// Customizes all arcs again, though they have their weights after `update`: the ranks in the
/// middle of ways are not kept.
void Metric::perfect(const LowerArcs& lower, unsigned threads) {
    if (pruned_) return;
    const auto workers = thread_count(threads);
    const auto tasks = EliminationTasks::of(*hierarchy_, workers);
    ArcMiddles middles;
    weights_ = input_;
    customize_arcs(*hierarchy_, lower, tasks, workers, weights_, middles);
    const auto perfect = perfect_weights(*hierarchy_, lower, tasks, workers, weights_);
    run_tasks(2, workers, [&](std::size_t task, unsigned) {
        if (task == 0) {
            forward_ = search_graph(*hierarchy_, weights_.up, perfect.up, middles.up);
        } else {
            backward_ = search_graph(*hierarchy_, weights_.down, perfect.down, middles.down);
        }
    });
    pruned_ = true;
}

void Metric::perfect(unsigned threads) {
    if (!pruned_) perfect(LowerArcs{*hierarchy_}, threads);
}

}  // namespace konbit
