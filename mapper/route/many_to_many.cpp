#include <algorithm>

#include "mapper/route/search_arcs.hpp"
#include "mapper/route/upward_search.hpp"

namespace konbit {
namespace {

/// What the targets' upward searches left at each rank: for each target that came by, how far it
/// is.
class Buckets {
public:
    struct Entry {
        std::uint32_t rank = 0, target = 0;
        Weight distance = 0;
    };

    Buckets(const Hierarchy& hierarchy, std::vector<Entry> entries)
        : first_(hierarchy.size() + 1), entries_(entries.size()) {
        for (const auto& entry : entries) ++first_[entry.rank + 1];
        for (std::uint32_t rank = 0; rank < hierarchy.size(); ++rank) {
            first_[rank + 1] += first_[rank];
        }
        auto next = first_;
        for (const auto& entry : entries) entries_[next[entry.rank]++] = entry;
    }

    [[nodiscard]] std::span<const Entry> at(std::uint32_t rank) const noexcept {
        return std::span{entries_}.subspan(first_[rank], first_[rank + 1] - first_[rank]);
    }

private:
    std::vector<std::size_t> first_;
    std::vector<Entry> entries_;
};

template <class Arcs>
void rise(UpwardSearch& search, std::span<const Seed> seeds, const Arcs& arcs) {
    search.reset(seeds);
    for (const auto rank : search.ancestors()) {
        if (search.distance(rank) < kNoWay) search.relax(rank, arcs);
    }
}

}  // namespace

void many_to_many(const Metric& metric, std::span<const std::vector<Seed>> sources,
                  std::span<const std::vector<Seed>> targets,
                  const std::function<void(std::size_t, std::span<const Weight>)>& row) {
    with_search_arcs(metric, [&](const auto& forward, const auto& backward) {
        UpwardSearch search{metric.hierarchy()};
        std::vector<Buckets::Entry> entries;
        for (std::uint32_t target = 0; target < targets.size(); ++target) {
            rise(search, targets[target], backward);
            for (const auto rank : search.ancestors()) {
                if (search.distance(rank) >= kNoWay) continue;
                entries.push_back({rank, target, search.distance(rank)});
            }
        }
        const Buckets buckets{metric.hierarchy(), std::move(entries)};
        std::vector<Weight> distances(targets.size());
        for (std::size_t source = 0; source < sources.size(); ++source) {
            rise(search, sources[source], forward);
            std::fill(distances.begin(), distances.end(), kNoWay);
            for (const auto rank : search.ancestors()) {
                const auto up = search.distance(rank);
                if (up >= kNoWay) continue;
                for (const auto& entry : buckets.at(rank)) {
                    auto& best = distances[entry.target];
                    best = std::min(best, up + entry.distance);
                }
            }
            row(source, distances);
        }
    });
}

}  // namespace konbit
