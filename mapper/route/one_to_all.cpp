#include <algorithm>

#include "mapper/route/search_arcs.hpp"
#include "mapper/route/upward_search.hpp"

namespace konbit {
namespace {

/// Upwards from the seeds, then down from the highest rank: the upper ends of a rank's arcs are
/// final before it.
template <class Upwards, class Downwards>
std::vector<Weight> sweep(const Hierarchy& hierarchy, std::span<const Seed> seeds, Weight most,
                          const Upwards& up, const Downwards& down) {
    UpwardSearch search{hierarchy};
    search.reset(seeds);
    std::vector<Weight> distances(hierarchy.size(), kNoWay);
    for (const auto rank : search.ancestors()) {
        if (search.distance(rank) > most) continue;
        distances[rank] = search.distance(rank);
        search.relax(rank, up);
    }
    std::vector<Weight> by_node(hierarchy.rank_of().size(), kNoWay);
    for (auto rank = hierarchy.size(); rank-- > 0;) {
        auto distance = distances[rank];
        for (auto arc = down.begin(rank); arc < down.end(rank); ++arc) {
            distance = std::min(distance, distances[down.head(arc)] + down.weight(arc));
        }
        if (distance > most) distance = kNoWay;
        distances[rank] = distance;
        by_node[hierarchy.node_at()[rank]] = distance;
    }
    return by_node;
}

}  // namespace

std::vector<Weight> one_to_all(const Metric& metric, std::span<const Seed> seeds,
                               Direction direction, Weight most) {
    most = std::min(most, kNoWay - 1);
    return with_search_arcs(metric, [&](const auto& forward, const auto& backward) {
        return direction == Direction::from
                   ? sweep(metric.hierarchy(), seeds, most, forward, backward)
                   : sweep(metric.hierarchy(), seeds, most, backward, forward);
    });
}

}  // namespace konbit
