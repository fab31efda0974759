// Partial re-customization (Dibbelt, Strasser, Wagner 2016, §6): changed arcs are worked off by the
// rank of their lower end; what they change above waits in a queue. Nothing here grows with the
// hierarchy, only with what changes.
#include <algorithm>
#include <queue>

#include "mapper/route/metric.hpp"

namespace konbit {
namespace {

class Updater {
public:
    Updater(const Hierarchy& hierarchy, const LowerArcs& lower, const ArcWeights& input,
            ArcWeights& weights)
        : hierarchy_{hierarchy}, lower_{lower}, input_{input}, weights_{weights} {}

    void touch(std::uint32_t tail, std::uint32_t arc) { queue_.emplace(tail, arc); }

    void run() {
        while (!queue_.empty()) rank(queue_.top().first);
    }

private:
    struct Changed {
        std::uint32_t arc = 0;
        Weight up = 0, down = 0;  // before
    };

    /// All waiting arcs of a rank together: a triangle may hold two of them.
    void rank(std::uint32_t rank) {
        changed_.clear();
        for (std::uint32_t before = UINT32_MAX; !queue_.empty() && queue_.top().first == rank;) {
            const auto arc = queue_.top().second;
            queue_.pop();
            if (arc == before) continue;
            before = arc;
            const Changed old{arc, weights_.up[arc], weights_.down[arc]};
            recompute(rank, arc);
            if (weights_.up[arc] != old.up || weights_.down[arc] != old.down) {
                changed_.push_back(old);
            }
        }
        for (const auto& change : changed_) spread(rank, change);
    }

    void recompute(std::uint32_t rank, std::uint32_t arc) {
        const auto head = hierarchy_.up_head()[arc];
        auto up = input_.up[arc], down = input_.down[arc];
        for (const auto [low, first] : lower_.of(rank)) {
            const auto second = hierarchy_.arc_between(low, head);
            if (second == UINT32_MAX) continue;
            up = std::min(up, weights_.down[first] + weights_.up[second]);
            down = std::min(down, weights_.down[second] + weights_.up[first]);
        }
        weights_.up[arc] = up;
        weights_.down[arc] = down;
    }

    /// The arcs above that a changed one makes shorter, or that were as long as over it.
    void spread(std::uint32_t rank, const Changed& old) {
        const auto heads = hierarchy_.up_head();
        const auto first = hierarchy_.first_up();
        for (auto other = first[rank]; other < first[rank + 1]; ++other) {
            if (other == old.arc) continue;
            const auto low = std::min(other, old.arc), high = std::max(other, old.arc);
            const auto above = hierarchy_.arc_between(heads[low], heads[high]);
            if (above == UINT32_MAX) continue;
            const auto before = before_of(other);
            const bool first_is_old = low == old.arc;
            const auto& low_before = first_is_old ? old : before;
            const auto& high_before = first_is_old ? before : old;
            if (concerns(weights_.up[above], low_before.down + high_before.up,
                         weights_.down[low] + weights_.up[high]) ||
                concerns(weights_.down[above], high_before.down + low_before.up,
                         weights_.down[high] + weights_.up[low])) {
                queue_.emplace(heads[low], above);
            }
        }
    }

    /// Whether a way that cost `before` and costs `now` can change an arc of this weight.
    static bool concerns(Weight weight, Weight before, Weight now) {
        return now < weight || (before == weight && now != before && weight < kNoWay);
    }

    [[nodiscard]] Changed before_of(std::uint32_t arc) const {
        for (const auto& change : changed_) {
            if (change.arc == arc) return change;
        }
        return {arc, weights_.up[arc], weights_.down[arc]};
    }

    using Waiting = std::pair<std::uint32_t, std::uint32_t>;  // rank of the lower end, arc
    const Hierarchy& hierarchy_;
    const LowerArcs& lower_;
    const ArcWeights& input_;
    ArcWeights& weights_;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> queue_;
    std::vector<Changed> changed_;
};

/// The lower end of an arc.
std::uint32_t tail_of(const Hierarchy& hierarchy, std::uint32_t arc) {
    const auto first = hierarchy.first_up();
    return static_cast<std::uint32_t>(std::upper_bound(first.begin(), first.end(), arc) -
                                      first.begin() - 1);
}

}  // namespace

void Metric::update(std::span<const Change> changes, const LowerArcs& lower) {
    Updater updater{*hierarchy_, lower, input_, weights_};
    bool any = false;
    for (const auto& change : changes) {
        auto& up = input_.up.at(change.arc);
        auto& down = input_.down.at(change.arc);
        if (up == change.up && down == change.down) continue;
        up = change.up;
        down = change.down;
        updater.touch(tail_of(*hierarchy_, change.arc), change.arc);
        any = true;
    }
    if (!any) return;
    pruned_ = false;
    updater.run();
}

}  // namespace konbit
