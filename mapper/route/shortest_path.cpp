#include "mapper/route/shortest_path.hpp"

#include <algorithm>

#include "mapper/route/search_arcs.hpp"
#include "mapper/route/unpacking.hpp"
#include "mapper/route/upward_search.hpp"

namespace konbit {

struct ShortestPath::Impl {
    Impl(const Metric& searched, const LowerArcs& lower)
        : metric{&searched},
          forward{searched.hierarchy()},
          backward{searched.hierarchy()},
          unpacker{searched, lower} {}

    /// Both searches rise to where their ancestors become the same; above, each rank is a place to
    /// meet, and what is further than the best way known is not followed.
    template <class Forward, class Backward>
    Weight meet(const Forward& up, const Backward& down) {
        best = kNoWay;
        meeting = UINT32_MAX;
        const auto from = forward.ancestors(), to = backward.ancestors();
        std::size_t i = 0, k = 0;
        while (k < to.size()) {
            while (i < from.size() && from[i] < to[k]) relax(forward, from[i++], up);
            const auto rank = to[k++];
            const bool common = i < from.size() && from[i] == rank;
            if (common) {
                consider(rank);
                relax(forward, rank, up);
                ++i;
            }
            relax(backward, rank, down);
        }
        return best;
    }

    template <class Arcs>
    void relax(UpwardSearch& search, std::uint32_t rank, const Arcs& arcs) const {
        if (search.distance(rank) < best) search.relax(rank, arcs);
    }

    void consider(std::uint32_t rank) {
        const auto sum = forward.distance(rank) + backward.distance(rank);
        if (sum >= best) return;
        best = sum;
        meeting = rank;
    }

    /// As `meet`, the forward search being complete.
    template <class Backward>
    Weight meet_started(const Backward& down) {
        best = kNoWay;
        meeting = UINT32_MAX;
        for (const auto rank : backward.ancestors()) {
            if (backward.distance(rank) >= best) continue;
            consider(rank);
            relax(backward, rank, down);
        }
        return best;
    }

    const Metric* metric;
    UpwardSearch forward, backward;
    Unpacker unpacker;
    std::vector<std::uint32_t> packed, ranks;  // of the path: hierarchy arcs, graph arcs
    Weight best = kNoWay;
    std::uint32_t meeting = UINT32_MAX;
};

ShortestPath::ShortestPath(const Metric& metric, const LowerArcs& lower)
    : impl_{std::make_unique<Impl>(metric, lower)} {}
ShortestPath::~ShortestPath() = default;
ShortestPath::ShortestPath(ShortestPath&&) noexcept = default;

Weight ShortestPath::query(std::span<const Seed> from, std::span<const Seed> to) {
    impl_->forward.reset(from);
    impl_->backward.reset(to);
    return with_search_arcs(
        *impl_->metric, [this](const auto& up, const auto& down) { return impl_->meet(up, down); });
}

void ShortestPath::start(std::span<const Seed> from) {
    impl_->forward.reset(from);
    impl_->best = kNoWay;
    impl_->meeting = UINT32_MAX;
    with_search_arcs(*impl_->metric, [this](const auto& up, const auto&) {
        for (const auto rank : impl_->forward.ancestors()) {
            impl_->relax(impl_->forward, rank, up);
        }
    });
}

Weight ShortestPath::to(std::span<const Seed> target) {
    impl_->backward.reset(target);
    return with_search_arcs(*impl_->metric, [this](const auto&, const auto& down) {
        return impl_->meet_started(down);
    });
}

void ShortestPath::read_path(std::vector<std::uint32_t>& nodes) {
    if (impl_->meeting == UINT32_MAX) return;
    auto& packed = impl_->packed;
    packed.clear();
    for (auto at = impl_->meeting; at != UpwardSearch::kSeed; at = impl_->forward.before(at)) {
        packed.push_back(at);
    }
    std::reverse(packed.begin(), packed.end());
    for (auto at = impl_->backward.before(impl_->meeting); at != UpwardSearch::kSeed;
         at = impl_->backward.before(at)) {
        packed.push_back(at);
    }
    auto& ranks = impl_->ranks;
    impl_->unpacker.unpack(packed, ranks);
    const auto node_at = impl_->metric->hierarchy().node_at();
    for (const auto rank : ranks) nodes.push_back(node_at[rank]);
}

}  // namespace konbit
