#include "mapper/network/inertial_flow.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace konbit {
namespace {

constexpr int kDirections = 6;
constexpr double kShare = 0.2;  // of the vertices: sources, and sinks

struct HalfEdge {
    std::uint32_t head = 0;
    std::uint32_t reverse = 0;
};

/// Dinic's algorithm on undirected edges of capacity one between two sets of vertices.
class UnitFlow {
public:
    explicit UnitFlow(const RoadCell& cell) : first_(cell.vertex_count() + 1) {
        for (const auto& [a, b] : cell.ends) {
            ++first_[a + 1];
            ++first_[b + 1];
        }
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        half_.resize(first_.back());
        auto next = first_;
        for (const auto& [a, b] : cell.ends) {
            const auto i = next[a]++, k = next[b]++;
            half_[i] = {b, k};
            half_[k] = {a, i};
        }
    }

    enum class Set : std::uint8_t { middle, source, sink };

    /// The value of a maximum flow, or one over `limit` if it is over it.
    std::uint32_t run(const std::vector<Set>& sets, std::uint32_t limit) {
        sets_ = &sets;
        flow_.assign(half_.size(), 0);
        find_source_rim();
        std::uint32_t value = 0;
        while (value <= limit && layer()) {
            next_.assign(first_.begin(), first_.end() - 1);
            for (const auto source : rim_) {
                while (value <= limit && augment(source)) ++value;
            }
        }
        return value;
    }

    /// After `run` found the maximum: 1 for what sources reach no more.
    [[nodiscard]] std::vector<std::uint8_t> beyond_sources() const {
        std::vector<std::uint8_t> side(sets_->size());
        for (std::size_t v = 0; v < side.size(); ++v) {
            side[v] = (*sets_)[v] != Set::source && level_[v] == kUnseen ? 1 : 0;
        }
        return side;
    }

    /// 1 for what reaches sinks.
    [[nodiscard]] std::vector<std::uint8_t> before_sinks() {
        std::vector<std::uint8_t> side(sets_->size());
        queue_.clear();
        for (std::uint32_t v = 0; v < side.size(); ++v) {
            if ((*sets_)[v] != Set::sink) continue;
            side[v] = 1;
            queue_.push_back(v);
        }
        for (std::size_t i = 0; i < queue_.size(); ++i) {
            for (auto h = first_[queue_[i]]; h < first_[queue_[i] + 1]; ++h) {
                const auto head = half_[h].head;
                if (side[head] != 0 || flow_[h] == -1) continue;
                side[head] = 1;
                queue_.push_back(head);
            }
        }
        return side;
    }

private:
    static constexpr std::uint32_t kUnseen = UINT32_MAX;

    void find_source_rim() {
        rim_.clear();
        for (std::uint32_t v = 0; v < sets_->size(); ++v) {
            if ((*sets_)[v] != Set::source) continue;
            const bool rim = std::any_of(
                half_.begin() + first_[v], half_.begin() + first_[v + 1],
                [&](const HalfEdge& half) { return (*sets_)[half.head] != Set::source; });
            if (rim) rim_.push_back(v);
        }
    }

    /// Layers of vertices by their distance from the sources; false if no sink can be reached.
    bool layer() {
        level_.assign(sets_->size(), kUnseen);
        queue_.assign(rim_.begin(), rim_.end());
        for (const auto v : rim_) level_[v] = 0;
        std::uint32_t sink_level = kUnseen;
        for (std::size_t i = 0; i < queue_.size(); ++i) {
            const auto v = queue_[i];
            if (level_[v] >= sink_level) break;
            for (auto h = first_[v]; h < first_[v + 1]; ++h) {
                const auto head = half_[h].head;
                if (flow_[h] == 1 || level_[head] != kUnseen || (*sets_)[head] == Set::source) {
                    continue;
                }
                level_[head] = level_[v] + 1;
                if ((*sets_)[head] == Set::sink) sink_level = level_[head];
                queue_.push_back(head);
            }
        }
        return sink_level != kUnseen;
    }

    /// One more unit along the layers; depth first without recursion.
    bool augment(std::uint32_t source) {
        path_.clear();
        auto v = source;
        while ((*sets_)[v] != Set::sink) {
            auto& h = next_[v];
            while (h < first_[v + 1] && !leads_on(v, h)) ++h;
            if (h < first_[v + 1]) {
                path_.push_back(h);
                v = half_[h].head;
            } else if (path_.empty()) {
                return false;
            } else {
                v = half_[half_[path_.back()].reverse].head;
                path_.pop_back();
                ++next_[v];
            }
        }
        for (const auto h : path_) {
            ++flow_[h];
            --flow_[half_[h].reverse];
        }
        return true;
    }

