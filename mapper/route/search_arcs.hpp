#pragma once

#include "mapper/route/metric.hpp"

namespace konbit {

/// Arcs upwards as searches walk over them: those of a search graph, or, while a metric is not
/// pruned, all arcs of its hierarchy.
class PrunedArcs {
public:
    explicit PrunedArcs(const Metric::SearchGraph& graph) noexcept
        : first_{graph.first.data()}, arcs_{graph.arcs.data()} {}
    [[nodiscard]] std::uint32_t begin(std::uint32_t rank) const noexcept { return first_[rank]; }
    [[nodiscard]] std::uint32_t end(std::uint32_t rank) const noexcept { return first_[rank + 1]; }
    [[nodiscard]] std::uint32_t head(std::uint32_t arc) const noexcept { return arcs_[arc].head; }
    [[nodiscard]] Weight weight(std::uint32_t arc) const noexcept { return arcs_[arc].weight; }

private:
    const std::uint32_t* first_;
    const Metric::SearchGraph::Arc* arcs_;
};

class AllArcs {
public:
    AllArcs(const Hierarchy& hierarchy, const LargeVector<Weight>& weights) noexcept
        : first_{hierarchy.first_up().data()},
          heads_{hierarchy.up_head().data()},
          weights_{weights.data()} {}
    [[nodiscard]] std::uint32_t begin(std::uint32_t rank) const noexcept { return first_[rank]; }
    [[nodiscard]] std::uint32_t end(std::uint32_t rank) const noexcept { return first_[rank + 1]; }
    [[nodiscard]] std::uint32_t head(std::uint32_t arc) const noexcept { return heads_[arc]; }
    [[nodiscard]] Weight weight(std::uint32_t arc) const noexcept { return weights_[arc]; }

private:
    const std::uint32_t* first_;
    const std::uint32_t* heads_;
    const Weight* weights_;
};

/// Calls `use(forward arcs, backward arcs)` with what this metric has at the moment.
template <class Use>
decltype(auto) with_search_arcs(const Metric& metric, const Use& use) {
    if (metric.pruned()) {
        return use(PrunedArcs{metric.forward()}, PrunedArcs{metric.backward()});
    }
    return use(AllArcs{metric.hierarchy(), metric.weights().up},
               AllArcs{metric.hierarchy(), metric.weights().down});
}

}  // namespace konbit
