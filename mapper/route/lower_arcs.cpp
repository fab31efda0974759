#include "mapper/route/metric.hpp"

namespace konbit {

LowerArcs::LowerArcs(const Hierarchy& hierarchy)
    : first_(hierarchy.size() + 1), arcs_(hierarchy.arc_count()) {
    const auto heads = hierarchy.up_head();
    const auto first_up = hierarchy.first_up();
    for (const auto head : heads) ++first_[head + 1];
    for (std::size_t rank = 0; rank < hierarchy.size(); ++rank) first_[rank + 1] += first_[rank];
    auto next = first_;
    for (std::uint32_t lower = 0; lower < hierarchy.size(); ++lower) {
        for (auto arc = first_up[lower]; arc < first_up[lower + 1]; ++arc) {
            arcs_[next[heads[arc]]++] = {lower, arc};
        }
    }
}

}  // namespace konbit
