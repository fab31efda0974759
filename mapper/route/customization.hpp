#pragma once

#include "mapper/route/elimination_tasks.hpp"
#include "mapper/route/metric.hpp"

namespace konbit {

/// The rank over which the shortest way over lower ranks leads, by arc and direction; kNoMiddle:
/// the arc is the graph's own, or there is no way.
struct ArcMiddles {
    LargeVector<std::uint32_t> up, down;
};

/// Basic customization: `weights` as given goes in, the shortest ways over lower ranks come out.
void customize_arcs(const Hierarchy& hierarchy, const LowerArcs& lower,
                    const EliminationTasks& tasks, unsigned threads, ArcWeights& weights,
                    ArcMiddles& middles);

/// Perfect customization: the distances between the ends of arcs, as far as triangles tell them.
[[nodiscard]] ArcWeights perfect_weights(const Hierarchy& hierarchy, const LowerArcs& lower,
                                         const EliminationTasks& tasks, unsigned threads,
                                         const ArcWeights& basic);

}  // namespace konbit
