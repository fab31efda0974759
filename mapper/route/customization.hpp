#pragma once

#include "mapper/route/elimination_tasks.hpp"
#include "mapper/route/metric.hpp"

namespace konbit {

/// Basic customization: `weights` as given goes in, the shortest ways over lower ranks come out.
void customize_arcs(const Hierarchy& hierarchy, const LowerArcs& lower,
                    const EliminationTasks& tasks, unsigned threads, ArcWeights& weights);

/// Perfect customization: by arc, which of its directions a shortest path could need.
struct NeededArcs {
    std::vector<std::uint8_t> bits;
    static constexpr std::uint8_t kUp = 1, kDown = 2;
};
[[nodiscard]] NeededArcs needed_arcs(const Hierarchy& hierarchy, const EliminationTasks& tasks,
                                     unsigned threads, const ArcWeights& weights);

}  // namespace konbit
