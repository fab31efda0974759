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

void Unpacker::unpack(std::span<const std::uint32_t> packed, std::vector<std::uint32_t>& ranks) {
    ranks.assign(1, packed.front());
    if (metric_->pruned()) {
        unpack_by(packed, ranks,
                  [this](auto tail, auto head) { return stored_middle(tail, head); });
    } else {
        unpack_by(packed, ranks, [this](auto tail, auto head) { return find_middle(tail, head); });
    }
}

template <class MiddleOf>
void Unpacker::unpack_by(std::span<const std::uint32_t> packed, std::vector<std::uint32_t>& ranks,
                         const MiddleOf& middle_of) {
    for (std::size_t i = 1; i < packed.size(); ++i) {
        waiting_.assign(1, {packed[i - 1], packed[i]});
        while (!waiting_.empty()) {
            const auto [tail, head] = waiting_.back();
            waiting_.pop_back();
            const auto middle = middle_of(tail, head);
            if (middle == kNoMiddle) {
                ranks.push_back(head);
                // No shortest way comes by a place twice; a forged file could claim so.
                if (ranks.size() > metric_->hierarchy().size()) no_such_way();
            } else {
                waiting_.emplace_back(middle, head);
                waiting_.emplace_back(tail, middle);
            }
        }
    }
}

/// All arcs of a shortest way are in the search graphs: they are as short as it gets.
std::uint32_t Unpacker::stored_middle(std::uint32_t tail, std::uint32_t head) const {
    const auto& graph = tail < head ? metric_->forward() : metric_->backward();
    const auto [lower, upper] = std::minmax(tail, head);
    for (auto arc = graph.first[lower]; arc < graph.first[lower + 1]; ++arc) {
        if (graph.arcs[arc].head == upper) return graph.arcs[arc].middle;
    }
    no_such_way();
}

std::uint32_t Unpacker::find_middle(std::uint32_t tail, std::uint32_t head) const {
    const auto& hierarchy = metric_->hierarchy();
    const auto& weights = metric_->weights();
    const bool up = tail < head;
    const auto& leg = up ? weights.down : weights.up;  // of the lower end and the middle
    const auto& rest = up ? weights.up : weights.down;
    const auto [lower, upper] = std::minmax(tail, head);
    const auto arc = hierarchy.arc_between(lower, upper);
    if (arc == UINT32_MAX) no_such_way();
    const auto weight = rest[arc];
    if ((up ? metric_->input().up : metric_->input().down)[arc] == weight) return kNoMiddle;

    // From above: the highest rank on the way is one of the highest that there are.
    const auto below = lower_->of(lower);
    for (auto near = below.rbegin(); near != below.rend(); ++near) {
        if (leg[near->arc] > weight) continue;
        const auto far = hierarchy.arc_between(near->lower, upper);
        if (far != UINT32_MAX && leg[near->arc] + rest[far] == weight) return near->lower;
    }
    no_such_way();
}

}  // namespace konbit
