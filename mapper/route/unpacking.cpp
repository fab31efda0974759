#include "mapper/route/unpacking.hpp"

#include <algorithm>

#include "mapper/model/error.hpp"

namespace konbit {
namespace {

[[noreturn]] void no_such_way() {
    throw DataError{"A cached metric of the road network is damaged", "derived/",
                    "its weights do not come from its arcs",
                    "Delete the folder derived/ of the map; it is built again"};
}

}  // namespace

void Unpacker::unpack(std::uint32_t tail, std::uint32_t head, std::vector<std::uint32_t>& ranks) {
    waiting_.assign(1, {tail, head});
    while (!waiting_.empty()) {
        const auto [from, to] = waiting_.back();
        const auto middle = middle_of(from, to);
        waiting_.pop_back();
        if (middle == UINT32_MAX) {
            ranks.push_back(to);
        } else {
            waiting_.emplace_back(middle, to);
            waiting_.emplace_back(from, middle);
        }
    }
}

std::uint32_t Unpacker::middle_of(std::uint32_t tail, std::uint32_t head) const {
    const auto& hierarchy = metric_->hierarchy();
    const auto& weights = metric_->weights();
    const auto arc = hierarchy.arc_between(std::min(tail, head), std::max(tail, head));
    if (arc == UINT32_MAX) no_such_way();
    const bool up = tail < head;
    const auto weight = up ? weights.up[arc] : weights.down[arc];
    if ((up ? metric_->input().up[arc] : metric_->input().down[arc]) == weight) return UINT32_MAX;

    const auto below_tail = lower_->of(tail), below_head = lower_->of(head);
    auto first = below_tail.begin();
    auto second = below_head.begin();
    while (first != below_tail.end() && second != below_head.end()) {
        if (first->lower < second->lower) {
            ++first;
        } else if (second->lower < first->lower) {
            ++second;
        } else {
            if (weights.down[first->arc] + weights.up[second->arc] == weight) return first->lower;
            ++first;
            ++second;
        }
    }
    no_such_way();
}

}  // namespace konbit
