// Partial re-customization (Dibbelt, Strasser, Wagner 2016, §6): changed arcs are worked off by the
// rank of their lower end; what they change above waits in a queue. What becomes cheaper is known
// at once; only for what becomes dearer all lower triangles are looked at. Nothing here grows with
// the hierarchy, only with what changes.
#include <algorithm>

#include "mapper/route/metric.hpp"

namespace konbit {
namespace {

/// Works in both directions of an arc by one code: `out` is the weights of the direction at hand.
class Updater {
public:
    Updater(const Hierarchy& hierarchy, const LowerArcs& lower, ArcWeights& input,
            ArcWeights& weights)
        : hierarchy_{hierarchy}, lower_{lower}, input_{input}, weights_{weights} {}

    void change_input(std::uint32_t tail, std::uint32_t arc, bool up, Weight now) {
        auto& own = (up ? input_.up : input_.down)[arc];
        const auto before = own;
        own = now;
        consider(tail, arc, up, before, now);
    }

    void run() {
        while (!queue_.empty()) work_off(queue_.front().rank);
    }

private:
    /// An arc that may have changed: what it cost before, and which directions have become dearer,
    /// so that all ways over lower ranks must be looked at.
    struct Waiting {
        std::uint32_t rank = 0, arc = 0;
        Weight up_before = 0, down_before = 0;
        bool redo_up = false, redo_down = false;

        bool operator<(const Waiting& other) const noexcept {  // the lowest first
            return std::pair{rank, arc} > std::pair{other.rank, other.arc};
        }
    };

    /// A way along this arc cost `before` and costs `now`. If it is cheaper, so is the arc, at
    /// once.
    void consider(std::uint32_t rank, std::uint32_t arc, bool up, Weight before, Weight now) {
        auto& weight = (up ? weights_.up : weights_.down)[arc];
        const bool cheaper = now < weight;
        const bool dearer = before == weight && now > before && weight < kNoWay;
        if (!cheaper && !dearer) return;
        queue_.push_back(
            {rank, arc, weights_.up[arc], weights_.down[arc], dearer && up, dearer && !up});
        std::push_heap(queue_.begin(), queue_.end());
        if (cheaper) weight = now;
    }

    /// All waiting arcs of a rank together: a triangle may hold two of them.
    void work_off(std::uint32_t rank) {
        changed_.clear();
        while (!queue_.empty() && queue_.front().rank == rank) {
            std::pop_heap(queue_.begin(), queue_.end());
            const auto next = queue_.back();
            queue_.pop_back();
            if (!changed_.empty() && changed_.back().arc == next.arc) {
                merge(changed_.back(), next);
            } else {
                changed_.push_back(next);
            }
        }
        for (const auto& arc : changed_) {
            if (arc.redo_up) recompute(rank, arc.arc, true);
            if (arc.redo_down) recompute(rank, arc.arc, false);
        }
        for (const auto& arc : changed_) {
            if (weights_.up[arc.arc] != arc.up_before) spread(rank, arc, true);
            if (weights_.down[arc.arc] != arc.down_before) spread(rank, arc, false);
        }
    }

    static void merge(Waiting& into, const Waiting& other) {
        into.up_before = std::max(into.up_before, other.up_before);  // before it became cheaper
        into.down_before = std::max(into.down_before, other.down_before);
        into.redo_up |= other.redo_up;
        into.redo_down |= other.redo_down;
    }

    void recompute(std::uint32_t rank, std::uint32_t arc, bool up) {
        const auto head = hierarchy_.up_head()[arc];
        const auto& leg = up ? weights_.down : weights_.up;  // of this rank and the lower one
        auto& out = up ? weights_.up : weights_.down;
        auto best = (up ? input_.up : input_.down)[arc];
        const auto least = out[arc];  // whatever is cheaper was put there already
        const auto below = lower_.of(rank);
        for (auto near = below.rbegin(); near != below.rend() && best > least; ++near) {
            if (leg[near->arc] >= best) continue;
            const auto far = hierarchy_.arc_between(near->lower, head);
            if (far != UINT32_MAX) best = std::min(best, leg[near->arc] + out[far]);
        }
        out[arc] = best;
    }

    /// The ways over this rank that use the changed direction of an arc: for `up`, from another
    /// upper neighbour down to the rank and up; for down, the reverse.
    void spread(std::uint32_t rank, const Waiting& arc, bool up) {
        const auto heads = hierarchy_.up_head();
        const auto first = hierarchy_.first_up();
        const auto before = up ? arc.up_before : arc.down_before;
        const auto now = (up ? weights_.up : weights_.down)[arc.arc];
        const auto& legs = up ? weights_.down : weights_.up;
        for (auto other = first[rank]; other < first[rank + 1]; ++other) {
            const auto leg = legs[other], leg_before = before_of(other, !up);
            if (other == arc.arc || (leg == kNoWay && leg_before == kNoWay)) continue;
            const auto [low, high] = std::minmax(other, arc.arc);
            const auto above = hierarchy_.arc_between(heads[low], heads[high]);
            if (above == UINT32_MAX) continue;
            const bool above_up = up == (other < arc.arc);  // from the other's head to this one's
            consider(heads[low], above, above_up, leg_before + before, leg + now);
        }
    }

    [[nodiscard]] Weight before_of(std::uint32_t arc, bool up) const {
        for (const auto& change : changed_) {
            if (change.arc == arc) return up ? change.up_before : change.down_before;
        }
        return (up ? weights_.up : weights_.down)[arc];
    }

    const Hierarchy& hierarchy_;
    const LowerArcs& lower_;
    ArcWeights& input_;
    ArcWeights& weights_;
    std::vector<Waiting> queue_;  // a heap
    std::vector<Waiting> changed_;
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
        const auto up = input_.up.at(change.arc), down = input_.down.at(change.arc);
        if (up == change.up && down == change.down) continue;
        const auto tail = tail_of(*hierarchy_, change.arc);
        if (up != change.up) updater.change_input(tail, change.arc, true, change.up);
        if (down != change.down) updater.change_input(tail, change.arc, false, change.down);
        any = true;
    }
    if (!any) return;
    pruned_ = false;
    updater.run();
}

}  // namespace konbit
