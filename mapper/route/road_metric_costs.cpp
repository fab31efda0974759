#include "mapper/route/road_metric_costs.hpp"

#include <algorithm>
#include <cmath>

namespace konbit {
namespace {

/// Less than a tenth of a millimetre of any road: only a point.
constexpr double kPoint = 1e-9;

/// How much of [0, until] the parts cover.
double covered_until(std::span<const SegmentPart> parts, double until) {
    double sum = 0;
    for (const auto& part : parts) sum += std::max(0.0, std::min(part.end, until) - part.begin);
    return sum;
}

bool overlaps(std::span<const SegmentPart> parts, double begin, double end) {
    return std::any_of(parts.begin(), parts.end(), [&](const SegmentPart& part) {
        return std::min(part.end, end) - std::max(part.begin, begin) > kPoint;
    });
}

}  // namespace

RoadCosts::RoadCosts(const RoadNetwork& network, RoadUses uses)
    : network_{&network}, uses_{std::move(uses)} {}

void RoadCosts::mark(std::vector<std::uint64_t>& bits, std::span<const SegmentId> segments) const {
    if (segments.empty()) return;
    if (bits.empty()) bits.assign(network_->segments().size() / 64 + 1, 0);
    for (const auto segment : segments) {
        bits[segment.value / 64] |= std::uint64_t{1} << (segment.value % 64);
    }
}

void RoadCosts::set_enclosed(std::span<const SegmentId> segments) {
    enclosed_.clear();
    mark(enclosed_, segments);
}

void RoadCosts::mark_special() {
    // Not all of a large network for a few.
    for (const auto segment : marked_) special_[segment.value / 64] = 0;
    marked_ = situation_.segments();
    marked_.insert(marked_.end(), penalised_.begin(), penalised_.end());
    mark(special_, marked_);
}

void RoadCosts::set_situation(RoadSituation situation) {
    situation_ = std::move(situation);
    mark_special();
}

void RoadCosts::set_penalties(std::span<const SegmentId> segments, double factor) {
    penalised_.assign(segments.begin(), segments.end());
    std::sort(penalised_.begin(), penalised_.end());
    penalised_.erase(std::unique(penalised_.begin(), penalised_.end()), penalised_.end());
    penalty_ = factor;
    mark_special();
}

Weight RoadCosts::time_between(DirectedSegment segment, double begin, double end) const {
    const auto whole = uses_.time(segment.segment(), segment.against());
    if (whole == kNoWay) return kNoWay;
    const auto* on = is_special(segment.segment()) ? situation_.on(segment.segment()) : nullptr;
    if (segment.against()) begin = 1 - std::exchange(end, 1 - begin);
    if (on != nullptr && overlaps(on->closed, begin, end)) return kNoWay;
    const bool dear = is_special(segment.segment()) &&
                      std::binary_search(penalised_.begin(), penalised_.end(), segment.segment());
    const double dearness = dear ? penalty_ : 1;
    const auto until = [&](double share) {
        const double slow = on != nullptr ? covered_until(on->slow, share) : 0;
        return weight_of_ms(whole * dearness * (share + slow));
    };
    const auto time = until(end) - until(begin);
    return begin <= 0 && end >= 1 ? std::clamp<Weight>(time, 1, kNoWay - 1) : time;
}

TurnUse RoadCosts::turn(const ExpandedTurn& turn) const {
    if (!turn.u_turn && !situation_.closing_at(turn.vertex).empty()) return {};
    return uses_.turn(turn);
}

}  // namespace konbit
