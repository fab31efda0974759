#include "mapper/route/customization.hpp"

#include <algorithm>
#include <memory>

namespace konbit {
namespace {

/// Both weights of an arc side by side: an inner loop touches one line of the cache.
struct WeightPair {
    Weight up = kNoWay, down = kNoWay;
};

/// The same with the ranks in the middle.
struct WeightsOver {
    Weight up = kNoWay, down = kNoWay;
    std::uint32_t up_over = kNoMiddle, down_over = kNoMiddle;
};

/// The arcs of one rank at hand by their head: slot 0 stands for all heads it has no arc to.
template <class Slot>
class ArcTable {
public:
    explicit ArcTable(const Hierarchy& hierarchy)
        : hierarchy_{&hierarchy}, number_(hierarchy.size()) {}

    void load(std::uint32_t rank, const ArcWeights& weights) {
        begin_ = hierarchy_->first_up()[rank];
        count_ = hierarchy_->first_up()[rank + 1] - begin_;
        slots_.resize(std::max<std::size_t>(slots_.size(), count_ + 1));
        for (std::uint32_t i = 0; i < count_; ++i) {
            number_[hierarchy_->up_head()[begin_ + i]] = i + 1;
            slots_[i + 1] = {weights.up[begin_ + i], weights.down[begin_ + i]};
        }
    }
    /// Calls `take(arc, slot)` for each arc of the rank and forgets it.
    template <class Take>
    void unload(const Take& take) {
        for (std::uint32_t i = 0; i < count_; ++i) {
            number_[hierarchy_->up_head()[begin_ + i]] = 0;
            take(begin_ + i, slots_[i + 1]);
        }
    }
    [[nodiscard]] Slot& of(std::uint32_t head) noexcept { return slots_[number_[head]]; }

private:
    const Hierarchy* hierarchy_;
    std::vector<std::uint32_t> number_;
    std::vector<Slot> slots_;
    std::uint32_t begin_ = 0, count_ = 0;
};

class Customizer {
public:
    Customizer(const Hierarchy& hierarchy, const LowerArcs& lower, ArcWeights& weights,
               ArcMiddles& middles)
        : hierarchy_{hierarchy},
          lower_{lower},
          weights_{weights},
          middles_{middles},
          table_{hierarchy} {}

    /// The weights of a rank's arcs, once those of all lower ranks are right.
    void rank(std::uint32_t rank) {
        table_.load(rank, weights_);
        const auto heads = hierarchy_.up_head();
        const auto first = hierarchy_.first_up();
        for (const auto [lower, arc] : lower_.of(rank)) {
            const auto from = weights_.down[arc], to = weights_.up[arc];  // of the rank, lower: to
            const auto end = first[lower + 1];
            for (auto other = arc + 1; other < end; ++other) {
                auto& slot = table_.of(heads[other]);
                const auto up = from + weights_.up[other], down = weights_.down[other] + to;
                slot.up_over = up < slot.up ? lower : slot.up_over;
                slot.up = std::min(slot.up, up);
                slot.down_over = down < slot.down ? lower : slot.down_over;
                slot.down = std::min(slot.down, down);
            }
        }
        table_.unload([this](std::uint32_t arc, const WeightsOver& slot) {
            weights_.up[arc] = slot.up;
            weights_.down[arc] = slot.down;
            middles_.up[arc] = slot.up_over;
            middles_.down[arc] = slot.down_over;
        });
    }

private:
    const Hierarchy& hierarchy_;
    const LowerArcs& lower_;
    ArcWeights& weights_;
    ArcMiddles& middles_;
    ArcTable<WeightsOver> table_;
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
        table_.unload([](std::uint32_t, const WeightPair&) {});
    }

private:
    const Hierarchy& hierarchy_;
    const LowerArcs& lower_;
    ArcWeights& weights_;
    ArcTable<WeightPair> table_;
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
                    const EliminationTasks& tasks, unsigned threads, ArcWeights& weights,
                    ArcMiddles& middles) {
    middles.up.resize(hierarchy.arc_count());
    middles.down.resize(hierarchy.arc_count());
    const auto make = [&] {
        return std::make_unique<Customizer>(hierarchy, lower, weights, middles);
    };
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
