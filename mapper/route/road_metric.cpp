#include "mapper/route/road_metric.hpp"

#include <algorithm>

#include "mapper/route/road_metric_cache.hpp"
#include "mapper/route/road_metric_enclosed.hpp"
#include "mapper/route/road_metric_impl.hpp"

namespace konbit {
namespace {

/// With more than this share of all arcs (and some more), customizing them all is quicker than one
/// by one (tried on Andorra and a hundred of it side by side).
constexpr std::uint32_t kManyArcs = 150;

/// The key of a metric with a situation, from that of everyday.
std::uint64_t key_with(std::uint64_t everyday, std::uint64_t situation) {
    return situation == 0 ? everyday : everyday ^ (situation * 0x9e37'79b9'7f4a'7c15ULL | 1);
}

}  // namespace

Metric RoadMetric::Impl::customize() const {
    return Metric::customize(options.network->hierarchy(graph), lower_arcs(),
                             input.all(options.threads), options.threads);
}

bool RoadMetric::Impl::update(Metric& metric, std::span<const SegmentId> segments,
                              std::span<const VertexId> vertices) const {
    const auto changes = input.changes(segments, vertices);
    if (changes.size() > metric.hierarchy().arc_count() / kManyArcs + kManyArcs) return false;
    metric.update(changes, lower_arcs());
    return true;
}

void RoadMetric::Impl::recustomize(std::span<const SegmentId> segments,
                                   std::span<const VertexId> vertices) {
    if (!has_metric() || (segments.empty() && vertices.empty())) return;
    if (update(metric_, segments, vertices)) return;
    searches_.clear();
    metric_ = customize();
}

void RoadMetric::Impl::make_metric() const {
    const std::lock_guard lock{making_};
    if (has_metric()) return;
    metric_ = load_or_customize();
    made_.store(true, std::memory_order_release);
}

Metric RoadMetric::Impl::load_or_customize() const {
    if (!options.cache_folder) return customize();
    const MetricCache cache{*options.cache_folder, graph};
    const auto& hierarchy = options.network->hierarchy(graph);
    const auto key = key_with(everyday_key, costs.situation().key());
    if (auto kept = cache.load(hierarchy, key)) return std::move(*kept);
    std::optional<Metric> made;
    if (key != everyday_key) made = cache.load(hierarchy, everyday_key);
    const RoadSituation everyday;
    if (made && update(*made, costs.situation().other_segments(everyday),
                       costs.situation().other_vertices(everyday))) {
        made->perfect(options.threads);
    } else {
        made = customize();
    }
    cache.save(*made, key);
    return std::move(*made);
}

RoadMetric RoadMetric::build(Options options) {
    const auto& network = *options.network;
    RoadUses uses{network, options.profile, options.trip};
    const auto everyday = uses.key();
    auto impl = std::make_unique<Impl>(std::move(options), std::move(uses));
    impl->everyday_key = everyday;
    const auto& chosen = impl->options;
    std::optional<MetricCache> cache;
    if (chosen.cache_folder) cache.emplace(*chosen.cache_folder, impl->graph);

    std::optional<std::vector<SegmentId>> enclosed;
    if (cache) enclosed = cache->load_enclosed(everyday, network.segments().size());
    if (!enclosed) {
        enclosed = find_enclosed(network, impl->costs.uses());
        if (cache) cache->save_enclosed(*enclosed, everyday);
    }
    impl->costs.set_enclosed(*enclosed);
    impl->costs.set_situation({network, chosen.profile, chosen.trip, chosen.conditions});
    if (network.expanded_count() <= chosen.wait_over) (void)impl->metric();
    return RoadMetric{std::move(impl)};
}

RoadMetric::RoadMetric(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
RoadMetric::~RoadMetric() = default;
RoadMetric::RoadMetric(RoadMetric&&) noexcept = default;
RoadMetric& RoadMetric::operator=(RoadMetric&&) noexcept = default;

const RoadNetwork& RoadMetric::network() const noexcept {
    return *impl_->options.network;
}
const Profile& RoadMetric::profile() const noexcept {
    return impl_->options.profile;
}
const TripContext& RoadMetric::trip() const noexcept {
    return impl_->options.trip;
}
const Metric& RoadMetric::metric() const {
    return impl_->metric();
}
const LowerArcs& RoadMetric::lower_arcs() const {
    return impl_->lower_arcs();
}

void RoadMetric::set_conditions(std::vector<RoadCondition> conditions) {
    RoadSituation now{network(), profile(), trip(), conditions};
    const auto segments = now.other_segments(impl_->costs.situation());
    const auto vertices = now.other_vertices(impl_->costs.situation());
    impl_->options.conditions = std::move(conditions);
    impl_->costs.set_situation(std::move(now));
    impl_->recustomize(segments, vertices);
}

void RoadMetric::set_penalties(std::span<const SegmentId> segments, double factor) {
    const auto before = impl_->costs.penalised();
    std::vector<SegmentId> touched{before.begin(), before.end()};
    touched.insert(touched.end(), segments.begin(), segments.end());
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    (void)impl_->metric();  // what is kept in files has no penalties
    impl_->costs.set_penalties(segments, factor);
    impl_->recustomize(touched, {});
}

Weight RoadMetric::cost_of(DirectedSegment segment) const {
    return impl_->costs.time(segment);
}

RoadAccess RoadMetric::access_of(DirectedSegment segment) const {
    return cost_of(segment) == kNoWay ? RoadAccess::closed : impl_->costs.access(segment);
}

const RoadUse& RoadMetric::use_of(SegmentId segment) const {
    return impl_->costs.uses().of_kind(network().segments()[segment.value].kind);
}

const NodeUse* RoadMetric::node_use_at(VertexId vertex) const {
    return impl_->costs.uses().node(vertex);
}

const std::vector<RoadCondition>& RoadMetric::conditions() const noexcept {
    return impl_->options.conditions;
}

std::vector<std::size_t> RoadMetric::conditions_on(SegmentId segment) const {
    const auto* on = impl_->costs.situation().on(segment);
    return on != nullptr ? on->conditions : std::vector<std::size_t>{};
}

std::vector<std::size_t> RoadMetric::closing(SegmentId segment) const {
    const auto* on = impl_->costs.situation().on(segment);
    return on != nullptr ? on->closing : std::vector<std::size_t>{};
}

std::vector<std::size_t> RoadMetric::closing_at(VertexId vertex) const {
    const auto closing = impl_->costs.situation().closing_at(vertex);
    return {closing.begin(), closing.end()};
}

}  // namespace konbit