    [[nodiscard]] bool leads_on(std::uint32_t v, std::uint32_t h) const {
        const auto head = half_[h].head;
        return flow_[h] != 1 && level_[head] == level_[v] + 1 && (*sets_)[head] != Set::source;
    }

    std::vector<std::uint32_t> first_;
    std::vector<HalfEdge> half_;
    const std::vector<Set>* sets_ = nullptr;
    std::vector<std::int8_t> flow_;
    std::vector<std::uint32_t> rim_, level_, queue_, next_, path_;
};

struct Candidate {
    std::vector<std::uint8_t> second_side;
    std::uint32_t cut = UINT32_MAX, smaller = 1;
    double dx = 1, dy = 0;
};

std::uint32_t smaller_side(const std::vector<std::uint8_t>& side) {
    const auto second = static_cast<std::size_t>(std::count(side.begin(), side.end(), 1));
    return static_cast<std::uint32_t>(std::min(second, side.size() - second));
}

/// Marks the outermost vertices along a direction.
std::vector<UnitFlow::Set> outermost(const RoadCell& cell, double dx, double dy) {
    const auto count = cell.vertex_count();
    std::vector<std::pair<double, std::uint32_t>> along(count);
    for (std::uint32_t v = 0; v < count; ++v) along[v] = {cell.x[v] * dx + cell.y[v] * dy, v};
    const auto share = std::clamp<std::uint32_t>(static_cast<std::uint32_t>(count * kShare), 1,
                                                 std::max(1u, count / 2));
    std::nth_element(along.begin(), along.begin() + share - 1, along.end());
    if (count - share > share) {
        std::nth_element(along.begin() + share, along.end() - share, along.end());
    }
    std::vector<UnitFlow::Set> sets(count, UnitFlow::Set::middle);
    for (std::uint32_t i = 0; i < share; ++i) {
        sets[along[i].second] = UnitFlow::Set::source;
        sets[along[count - 1 - i].second] = UnitFlow::Set::sink;
    }
    return sets;
}

/// The largest cut that would be better than the best so far with two equal sides.
std::uint32_t worth(const Candidate& best, std::uint32_t count) {
    if (best.cut == UINT32_MAX) return UINT32_MAX;
    return static_cast<std::uint32_t>(double{best.cut * 1.0} * (count / 2) / best.smaller);
}

void try_direction(const RoadCell& cell, UnitFlow& flow, double dx, double dy, Candidate& best) {
    const auto sets = outermost(cell, dx, dy);
    const auto limit = worth(best, cell.vertex_count());
    const auto cut = flow.run(sets, limit);
    if (cut > limit) return;
    auto side = flow.beyond_sources();
    auto other = flow.before_sinks();
    if (smaller_side(other) > smaller_side(side)) side.swap(other);
    const auto smaller = smaller_side(side);
    if (best.cut != UINT32_MAX &&
        std::uint64_t{cut} * best.smaller >= std::uint64_t{best.cut} * smaller) {
        return;
    }
    best = {std::move(side), cut, smaller, dx, dy};
}

/// Edges between the sides, sorted along the cut.
std::vector<std::uint32_t> cut_edges(const RoadCell& cell, const Candidate& best) {
    std::vector<std::pair<double, std::uint32_t>> along;
    for (std::uint32_t edge = 0; edge < cell.ends.size(); ++edge) {
        const auto [a, b] = cell.ends[edge];
        if (best.second_side[a] == best.second_side[b]) continue;
        along.emplace_back((cell.x[a] + cell.x[b]) * -best.dy + (cell.y[a] + cell.y[b]) * best.dx,
                           edge);
    }
    std::sort(along.begin(), along.end());
    std::vector<std::uint32_t> edges;
    for (const auto& [position, edge] : along) edges.push_back(edge);
    return edges;
}

}  // namespace

CellCut cut_by_inertial_flow(const RoadCell& cell) {
    UnitFlow flow{cell};
    Candidate best;
    for (int i = 0; i < kDirections; ++i) {
        const auto angle = std::numbers::pi * i / kDirections;
        try_direction(cell, flow, std::cos(angle), std::sin(angle), best);
    }
    CellCut cut;
    cut.edges = cut_edges(cell, best);
    cut.second_side = std::move(best.second_side);
    return cut;
}

}  // namespace konbit
