// What a node with a barrier, a ford or a limit means for a profile.
#include <algorithm>

#include "mapper/route/profile_limits.hpp"
#include "mapper/route/profile_state.hpp"

namespace konbit {
namespace {

constexpr double kFordDelay_s = 60;

/// A kerb that wheels get over.
bool is_low(const Tags& node) noexcept {
    const auto kerb = node.value("kerb");
    return kerb == "lowered" || kerb == "flush" || kerb == "rolled" || kerb == "no" ||
           node.is("highway", "crossing");
}

class NodeReader {
public:
    NodeReader(const TripView& view, const Tags& node) : view_{view}, node_{node} {}

    NodeUse read() {
        const bool qualified = has_qualified_keys(node_);
        const auto access = find_access(view_, node_, qualified, WayDirection::none, use_.warnings);
        const auto limits = find_limits(view_, node_, qualified, use_.warnings);
        read_barrier(access, limits.height_posted);
        read_access(access);
        read_lock(access);
        read_ford(access);
        if (limits.exceeded[0] || limits.exceeded[1]) close(limits.by[limits.exceeded[0] ? 0 : 1]);
        return std::move(use_);
    }

private:
    void close(const Tag& tag) {
        if (use_.access == RoadAccess::closed) return;
        use_.access = RoadAccess::closed;
        use_.ignored_access = false;
        use_.reason = tag_text(tag);
    }

    /// What stands there, where no access tag says more.
    void read_barrier(const AccessFinding& access, bool height_posted) {
        const auto barrier = node_.get("barrier");
        // What a disaster left there is a matter of evidence, which may also say that it is gone.
        if (!barrier || node_.has("barrier:obstacle_type")) return;
        const BarrierRule* listed = view_.data.barriers.find(*barrier);
        const BarrierRule& rule = listed != nullptr ? *listed : view_.data.other_barrier;
        use_.delay_s = rule.delay_s;
        const bool heeds_height = view_.data.heeds_limits && view_.size.height_m;
        const bool passed = rule.kind == BarrierKind::pass ||
                            (rule.kind == BarrierKind::low && is_low(node_)) ||
                            (rule.kind == BarrierKind::rising && node_.is("bollard", "rising")) ||
                            (rule.kind == BarrierKind::limits && (height_posted || !heeds_height));
        if (passed) {
            if (listed == nullptr) warn(use_.warnings, {"barrier", *barrier}, "not known");
        } else if (rule.kind == BarrierKind::limits || !access.meaning) {
            close({"barrier", *barrier});
        }
    }
    void read_access(const AccessFinding& access) {
        if (!access.meaning || use_.access == RoadAccess::closed) return;
        if (*access.meaning == AccessMeaning::closed) use_.access = RoadAccess::closed;
        if (*access.meaning == AccessMeaning::ends_only) use_.access = RoadAccess::ends_only;
        if (use_.access == RoadAccess::open) return;
        use_.reason = tag_text(access.from);
        if (!view_.trip.ignore_access) return;
        use_.access = RoadAccess::open;
        use_.ignored_access = true;
    }
    /// A lock is no law. Who is let by on foot walks around the gate.
    void read_lock(const AccessFinding& access) {
        if (!node_.is("locked", "yes")) return;
        const bool around = view_.data.graph == RoadGraph::walk && access.first_key &&
                            access.meaning == AccessMeaning::open;
        if (!around) close({"locked", "yes"});
    }
    void read_ford(const AccessFinding& access) {
        const StateFinding ford = find_ford(view_, node_);
        if (ford.closed) {
            if (!access.own_key || access.meaning != AccessMeaning::open || flooded()) {
                return close(*ford.closed);
            }
            use_.delay_s += kFordDelay_s;
        }
        if (ford.factor < 1) use_.delay_s += kFordDelay_s;
    }
    bool flooded() const noexcept {
        return std::ranges::any_of(view_.trip.events, [](const std::string& event) {
            return event.find("flood") != std::string::npos;
        });
    }

    const TripView& view_;
    const Tags& node_;
    NodeUse use_;
};

}  // namespace

NodeUse Profile::node_use(const Tags& node, const TripContext& trip) const {
    const TripView view{*data_, trip};
    return NodeReader{view, node}.read();
}

}  // namespace konbit
