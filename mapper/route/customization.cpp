#include "mapper/route/customization.hpp"

#include <algorithm>
#include <memory>

namespace konbit {
namespace {

/// Both weights of an arc side by side: an inner loop touches one line of the cache.
struct WeightPair {
    Weight up = kNoWay, down = kNoWay;
};

/// The arcs of one rank at hand by their head: slot 0 stands for all heads it has no arc to.
class ArcTable {
public:
    explicit ArcTable(const Hierarchy& hierarchy)
        : hierarchy_{&hierarchy}, slot_(hierarchy.size()) {}

    void load(std::uint32_t rank, const ArcWeights& weights) {
        begin_ = hierarchy_->first_up()[rank];
        const auto count = hierarchy_->first_up()[rank + 1] - begin_;
        pairs_.resize(std::max<std::size_t>(pairs_.size(), count + 1));
        for (std::uint32_t i = 0; i < count; ++i) {
            slot_[hierarchy_->up_head()[begin_ + i]] = i + 1;
            pairs_[i + 1] = {weights.up[begin_ + i], weights.down[begin_ + i]};
        }
        count_ = count;
    }
    void store(ArcWeights& weights) const {
        for (std::uint32_t i = 0; i < count_; ++i) {
            weights.up[begin_ + i] = pairs_[i + 1].up;
            weights.down[begin_ + i] = pairs_[i + 1].down;
        }
    }
    void clear() {
        for (std::uint32_t i = 0; i < count_; ++i) slot_[hierarchy_->up_head()[begin_ + i]] = 0;
    }
    [[nodiscard]] WeightPair& of(std::uint32_t head) noexcept { return pairs_[slot_[head]]; }
    [[nodiscard]] bool has(std::uint32_t head) const noexcept { return slot_[head] != 0; }

private:
    const Hierarchy* hierarchy_;
    std::vector<std::uint32_t> slot_;
    std::vector<WeightPair> pairs_;
    std::uint32_t begin_ = 0, count_ = 0;
};

class Customizer {
public:
    Customizer(const Hierarchy& hierarchy, const LowerArcs& lower, ArcWeights& weights)
        : hierarchy_{hierarchy}, lower_{lower}, weights_{weights}, table_{hierarchy} {}

    /// The weights of a rank's arcs, once those of all lower ranks are right.
    void rank(std::uint32_t rank) {
        table_.load(rank, weights_);
        const auto heads = hierarchy_.up_head();
        const auto first = hierarchy_.first_up();
        for (const auto [lower, arc] : lower_.of(rank)) {
            const auto from = weights_.down[arc], to = weights_.up[arc];  // of the rank, lower: to
            const auto end = first[lower + 1];
            for (auto other = arc + 1; other < end; ++other) {
                auto& pair = table_.of(heads[other]);
                pair.up = std::min(pair.up, from + weights_.up[other]);
                pair.down = std::min(pair.down, weights_.down[other] + to);
            }
        }
        table_.store(weights_);
        table_.clear();
    }

private:
    const Hierarchy& hierarchy_;
    const LowerArcs& lower_;
    ArcWeights& weights_;
    ArcTable table_;
};

/// The same triangles from above: the rank in the middle is visited once its own arcs are right.
class Perfecter {
public:
    Perfecter(const Hierarchy& hierarchy, const LowerArcs& lower, ArcWeights& weights)
        : hierarchy_{hierarchy}, lower_{lower}, weights_{weights}, table_{hierarchy} {}

    /// Puts the arcs of lower ranks over this one, and those to it over higher ones.
    void rank(std::uint32_t rank) {
        table_.load(rank, weights_);
        const auto heads = hierarchy_.up_head();
        const auto first = hierarchy_.first_up();
        for (const auto [lower, arc] : lower_.of(rank)) {
            auto to = weights_.up[arc], from = weights_.down[arc];  // of the rank, lower: from
            const auto end = first[lower + 1];
            for (auto other = arc + 1; other < end; ++other) {
                const auto [up, down] = table_.of(heads[other]);
                auto& higher_to = weights_.up[other];
                auto& higher_from = weights_.down[other];
                const auto over_to = to + up, over_from = from + down;
                to = std::min(to, higher_to + down);
                from = std::min(from, up + higher_from);
                higher_to = std::min(higher_to, over_to);
                higher_from = std::min(higher_from, over_from);
            }
            weights_.up[arc] = to;
            weights_.down[arc] = from;
        }
        table_.clear();
    }

private:
    const Hierarchy& hierarchy_;
    const LowerArcs& lower_;
    ArcWeights& weights_;
    ArcTable table_;
};

/// Calls `rank` of a worker of each thread for the ranks of all subtrees.
template <class Workers>
void for_subtrees(const EliminationTasks& tasks, unsigned threads, bool upwards,
                  const Workers& worker_of) {
    run_tasks(tasks.subtrees.size(), threads, [&](std::size_t task, unsigned thread) {
        auto& worker = worker_of(thread);
        const auto [begin, end] = tasks.subtrees[task];
        if (upwards) {
            for (auto rank = begin; rank < end; ++rank) worker.rank(rank);
        } else {
            for (auto rank = end; rank-- > begin;) worker.rank(rank);
        }
    });
}

/// One worker for each thread, made by the thread that needs it.
template <class Worker, class Make>
class WorkerPool {
public:
    WorkerPool(unsigned threads, Make make) : workers_(threads), make_{std::move(make)} {}
    Worker& operator()(unsigned thread) const {
        if (!workers_[thread]) workers_[thread] = make_();
        return *workers_[thread];
    }

private:
    mutable std::vector<std::unique_ptr<Worker>> workers_;
    Make make_;
};

}  // namespace

void customize_arcs(const Hierarchy& hierarchy, const LowerArcs& lower,
                    const EliminationTasks& tasks, unsigned threads, ArcWeights& weights) {
    const auto make = [&] { return std::make_unique<Customizer>(hierarchy, lower, weights); };
    const WorkerPool<Customizer, decltype(make)> workers{threads, make};
    for_subtrees(tasks, threads, true, workers);
    for (const auto rank : tasks.top) workers(0).rank(rank);
}

ArcWeights perfect_weights(const Hierarchy& hierarchy, const LowerArcs& lower,
                           const EliminationTasks& tasks, unsigned threads,
                           const ArcWeights& basic) {
    auto weights = basic;
    const auto make = [&] { return std::make_unique<Perfecter>(hierarchy, lower, weights); };
    const WorkerPool<Perfecter, decltype(make)> workers{threads, make};
    for (auto rank = tasks.top.rbegin(); rank != tasks.top.rend(); ++rank) workers(0).rank(*rank);
    for_subtrees(tasks, threads, false, workers);
    return weights;
}

}  // namespace konbit
