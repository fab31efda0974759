#include "mapper/route/road_metric_uses.hpp"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace konbit {
namespace {

/// mm at km/h in ms.
double ms_per_mm(double kmh) {
    return 3.6 / kmh;
}

bool usable(double kmh) {
    return std::isfinite(kmh) && kmh > 0;
}

bool worse(const NodeUse& a, const NodeUse& b) {
    return a.access != b.access ? a.access > b.access : a.delay_s > b.delay_s;
}

class Hash {
public:
    template <class T>
    Hash& add(const T& value) {
        static_assert(std::is_arithmetic_v<T> || std::is_enum_v<T>);
        const auto* bytes = reinterpret_cast<const char*>(&value);
        bytes_.insert(bytes_.end(), bytes, bytes + sizeof value);
        return *this;
    }
    [[nodiscard]] std::uint64_t value() const { return XXH3_64bits(bytes_.data(), bytes_.size()); }

private:
    std::vector<char> bytes_;
};

}  // namespace

Weight weight_of_ms(double ms) noexcept {
    if (!(ms > 0)) return 0;
    return ms < double{kNoWay} ? static_cast<Weight>(std::llround(ms)) : kNoWay;
}

RoadUses::RoadUses(const RoadNetwork& network, const Profile& profile, const TripContext& trip)
    : network_{&network}, segments_{network.segments()}, graph_{profile.graph()} {
    u_turn_ = weight_of_ms(profile.u_turn_s() * 1000);
    kinds_.reserve(network.kind_count());
    for (std::uint32_t kind = 0; kind < network.kind_count(); ++kind) {
        kinds_.push_back(profile.use(network.tags_of({kind}), network.flags_of({kind}), trip));
        paces_.push_back(pace_of(kinds_.back()));
    }
    ask_nodes(profile, trip);
    ask_rules(profile, trip);
}

RoadUses::Pace RoadUses::pace_of(const RoadUse& use) {
    Pace pace;
    if (use.duration_s && *use.duration_s > 0) pace.duration_ms = *use.duration_s * 1000;
    if (pace.duration_ms || usable(use.forward_kmh)) pace.forward = use.forward;
    if (pace.duration_ms || usable(use.backward_kmh)) pace.backward = use.backward;
    if (usable(use.forward_kmh)) pace.forward_ms_per_mm = ms_per_mm(use.forward_kmh);
    if (usable(use.backward_kmh)) pace.backward_ms_per_mm = ms_per_mm(use.backward_kmh);
    return pace;
}

void RoadUses::ask_nodes(const Profile& profile, const TripContext& trip) {
    node_use_.assign(network_->kind_count(), UINT32_MAX);
    barriers_.assign(network_->vertex_count() / 64 + 1, 0);
    for (const auto& node : network_->nodes()) {
        barriers_[node.vertex / 64] |= std::uint64_t{1} << (node.vertex % 64);
        auto& use = node_use_[node.kind];
        if (use != UINT32_MAX) continue;
        use = static_cast<std::uint32_t>(node_kinds_.size());
        node_kinds_.push_back(profile.node_use(network_->tags_of({node.kind}), trip));
    }
}

void RoadUses::ask_rules(const Profile& profile, const TripContext& trip) {
    std::vector<std::optional<bool>> by_kind(network_->kind_count());
    for (const auto& rule : network_->rules()) {
        auto& applies = by_kind[rule.kind];
        if (!applies) applies = profile.rule_applies(network_->tags_of({rule.kind}), trip);
        rules_.push_back(*applies);
    }
}

double RoadUses::share_of_way(SegmentId segment) const {
    double whole = 0;
    for (const auto other : network_->segments_of(network_->object_of(segment))) {
        whole += segments_[other.value].length_mm;
    }
    return whole > 0 ? segments_[segment.value].length_mm / whole : 1;
}

Weight RoadUses::time(SegmentId segment, bool against) const {
    const auto& road = segments_[segment.value];
    const auto& pace = paces_[road.kind];
    if ((against ? pace.backward : pace.forward) == RoadAccess::closed) return kNoWay;
    const double ms = pace.duration_ms ? *pace.duration_ms * share_of_way(segment)
                                       : road.length_mm * (against ? pace.backward_ms_per_mm
                                                                   : pace.forward_ms_per_mm);
    return std::clamp<Weight>(weight_of_ms(ms), 1, kNoWay - 1);
}

const NodeUse* RoadUses::node(VertexId vertex) const {
    if ((barriers_[vertex.value / 64] >> (vertex.value % 64) & 1) == 0) return nullptr;
    const NodeUse* worst = nullptr;
    for (const auto& node : network_->nodes_at(vertex)) {
        const auto& use = node_kinds_[node_use_[node.kind]];
        if (worst == nullptr || worse(use, *worst)) worst = &use;
    }
    return worst;
}

TurnUse RoadUses::turn(const ExpandedTurn& turn) const {
    for (const auto rule : turn.forbidden_by) {
        if (rules_[rule]) return {};
    }
    // Turning round in front of a barrier is how one gets away from it.
    if (turn.u_turn) return {u_turn_, false};
    const auto* use = node(turn.vertex);
    if (use == nullptr) return {0, false};
    if (use->access == RoadAccess::closed) return {};
    return {weight_of_ms(use->delay_s * 1000), use->access == RoadAccess::ends_only};
}

std::uint64_t RoadUses::key() const {
    Hash hash;
    hash.add(network_->fingerprint()).add(graph_).add(u_turn_);
    for (const auto& pace : paces_) {
        hash.add(pace.forward).add(pace.backward);
        hash.add(pace.forward_ms_per_mm).add(pace.backward_ms_per_mm);
        hash.add(pace.duration_ms.value_or(-1));
    }
    for (const auto use : node_use_) hash.add(use);
    for (const auto& use : node_kinds_) hash.add(use.access).add(use.delay_s);
    for (const bool applies : rules_) hash.add(std::uint8_t{applies});
    return hash.value();
}

}  // namespace konbit
