#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "mapper/route/metric.hpp"

namespace konbit {

/// Where a search begins or ends: a node of the graph (not a rank), and what it costs to be there.
struct Seed {
    std::uint32_t node = 0;
    Weight cost = 0;
};

/// Distances and paths in a metric by elimination-tree queries: no queue, no hashing. Keeps its
/// memory from question to question; not for several threads at once. The metric must outlive it
/// and not change while a question runs.
class ShortestPath {
public:
    explicit ShortestPath(const Metric& metric, const LowerArcs& lower);
    ~ShortestPath();
    ShortestPath(ShortestPath&&) noexcept;

    /// The least of cost(from) + distance + cost(to) over all pairs; kNoWay: none. A seed of each
    /// side may be the same node (distance 0). Costs sum up below kNoWay.
    Weight query(std::span<const Seed> from, std::span<const Seed> to);
    /// The nodes of the path that the last query found, from a `from` seed to a `to` seed; every
    /// two neighbours are joined by an input arc. Appended; empty if there was no way.
    void read_path(std::vector<std::uint32_t>& nodes);

    // ---- one to many: the upward search from the start is made once
    void start(std::span<const Seed> from);
    Weight to(std::span<const Seed> target);  ///< as `query` with those seeds; `read_path` works

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// All distances from some nodes, or to them (PHAST over the elimination order: Delling, Goldberg,
/// Nowatzyk, Werneck 2011). By node; kNoWay: not reached, outside of the graph, or over `most`.
enum class Direction : std::uint8_t { from, to };
[[nodiscard]] std::vector<Weight> one_to_all(const Metric& metric, std::span<const Seed> seeds,
                                             Direction direction, Weight most = kNoWay);

/// Distances between many sources and targets, each with several seeds, by buckets (Knopp et al.
/// 2007). Calls `row(source, distances to every target)` in rising order of sources: memory grows
/// with the targets' search spaces, not with the table.
void many_to_many(const Metric& metric, std::span<const std::vector<Seed>> sources,
                  std::span<const std::vector<Seed>> targets,
                  const std::function<void(std::size_t, std::span<const Weight>)>& row);

}  // namespace konbit
